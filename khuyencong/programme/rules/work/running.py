"""May the work start, be reported, be visited, be stopped; and what a stop frees or leaves to be returned. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.buckets import Bucket, Kind

CHANGES = "TT 36/2013/TT-BCT, Điều 11"
CONTRACT = "TT 36/2013/TT-BCT, Điều 12"
NOTHING = Money(0)
Buckets = Mapping[Bucket, Money]


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of a project's work: when its contract was signed, when it began, how far it said to be."""

    signed_on: date | None = None
    started_on: date | None = None
    percent: int | None = None
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One progress report as typed; ``total`` is what the project may cost with all its sources."""

    on: date
    percent: int
    spent: Money | None = None
    problems: str = ""
    total: Money | None = None


def day_refusal(on: date, today: date, since: date | None, what: str) -> Refusal | None:
    """Refuse a day that is yet to come, or before the work could begin. Governing day: the day that is written."""
    if on > today:
        return Refusal(
            "programme.day_in_future",
            _("%(what)s ghi ngày %(day)s, sau hôm nay. Hãy sửa lại ngày."),
            what=what,
            day=f"{on:%d/%m/%Y}",
        )
    if since is not None and on < since:
        return Refusal(
            "programme.day_before_work",
            _("%(what)s ghi ngày %(day)s, trước ngày %(since)s mà việc có thể bắt đầu. Hãy sửa lại ngày."),
            what=what,
            day=f"{on:%d/%m/%Y}",
            since=f"{since:%d/%m/%Y}",
        )
    return None


def reason_refusal(reason: str) -> Refusal | None:
    """Refuse an act that needs a reason and has none."""
    if reason.strip():
        return None
    return Refusal("programme.reason_missing", _("Phải ghi lý do, nêu cả văn bản làm căn cứ nếu có."), source=CHANGES)


def start_refusal(on: date, today: date, course: Course) -> Refusal | None:
    """Say why the work may not be written as begun on a day, or None."""
    if course.signed_on is None:
        return Refusal(
            "programme.no_contract",
            _("Đề án chưa có hợp đồng nên chưa bắt đầu được. Hãy ghi hợp đồng ở trang đề án trước."),
            source=CONTRACT,
        )
    return day_refusal(on, today, course.signed_on, _("Bắt đầu thực hiện"))


def report_refusals(report: Report, today: date, course: Course) -> list[Refusal]:
    """Return every reason against a progress report. Less done than before needs the problems told."""
    found = [day_refusal(report.on, today, course.started_on or course.signed_on, _("Báo cáo tiến độ"))]
    if not 0 <= report.percent <= 100:
        found.append(
            Refusal(
                "programme.percent_out_of_range",
                _("Khối lượng hoàn thành phải từ 0 đến 100 %%, không phải %(percent)s %%."),
                percent=str(report.percent),
            )
        )
    if course.reported_on is not None and report.on < course.reported_on:
        found.append(
            Refusal(
                "programme.report_out_of_order",
                _("Đã có báo cáo ngày %(day)s. Báo cáo mới phải từ ngày đó trở đi."),
                day=f"{course.reported_on:%d/%m/%Y}",
            )
        )
    if course.percent is not None and report.percent < course.percent and not report.problems.strip():
        found.append(
            Refusal(
                "programme.progress_fell",
                _("Lần trước đã báo %(before)s %%, lần này chỉ %(now)s %%. Hãy ghi rõ khó khăn, vướng mắc làm giảm."),
                before=str(course.percent),
                now=str(report.percent),
            )
        )
    found.append(_spent_refusal(report))
    return [no for no in found if no is not None]


def _spent_refusal(report: Report) -> Refusal | None:
    if report.spent is None:
        return None
    if report.spent < NOTHING:
        return Refusal("programme.spent_negative", _("Số tiền đã chi không thể âm."))
    if report.total is not None and report.spent > report.total:
        return Refusal(
            "programme.spent_over_total",
            _("Đã chi %(spent)s đồng, vượt tổng kinh phí %(total)s đồng của đề án. Hãy kiểm tra lại số tiền."),
            spent=str(report.spent),
            total=str(report.total),
        )
    return None


def freed_on_stop(buckets: Buckets) -> tuple[tuple[Kind, Money], ...]:
    """Return the transfers that give the line back what a stopped project holds and has not spent, in order."""
    contracted, reserved = buckets.get(Bucket.CONTRACTED, NOTHING), buckets.get(Bucket.RESERVED, NOTHING)
    steps = ((Kind.REDUCE_CONTRACT, contracted), (Kind.RELEASE, contracted + reserved))
    return tuple((kind, amount) for kind, amount in steps if amount > NOTHING)


def to_be_returned(buckets: Buckets, accepted: Money | None) -> Money:
    """Return what the beneficiary owes: advances not cleared, and payments beyond what was accepted."""
    paid = buckets.get(Bucket.PAID, NOTHING)
    beyond = paid - (accepted or NOTHING)
    return buckets.get(Bucket.ADVANCED, NOTHING) + max(NOTHING, beyond)


def end_refusal(buckets: Buckets, accepted: Money | None) -> Refusal | None:
    """Refuse to end a stopped project while it still owes money."""
    owed = to_be_returned(buckets, accepted)
    if not owed:
        return None
    return Refusal(
        "programme.return_open",
        _(
            "Đề án đã ngừng còn %(owed)s đồng chưa thu hồi. "
            "Hãy lập và ghi đề nghị hoàn trả ở phần Kinh phí của đề án, rồi kết thúc."
        ),
        source=CHANGES,
        owed=str(owed),
    )
