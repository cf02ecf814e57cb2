"""What was supported before that a project may be the same as, over all sources, years and offices of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet

from khuyencong.accounts.models import Office
from khuyencong.programme.models import Machine, Project
from khuyencong.programme.rules.evidence.double_support import Finding, Firm, MachineFacts, SupportFacts, findings
from khuyencong.programme.rules.project_life import ALIVE
from khuyencong.registry.models import Establishment
from khuyencong.registry.queries.parties import family_of, survivor_of
from khuyencong.registry.rules.legal_forms import bare_name
from khuyencong.registry.rules.tax_code import TaxCodeKind, classify
from khuyencong.vietnamese.folding import fold

MOST = 2000
"""More projects with the same model than this say nothing: it is simply a common one."""


def support_history(
    *,
    tax_code: str = "",
    name: str = "",
    serials: Sequence[str] = (),
    content: str = "",
    office: Office | None = None,
    leaving: Project | None = None,
) -> list[Finding]:
    """Return what speaks of double support of somebody told in words; without an office, over the whole house.

    :raises Refusal: for a tax code that is none.
    """
    firm = Firm(tax_code=classify(tax_code).digits, name=bare_name(name) if name else "")
    machines = tuple(MachineFacts.of("", "", serial) for serial in serials)
    asked = SupportFacts(0, "", 0, "", content, "", firm, machines)
    found = findings(asked, _earlier(asked, office))
    return [one for one in found if leaving is None or one.key != leaving.pk]


def findings_of(project: Project, *, serials: Sequence[str] = ()) -> list[Finding]:
    """Return what speaks of double support of a project; ``serials`` are numbers seen that are not on file yet."""
    asked = facts_of(project)
    if serials:
        asked = replace(asked, machines=(*asked.machines, *(MachineFacts.of("", "", one) for one in serials)))
    return findings(asked, _earlier(asked, project.office))


def facts_of(project: Project) -> SupportFacts:
    """Return what a project supports, with every row on file of its firm."""
    firm = Firm()
    if project.establishment is not None:
        survivor = survivor_of(project.establishment)
        firm = replace(_firm(survivor), rows=frozenset(family_of(survivor)))
    return _facts(project, firm, list(project.machines.all()))


def supported_serials(keys: Iterable[str], *, office: Office, leaving: Project) -> QuerySet[Machine]:
    """Return the machines with these serials that other projects of the tree did support, not only ask for."""
    wanted = [key for key in keys if key]
    known = Machine.objects.filter(serial_key__in=wanted, is_planned=False, project__state__in=ALIVE)
    known = known.filter(project__office__in=offices_of_tree(office)).exclude(project=leaving)
    return known.select_related("project").order_by("project__year", "pk")


def offices_of_tree(office: Office) -> QuerySet[Office]:
    """Return every office of the tree that an office stands in."""
    return Office.objects.filter(path__startswith="/".join(office.path.split("/")[:2]) + "/")


def _earlier(asked: SupportFacts, office: Office | None) -> list[SupportFacts]:
    firms = _firms_like(asked.firm)
    like = Q(pk__in=_projects_with_machines(asked.machines)) if asked.machines else Q()
    if firms:
        like |= Q(establishment__in=firms)
    if not asked.firm.is_known and asked.content and asked.name:
        like |= Q(establishment=None, content=asked.content)
    if not like:
        return []
    rows = Project.objects.filter(like, state__in=ALIVE).exclude(pk=asked.key)
    if office is not None:
        rows = rows.filter(office__in=offices_of_tree(office))
    rows = rows.select_related("establishment").prefetch_related("machines")
    return [_facts(one, _firm_of(one, firms), list(one.machines.all())) for one in rows]


def _firm_of(project: Project, firms: dict[int, Firm]) -> Firm:
    if project.establishment is None:
        return Firm()
    return firms.get(project.establishment.pk) or _firm(project.establishment)


def _facts(project: Project, firm: Firm, machines: list[Machine]) -> SupportFacts:
    return SupportFacts(
        key=project.pk or 0,
        project=project.code,
        year=project.year,
        stream=project.stream,
        content=project.content,
        name=fold(project.name),
        firm=firm,
        machines=tuple(
            MachineFacts(one.serial or f"{one.name} {one.model}".strip(), one.serial_key, one.machine_key)
            for one in machines
        ),
        place=project.place_id,
    )


def _firm(one: Establishment) -> Firm:
    return Firm(
        rows=frozenset({one.pk}),
        tax_code=one.tax_code,
        name=one.bare_name,
        owner=_owner(one),
        address=_address(one),
        phone=one.phone,
    )


def _owner(one: Establishment) -> str:
    """Return the owner with the commune: the name alone is that of many people."""
    return f"{fold(one.representative)}|{one.place_id}" if one.representative and one.place_id else ""


def _address(one: Establishment) -> str:
    """Return the address with its commune, where it says more than the commune: it needs a house number."""
    folded = fold(one.address)
    return f"{folded}|{one.place_id}" if one.place_id and any(sign.isdigit() for sign in folded) else ""


def _firms_like(firm: Firm) -> dict[int, Firm]:
    """Return the firms on file that share a sign with one, by id."""
    like = Q(pk__in=firm.rows) if firm.rows else Q()
    if firm.tax_code:
        branches = Q(tax_code_kind__in=[TaxCodeKind.ENTERPRISE, TaxCodeKind.BRANCH])
        like |= Q(tax_code=firm.tax_code) | (branches & Q(tax_code__startswith=firm.enterprise))
    if firm.name:
        like |= Q(bare_name=firm.name)
    if firm.phone:
        like |= Q(phone=firm.phone)
    if places := {sign.rpartition("|")[2] for sign in (firm.owner, firm.address) if sign}:
        like |= Q(place__in=places)
    if not like:
        return {}
    known = {one.pk: _firm(one) for one in Establishment.objects.filter(like)}
    return {key: replace(one, rows=firm.rows) if key in firm.rows else one for key, one in known.items()}


def _projects_with_machines(machines: Sequence[MachineFacts]) -> set[int]:
    serials = [one.serial for one in machines if one.serial]
    models = [one.machine for one in machines if one.machine]
    same = Machine.objects.filter(serial_key__in=serials) if serials else Machine.objects.none()
    alike = Machine.objects.filter(machine_key__in=models) if models else Machine.objects.none()
    recent = alike.order_by("-pk").values_list("project_id", flat=True)[:MOST]
    return {*same.values_list("project_id", flat=True), *recent}
