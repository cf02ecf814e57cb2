"""Conflicts of interest between a juror and a dossier: signs, declaration, what it blocks. Pure."""

from dataclasses import dataclass

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.vietnamese.folding import fold

INDEPENDENCE_SOURCE = "TT 26/2014/TT-BCT, Điều 16 khoản 2"
UNDECLARED, NONE, CONFLICT = "undeclared", "none", "conflict"


@dataclass(frozen=True, slots=True)
class JurorFacts:
    """What is known of a juror that may touch a dossier."""

    name: str
    organisation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class MakerFacts:
    """What is known of the establishment behind a dossier."""

    name: str
    representative: str = ""
    phone: str = ""


def signs(juror: JurorFacts, maker: MakerFacts) -> list[str]:
    """Return the reasons why the juror should think twice before declaring no conflict."""
    found = []
    if maker.representative and fold(juror.name) == fold(maker.representative):
        found.append(_("Trùng họ tên với người đại diện của cơ sở."))
    if juror.organisation and fold(juror.organisation) == fold(maker.name):
        found.append(_("Làm việc tại chính cơ sở dự bình chọn."))
    if maker.phone and _digits(juror.phone) and _digits(juror.phone) == _digits(maker.phone):
        found.append(_("Trùng số điện thoại với cơ sở."))
    return found


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())


def opens(declared: str) -> Refusal | None:
    """Refuse to open a dossier to a juror who has not declared, or who declared a conflict."""
    if declared == UNDECLARED:
        return Refusal(
            "selection.declare_first",
            _("Trước khi mở hồ sơ, giám khảo cần khai có hay không có lợi ích liên quan."),
            source=INDEPENDENCE_SOURCE,
        )
    if declared == CONFLICT:
        return Refusal(
            "selection.recused",
            _("Giám khảo đã khai có lợi ích liên quan nên không xem và không chấm hồ sơ này."),
            source=INDEPENDENCE_SOURCE,
        )
    return None
