"""Who supported the same before: the same machine, or the same content of the same firm. Pure.

Source: TT 28/2018/TT-BTC (as TTLT 125/2009 before it): no state money for the same content twice, whatever the
budget, year or old province.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.evidence.serials import machine_key, serial_key

CONDITION: Final = _("TT 28/2018/TT-BTC, điều kiện hỗ trợ: chưa nhận tiền ngân sách cho cùng nội dung")


class Strength(StrEnum):
    """How much a finding says: the same beyond doubt, very likely the same, worth a look."""

    CERTAIN = "certain"
    LIKELY = "likely"
    WEAK = "weak"


STRENGTH_LABELS: Final[dict[Strength, str]] = {
    Strength.CERTAIN: _("chắc chắn"),
    Strength.LIKELY: _("rất có thể"),
    Strength.WEAK: _("cần xem"),
}
ORDER: Final = tuple(Strength)


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """One machine in the form in which machines are compared; ``shown`` is what a person reads."""

    shown: str
    serial: str = ""
    machine: str = ""

    @classmethod
    def of(cls, name: str, model: str = "", serial: str = "") -> MachineFacts:
        """Return the facts of a machine as typed."""
        return cls(serial or f"{name} {model}".strip(), serial_key(serial), machine_key(name, model))


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm by everything that names it, folded; ``rows`` are its ids on file, merged ones too."""

    rows: frozenset[int] = frozenset()
    tax_code: str = ""
    name: str = ""
    owner: str = ""
    address: str = ""
    phone: str = ""

    @property
    def is_known(self) -> bool:
        """Say whether anything names it."""
        return bool(self.rows or self.tax_code or self.name or self.phone)

    @property
    def enterprise(self) -> str:
        """The enterprise behind a branch: the first ten digits; the whole of a household's number."""
        return self.tax_code if len(self.tax_code) == 12 else self.tax_code[:10]


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """What a project supports: who, what, which machines; ``year`` and ``stream`` say by whose money."""

    key: int
    project: str
    year: int
    stream: str
    content: str
    name: str
    firm: Firm
    machines: tuple[MachineFacts, ...] = ()
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason to look at a project again; ``why`` is a message id with its values."""

    key: int
    project: str
    code: str
    strength: Strength
    sentence: str
    values: tuple[tuple[str, str], ...]
    source: str = CONDITION

    @property
    def why(self) -> str:
        """The sentence in Vietnamese."""
        return self.sentence % dict(self.values)

    def data(self) -> dict[str, object]:
        """Return it as plain data, to be kept with a look."""
        return {
            "project_id": self.key, "project": self.project, "code": self.code, "strength": self.strength.value,
            "sentence": self.sentence, "values": dict(self.values), "why": self.why, "source": self.source,
        }  # fmt: skip  # one row


def findings(asked: SupportFacts, earlier: Iterable[SupportFacts]) -> list[Finding]:
    """Return everything that speaks of double support, the surest first; one line per project and reason."""
    found = [finding for one in earlier if one.key != asked.key for finding in _against(asked, one)]
    return sorted(found, key=lambda finding: (ORDER.index(finding.strength), finding.project, finding.code))


def findings_key(found: Sequence[Finding]) -> str:
    """Return a digest of what was found, whatever the order and the wording; empty where nothing was."""
    if not found:
        return ""
    lines = sorted({f"{one.key} {one.code}" for one in found})
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


SAME_SERIAL: Final = _("Máy có số “%(machine)s” đã được hỗ trợ ở đề án %(project)s, năm %(year)s.")
SAME_MACHINE: Final = _(
    "Cùng máy “%(machine)s” của cùng cơ sở đã được hỗ trợ ở đề án %(project)s, năm %(year)s; một bên chưa ghi số máy."
)
ALIKE_MACHINE: Final = _(
    "Máy “%(machine)s” giống máy ở đề án %(project)s, năm %(year)s của cơ sở khác; một bên chưa ghi số máy."
)
SAME_CONTENT: Final = _("Cơ sở này (%(signs)s) đã được hỗ trợ cùng nội dung ở đề án %(project)s, năm %(year)s.")
SAME_NAME: Final = _("Đề án cùng tên, cùng nội dung, cùng địa điểm: %(project)s, năm %(year)s.")


def _against(asked: SupportFacts, one: SupportFacts) -> Iterator[Finding]:
    strength, signs = _same_firm(asked.firm, one.firm)
    serials = {machine.serial: machine.shown for machine in asked.machines if machine.serial}
    shared = [machine.serial for machine in one.machines if machine.serial in serials]
    if shared:
        yield _finding(one, "same_serial", Strength.CERTAIN, SAME_SERIAL, machine=serials[shared[0]])
    elif alike := _alike(asked.machines, one.machines):
        if strength is None:
            yield _finding(one, "alike_machine", Strength.WEAK, ALIKE_MACHINE, machine=alike)
        else:
            yield _finding(one, "same_machine", Strength.LIKELY, SAME_MACHINE, machine=alike)
    if asked.content and asked.content == one.content:
        if strength is not None:
            yield _finding(one, "same_content", strength, SAME_CONTENT, signs=", ".join(signs))
        elif _same_name(asked, one):
            yield _finding(one, "same_name", Strength.WEAK, SAME_NAME)


def _finding(one: SupportFacts, code: str, strength: Strength, sentence: str, **values: str) -> Finding:
    told = {"project": one.project, "year": str(one.year), **values}
    return Finding(one.key, one.project, code, strength, sentence, tuple(sorted(told.items())))


def _same_firm(first: Firm, second: Firm) -> tuple[Strength | None, list[str]]:
    """Tell how surely two firms are one, and by which signs.

    An owner alone is many people's name; a phone or an address may be shared: these only ask for a look. Two of
    them together, or the name without another tax code, make it likely.
    """
    if first.rows & second.rows:
        return Strength.CERTAIN, [_("cùng cơ sở trong danh bạ")]
    if first.enterprise and first.enterprise == second.enterprise:
        return Strength.CERTAIN, [_("cùng mã số thuế")]
    signs = [label for name, label in SIGNS if (value := getattr(first, name)) and value == getattr(second, name)]
    if not signs:
        return None, []
    other_code = bool(first.tax_code and second.tax_code)
    if len(signs) >= 2 or (SIGNS[0][1] in signs and not other_code):
        return Strength.LIKELY, signs
    return Strength.WEAK, signs


SIGNS: Final = (
    ("name", _("cùng tên")),
    ("phone", _("cùng điện thoại")),
    ("address", _("cùng địa chỉ")),
    ("owner", _("cùng người đại diện")),
)


def _alike(mine: Sequence[MachineFacts], theirs: Sequence[MachineFacts]) -> str:
    """Return a machine of the same name and model where one of the two has no serial to tell them apart."""
    for one in mine:
        for other in theirs:
            if one.machine and one.machine == other.machine and not (one.serial and other.serial):
                return one.shown
    return ""


def _same_name(asked: SupportFacts, one: SupportFacts) -> bool:
    nobody = not asked.firm.is_known and not one.firm.is_known
    return nobody and bool(asked.name) and asked.name == one.name and asked.place == one.place
