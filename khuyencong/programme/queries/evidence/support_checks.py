"""Whether somebody has looked at what speaks of double support, and what they said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.models import Machine, Project, SupportCheck
from khuyencong.programme.queries.evidence.support_history import findings_of, supported_serials
from khuyencong.programme.rules.evidence.double_support import CONDITION, Finding, findings_key
from khuyencong.programme.rules.evidence.serials import serial_key

Stage = SupportCheck.Stage


def unlooked_findings(project: Project, stage: str, actor: Person | None = None) -> Refusal | None:
    """Say which findings of double support nobody has looked at yet at this stage, or that they were not let through.

    A look holds for later stages too, as long as nothing new is found. Whoever may not look, as an applicant who
    hands in, is not stopped by findings: the office meets them at the appraisal.
    """
    if stage == Stage.APPLICATION and actor is not None and refusal(actor, Action.RECORD_SUPPORT_CHECK, project):
        return None
    found = findings_of(project)
    look = latest_look(project)
    if look is not None and not look.is_allowed:
        return _held_back(look)
    if not found or (look is not None and holds(look, found)):
        return None
    return Refusal(
        "programme.double_support_unlooked",
        _(
            "Có %(count)s dấu hiệu hỗ trợ trùng chưa ai xem; dấu hiệu đầu: %(first)s "
            "Hãy mở phần Dò hỗ trợ trùng của đề án, xem và ghi kết luận."
        ),
        source=CONDITION,
        count=str(len(found)),
        first=found[0].why,
    )


def latest_look(project: Project) -> SupportCheck | None:
    """Return the last look at the findings of a project."""
    return project.support_checks.select_related("looked_by").order_by("-looked_at", "-pk").first()


def holds(look: SupportCheck, found: Sequence[Finding]) -> bool:
    """Tell whether a look saw everything that is found now; what is no longer found takes nothing from it."""
    return look.findings_key == findings_key(found) or _lines(found) <= {
        (int(one["project_id"]), str(one["code"])) for one in look.findings
    }


def _lines(found: Sequence[Finding]) -> set[tuple[int, str]]:
    return {(one.key, one.code) for one in found}


def _held_back(look: SupportCheck) -> Refusal:
    return Refusal(
        "programme.double_support_refused",
        _("%(who)s đã kết luận không cho đề án đi tiếp vì hỗ trợ trùng: %(reason)s"),
        source=CONDITION,
        who=look.looked_by.full_name,
        reason=look.reason,
    )


def serial_refusals(project: Project, serials: Iterable[str]) -> list[Refusal]:
    """Refuse each serial that another project was supported for, unless a look allowed that very machine."""
    typed = {serial_key(one): one for one in serials if serial_key(one)}
    if not typed:
        return []
    taken = list(supported_serials(typed, office=project.office, leaving=project))
    look = latest_look(project) if taken else None
    seen = look.findings if look is not None and look.is_allowed else []
    allowed = {int(one["project_id"]) for one in seen if one["code"] == "same_serial"}
    return [_supported(typed[one.serial_key], one) for one in taken if one.project_id not in allowed]


def _supported(serial: str, machine: Machine) -> Refusal:
    return Refusal(
        "programme.serial_supported",
        _(
            "Số máy “%(serial)s” đã được hỗ trợ ở đề án %(project)s năm %(year)s. "
            "Hãy kiểm tra lại nhãn máy; nếu đúng là máy khác, ghi kết luận ở phần Dò hỗ trợ trùng của đề án."
        ),
        source=CONDITION,
        serial=serial,
        project=machine.project.code,
        year=str(machine.project.year),
    )
