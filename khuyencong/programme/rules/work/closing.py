"""Settlement, liquidation of the contract, closing and how long files stay. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.buckets import Bucket, Kind
from khuyencong.programme.rules.work.running import NOTHING, Buckets, day_refusal

DOSSIER = "TT 36/2013/TT-BCT, Điều 19"
SETTLEMENT = "TT 36/2013/TT-BCT, Điều 18"
KEEPING = "Luật Kế toán 2015, NĐ 174/2016/NĐ-CP"


@dataclass(frozen=True, slots=True)
class SettlementFacts:
    """What a settlement rests on: day, acceptance, money where it is, papers that are not there."""

    on: date
    today: date
    accepted: Money
    accepted_on: date
    buckets: Buckets
    missing_papers: Sequence[str] = ()
    days: int = 0
    days_source: str = SETTLEMENT

    @property
    def due_on(self) -> date:
        """The last day for the settlement dossier."""
        return self.accepted_on + timedelta(days=self.days)


def settlement_refusals(facts: SettlementFacts) -> list[Refusal]:
    """Return every reason against settling. Governing day: the day of the settlement."""
    found = [day_refusal(facts.on, facts.today, facts.accepted_on, _("Quyết toán"))]
    advanced = facts.buckets.get(Bucket.ADVANCED, NOTHING)
    paid = facts.buckets.get(Bucket.PAID, NOTHING) + facts.buckets.get(Bucket.SETTLED, NOTHING)
    if advanced:
        found.append(
            Refusal(
                "programme.advance_open",
                _(
                    "Còn %(open)s đồng tạm ứng chưa thu hồi. "
                    "Hãy lập đề nghị thu hồi tạm ứng vào thanh toán, hoặc hoàn trả, rồi quyết toán."
                ),
                source=SETTLEMENT,
                open=str(advanced),
            )
        )
    if paid != facts.accepted:
        found.append(
            Refusal(
                "programme.paid_is_not_accepted",
                _(
                    "Đã thanh toán %(paid)s đồng, nghiệm thu %(accepted)s đồng; hai số phải bằng nhau. "
                    "Hãy thanh toán nốt hoặc hoàn trả phần thừa ở phần Kinh phí của đề án."
                ),
                source=SETTLEMENT,
                paid=str(paid),
                accepted=str(facts.accepted),
            )
        )
    found += [
        Refusal(
            "programme.settlement_paper_missing",
            _("Hồ sơ quyết toán thiếu “%(paper)s”. Hãy đính kèm ở phần Giấy tờ của đề án."),
            source=DOSSIER,
            paper=label,
        )
        for label in facts.missing_papers
    ]
    return [no for no in found if no is not None]


def settlement_transfers(buckets: Buckets) -> tuple[tuple[Kind, Money], ...]:
    """Return what a settlement moves: paid to settled, and what was contracted but not accepted back to the line."""
    paid = buckets.get(Bucket.PAID, NOTHING)
    contracted, reserved = buckets.get(Bucket.CONTRACTED, NOTHING), buckets.get(Bucket.RESERVED, NOTHING)
    steps = ((Kind.SETTLE, paid), (Kind.REDUCE_CONTRACT, contracted), (Kind.RELEASE, contracted + reserved))
    return tuple((kind, amount) for kind, amount in steps if amount > NOTHING)


def lateness(on: date, due_on: date | None, what: str, source: str) -> Refusal | None:
    """Tell that something was done after its day; it does not stop the act."""
    if due_on is None or on <= due_on:
        return None
    return Refusal(
        "programme.late",
        _("%(what)s chậm %(days)s ngày so với hạn %(day)s."),
        source=source,
        what=what,
        days=str((on - due_on).days),
        day=f"{due_on:%d/%m/%Y}",
    )


def liquidation_refusal(on: date, today: date, settled_on: date | None, paper: str) -> Refusal | None:
    """Say why the contract may not be liquidated on a day, or None."""
    if no := day_refusal(on, today, settled_on, _("Thanh lý hợp đồng")):
        return no
    if not paper.strip():
        return Refusal(
            "programme.liquidation_paper_missing",
            _("Phải ghi số biên bản thanh lý hợp đồng."),
            source=SETTLEMENT,
        )
    return None


@dataclass(frozen=True, slots=True)
class Retention:
    """One class of keeping; ``years`` zero is for ever."""

    code: str
    label: str
    years: int


def retention_classes(rows: Sequence[Mapping[str, object]]) -> dict[str, Retention]:
    """Return the classes of norm ``programme.retention_classes`` by code."""
    return {str(row["code"]): Retention(str(row["code"]), str(row["label"]), int(str(row["number"]))) for row in rows}


def kept_until(closed_on: date, retention: Retention) -> date | None:
    """Return the last day on which the files must be there: the end of the year so many years on; None for ever."""
    return date(closed_on.year + retention.years, 12, 31) if retention.years else None


def retention_refusal(code: str, classes: Mapping[str, Retention]) -> Refusal | None:
    """Refuse a class of keeping that the norm does not have."""
    if code in classes:
        return None
    return Refusal(
        "programme.retention_unknown",
        _("Phải chọn thời hạn lưu hồ sơ: %(classes)s."),
        source=KEEPING,
        classes="; ".join(one.label for one in classes.values()),
    )
