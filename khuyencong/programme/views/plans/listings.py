"""The lists of plans and plan lines, on screen and as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.programme.models import Plan, PlannedAmount, PlanVersion, Transfer
from khuyencong.programme.queries.plans.contents import content_choices, norms_of_year
from khuyencong.programme.queries.plans.sheet import Figures
from khuyencong.programme.queries.plans.sums import SPENT, by_line, net
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.programme.rules.plan_life import PLAN_VERSION_LIFE
from khuyencong.programme.rules.streams import STREAM_LABELS
from khuyencong.ui.listing import Column, Filter, Kind, Listing

INNER = [bucket.value for bucket in Bucket if bucket is not Bucket.OUTSIDE]


@dataclass(frozen=True, slots=True)
class PlanList:
    """The list of plans with the query that it needs."""

    listing: Listing

    def rows(self, plans: QuerySet[Plan]) -> QuerySet[Plan]:
        """Return the plans with what they give, what was assigned and what was paid out."""
        amounts = PlannedAmount.objects.filter(version__plan=OuterRef("pk"), version__state="approved")
        money = Transfer.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
        latest = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number")
        return plans.select_related("office").annotate(
            planned=Subquery(
                amounts.order_by().values("version__plan").annotate(total=Sum("support")).values("total"),
                output_field=BigIntegerField(),
            ),
            assigned=Subquery(money.annotate(total=net(*INNER)).values("total")),
            spent=Subquery(money.annotate(total=net(*SPENT)).values("total")),
            latest_state=Subquery(latest.values("state")[:1]),
            latest_number=Subquery(latest.values("number")[:1]),
        )


def _state(plan: Plan) -> str:
    if plan.locked_at is not None:
        return _("Đã khóa sổ")
    number = getattr(plan, "latest_number", None)
    if number is None:
        return ""
    words = _(PLAN_VERSION_LIFE.label(getattr(plan, "latest_state", PLAN_VERSION_LIFE.start)))
    return _("%(state)s (bản số %(number)s)") % {"state": words, "number": number}


def _amount(plan: Plan, name: str) -> int:
    return int(getattr(plan, name, 0) or 0)


def _locked(rows: QuerySet[Plan], value: str) -> QuerySet[Plan]:
    return rows.filter(locked_at__isnull=value != "khoa")


PLANS = PlanList(
    Listing(
        key="ke-hoach",
        title=gettext_lazy("Kế hoạch khuyến công"),
        columns=[
            Column("year", gettext_lazy("Năm"), lambda one: str(one.year), order=("year",)),
            Column(
                "name",
                gettext_lazy("Kế hoạch"),
                lambda one: one.name,
                heads=True,
                link=lambda one: reverse("programme:view_plan", args=[one.pk]),
            ),
            Column("office", gettext_lazy("Đơn vị"), lambda one: one.office.name),
            Column("state", gettext_lazy("Trạng thái"), _state),
            Column(
                "planned",
                gettext_lazy("Kế hoạch duyệt (đồng)"),
                lambda one: _amount(one, "planned"),
                kind=Kind.NUMBER,
                order=("planned",),
            ),
            Column("assigned", gettext_lazy("Đã giao (đồng)"), lambda one: _amount(one, "assigned"), kind=Kind.NUMBER),
            Column("spent", gettext_lazy("Đã chi (đồng)"), lambda one: _amount(one, "spent"), kind=Kind.NUMBER),
        ],
        filters=[
            Filter(
                "so",
                gettext_lazy("Sổ"),
                lambda: [("mo", gettext_lazy("Đang mở")), ("khoa", gettext_lazy("Đã khóa sổ"))],
                _locked,
            )
        ],
        order=("-year", "pk"),
        size=20,
        empty_title=gettext_lazy("Chưa có kế hoạch nào"),
        empty_text=gettext_lazy("Chuyên viên lập kế hoạch năm, ghi các dòng rồi trình phê duyệt."),
    )
)


def line_listing(version: PlanVersion) -> Listing:
    """Return the list of a version's lines, each with what became of its money up to now."""
    norms = norms_of_year(version.plan.year, office_code=version.plan.office.code)
    contents = {one.code: one.label for one in content_choices(norms).values()}
    return Listing(
        key=f"dong-ke-hoach-{version.plan.year}-ban-{version.number}",
        title=_("Dòng kế hoạch %(year)s") % {"year": version.plan.year},
        columns=[*_line_columns(contents), *_money_columns(version), _NOTE],
        filters=[
            Filter(
                "nguon",
                _("Nguồn kinh phí"),
                lambda: [(code.value, _(label)) for code, label in STREAM_LABELS.items()],
                lambda rows, value: rows.filter(line__stream=value),
            )
        ],
        order=("line__stream", "line__code", "pk"),
        size=100,
        empty_title=_("Bản kế hoạch chưa có dòng nào"),
        empty_text=_("Chuyên viên ghi các dòng: nguồn, nội dung, kinh phí hỗ trợ, khối lượng."),
    )


_NOTE = Column("note", gettext_lazy("Ghi chú"), lambda one: one.note, shown=False)


def _line_columns(contents: dict[str, str]) -> list[Column]:
    return [
        Column("code", _("Mã"), lambda one: one.line.code, kind=Kind.CODE, order=("line__code",)),
        Column(
            "name", _("Tên dòng kế hoạch"), lambda one: one.line.name, heads=True, cell="programme/cells/plan_line.html"
        ),
        Column("stream", _("Nguồn"), lambda one: _(STREAM_LABELS[one.line.stream]), shown=False),
        Column("content", _("Nội dung"), lambda one: _(contents.get(one.line.content, one.line.content))),
        Column("kind", _("Loại"), lambda one: one.line.get_kind_display(), shown=False),
        Column("quantity", _("Khối lượng"), lambda one: one.quantity, kind=Kind.NUMBER, shown=False),
        Column("unit", _("Đơn vị tính"), lambda one: one.unit, shown=False),
        Column(
            "support",
            _("Kinh phí hỗ trợ (đồng)"),
            lambda one: one.support.dong,
            kind=Kind.NUMBER,
            order=("support",),
        ),
        Column("counterpart", _("Vốn đối ứng (đồng)"), lambda one: one.counterpart.dong, kind=Kind.NUMBER, shown=False),
    ]


def _money_columns(version: PlanVersion) -> list[Column]:
    held = by_line([version.plan_id])

    def column(key: str, label: str) -> Column:
        return Column(key, label, lambda one: getattr(_figures(one, held), key), kind=Kind.NUMBER)

    return [
        column("assigned", _("Đã giao (đồng)")),
        column("committed", _("Đã giữ, đã ký (đồng)")),
        column("spent", _("Đã chi (đồng)")),
        column("left", _("Còn được bố trí (đồng)")),
    ]


def _figures(one: PlannedAmount, held: Mapping[int, Mapping[Bucket, int]]) -> Figures:
    return Figures(planned=one.support.dong, buckets=dict(held.get(one.line_id, {})))
