"""The part of a project's page that tells what was asked for and paid, and lets somebody ask."""

from __future__ import annotations

from django.http import HttpRequest

from khuyencong.accounts.guards import person_of
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.programme.models import Project
from khuyencong.programme.views.parts import Part, page_part

PAYABLE = ("contracted", "running", "suspended", "accepted", "stopped")
"""States in which money is still advanced, paid, cleared or taken back."""


@page_part("payments")
def payments_part(request: HttpRequest, project: Project) -> Part | None:
    """Show the payment orders of a project that has a contract."""
    person = person_of(request)
    if project.contracted is None or refusal(person, Action.VIEW_LEDGER, project) is not None:
        return None
    may_propose = project.state in PAYABLE and refusal(person, Action.PROPOSE_PAYMENT, project) is None
    orders = project.payment_orders.order_by("-proposed_at", "-pk")
    return Part("programme/_project_payments.html", {"orders": orders, "may_propose": may_propose})
