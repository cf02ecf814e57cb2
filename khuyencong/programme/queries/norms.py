"""The norms that govern an office's projects on a day."""

from __future__ import annotations

from datetime import date

from khuyencong.accounts.models import Office
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.law.norms import NormsOfDay
from khuyencong.rulebook.queries import norms_at


def only_centre() -> str:
    """Return the code of the promotion centre where the house has just one, else nothing."""
    codes = list(Office.objects.filter(kind="centre").values_list("code", flat=True)[:2])
    return codes[0] if len(codes) == 1 else ""


def norms_of(office_code: str, on: date) -> NormsOfDay:
    """Return the norms in force for an office, or the general ones without an office.

    :raises Refusal: for an office that there is none of.
    """
    if office_code and not Office.objects.filter(code=office_code).exists():
        raise Refusal("programme.no_such_office", _("Không có đơn vị nào mang mã “%(given)s”."), given=office_code)
    return norms_at(on, office_code=office_code)
