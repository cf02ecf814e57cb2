"""Is a dossier complete: which papers, facts and photographs are missing, and why. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

DOSSIER_SOURCE = "TT 26/2014/TT-BCT, Điều 12"
PRODUCT_SOURCE = "TT 26/2014/TT-BCT, Điều 4"


@dataclass(frozen=True, slots=True)
class PaperRule:
    """One line of the paper list; empty ``levels`` or ``groups`` means all of them."""

    code: str
    label: str
    required: bool = True
    levels: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    copies: int = 1
    note: str = ""

    def concerns(self, level: str, group: str) -> bool:
        """Tell whether the paper belongs to dossiers of this level and product group."""
        return (not self.levels or level in self.levels) and (not self.groups or group in self.groups)


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What the completeness check looks at. ``papers`` maps a paper's code to whether it is present.

    ``lower_valid_until`` is the last valid day of the certificate of the level below, where one was shown.
    """

    level: str
    group: str
    product: str
    establishment: str
    place: str = ""
    representative: str = ""
    description: str = ""
    papers: Mapping[str, bool] = field(default_factory=dict)
    photos: int = 0
    lower_valid_until: date | None = None


def papers_for(rules: Iterable[PaperRule], level: str, group: str) -> list[PaperRule]:
    """Return the papers that dossiers of this level and product group bring."""
    return [rule for rule in rules if rule.concerns(level, group)]


def completeness(
    facts: DossierFacts, rules: Sequence[PaperRule], *, minimum_photos: int, received_on: date, source: str = ""
) -> list[Refusal]:
    """Return every reason why the dossier is not complete. Governing day: the day of receipt."""
    source = source or DOSSIER_SOURCE
    missing = [
        Refusal("selection.fact_missing", _("Thiếu thông tin: %(field)s."), source=source, field=label)
        for label, value in _needed(facts)
        if not value.strip()
    ]
    missing += [
        Refusal("selection.paper_missing", _("Thiếu giấy tờ: %(paper)s."), source=source, paper=rule.label)
        for rule in papers_for(rules, facts.level, facts.group)
        if rule.required and not facts.papers.get(rule.code, False)
    ]
    if facts.photos < minimum_photos and not facts.papers.get("photos", False):
        missing.append(
            Refusal(
                "selection.too_few_photos",
                _("Có %(count)s ảnh sản phẩm, cần ít nhất %(least)s ảnh."),
                source=source,
                count=facts.photos,
                least=minimum_photos,
            )
        )
    if facts.lower_valid_until is not None and facts.lower_valid_until < received_on:
        missing.append(
            Refusal(
                "selection.lower_certificate_expired",
                _("Giấy chứng nhận của cấp dưới đã hết hạn ngày %(day)s."),
                source=source,
                day=facts.lower_valid_until.strftime("%d/%m/%Y"),
            )
        )
    return missing


def _needed(facts: DossierFacts) -> list[tuple[str, str]]:
    return [
        (_("tên sản phẩm"), facts.product),
        (_("nhóm sản phẩm"), facts.group),
        (_("tên cơ sở"), facts.establishment),
        (_("địa chỉ cơ sở"), facts.place),
        (_("người đại diện"), facts.representative),
    ]
