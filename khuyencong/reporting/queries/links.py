"""Where the records behind a figure are shown, by their keys; a constant number of questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.urls import reverse

from khuyencong.programme.models import Invoice, PlanLine, Transfer

Address = Callable[[list[str]], dict[str, str]]


def _plain(name: str) -> Address:
    return lambda keys: {key: reverse(name, args=[int(key)]) for key in keys}


def _transfers(keys: list[str]) -> dict[str, str]:
    """Return the page of a transfer's project, or the ledger of its plan where it has none."""
    rows = Transfer.objects.filter(pk__in=keys).values_list("pk", "plan_id", "project_id")
    return {
        str(pk): reverse("programme:view_project", args=[project])
        if project
        else reverse("programme:view_ledger", args=[plan])
        for pk, plan, project in rows
    }


def _lines(keys: list[str]) -> dict[str, str]:
    rows = PlanLine.objects.filter(pk__in=keys).values_list("pk", "plan_id")
    return {str(pk): reverse("programme:view_plan", args=[plan]) for pk, plan in rows}


def _invoices(keys: list[str]) -> dict[str, str]:
    rows = Invoice.objects.filter(pk__in=keys).values_list("pk", "project_id")
    return {str(pk): reverse("programme:view_project", args=[project]) for pk, project in rows}


ADDRESSES: dict[str, Address] = {
    "programme.project": _plain("programme:view_project"),
    "programme.transfer": _transfers,
    "programme.planline": _lines,
    "programme.invoice": _invoices,
    "certificates.certificate": _plain("certificates:view_certificate"),
    "selection.round": _plain("selection:view_round"),
}


def links_of(keys: Iterable[str]) -> dict[str, str]:
    """Return the address of each record that has one."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        kind, _colon, pk = key.partition(":")
        by_kind[kind].append(pk)
    return {f"{kind}:{pk}": url for kind, pks in by_kind.items() for pk, url in ADDRESSES[kind](pks).items()}
