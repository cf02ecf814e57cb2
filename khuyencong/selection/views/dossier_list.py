"""The list of dossiers, declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE
from khuyencong.selection.rules.entry_codes import code_key
from khuyencong.ui.listing import Column, Filter, Kind, Listing
from khuyencong.ui.listing.declaration import Rows
from khuyencong.vietnamese.folding import fold

FLAGS = {
    "thieu": (gettext_lazy("Thiếu giấy tờ"), Q(papers_present__lt=F("papers_due"))),
    "du": (gettext_lazy("Đủ giấy tờ"), Q(papers_present__gte=F("papers_due"))),
    "xung-dot": (gettext_lazy("Có giám khảo không chấm vì liên quan"), Q(conflicts__gt=0)),
    "du-lai": (gettext_lazy("Đã dự kỳ trước"), Q(is_repeat=True)),
}
CELLS = "selection/cells"


def _address(row: Any) -> str:
    return reverse("selection:view_dossier", args=[row.pk])


COLUMNS = (
    Column(
        "code",
        gettext_lazy("Mã số"),
        lambda one: one.entry_code,
        kind=Kind.CODE,
        order=("entry_code",),
        heads=True,
        link=_address,
    ),
    Column(
        "product",
        gettext_lazy("Sản phẩm"),
        lambda one: one.product_name,
        order=("product_name",),
        cell=f"{CELLS}/dossier_product.html",
    ),
    Column("maker", gettext_lazy("Cơ sở"), lambda one: one.establishment_name, order=("establishment_name",)),
    Column("group", gettext_lazy("Nhóm"), lambda one: one.group, order=("group", "entry_code")),
    Column(
        "papers",
        gettext_lazy("Giấy tờ"),
        lambda one: f"{one.papers_present}/{one.papers_due}",
        cell=f"{CELLS}/dossier_papers.html",
    ),
    Column(
        "state",
        gettext_lazy("Trạng thái"),
        lambda one: _(one.state_label),
        order=("state", "entry_code"),
        cell=f"{CELLS}/dossier_state.html",
    ),
    Column("address", gettext_lazy("Địa chỉ"), lambda one: one.address, shown=False),
)


def _by_flag(rows: Rows, flag: str) -> Rows:
    return rows.filter(FLAGS[flag][1]) if flag in FLAGS else rows


def _by_text(rows: Rows, text: str) -> Rows:
    folded = fold(text)
    return rows.filter(
        Q(entry_key__istartswith=code_key(text))
        | Q(product__folded__contains=folded)
        | Q(establishment__folded__contains=folded)
    )


def _states() -> list[tuple[str, str]]:
    return [(code, _(label)) for code, label in DOSSIER_LIFE.choices()]


def dossier_listing(groups: Sequence[tuple[str, str]], *, with_people: bool) -> Listing:
    """Return the list with the groups of the round as a choice; where people live goes into some readers' file only."""
    return Listing(
        key="ho-so",
        title=gettext_lazy("Hồ sơ của kỳ bình chọn"),
        columns=COLUMNS if with_people else [one for one in COLUMNS if one.key != "address"],
        order=("entry_code", "pk"),
        filters=[
            Filter("nhom", gettext_lazy("Nhóm"), lambda: groups, lambda rows, value: rows.filter(group=value)),
            Filter("trang-thai", gettext_lazy("Trạng thái"), _states, lambda rows, value: rows.filter(state=value)),
            Filter(
                "dau", gettext_lazy("Dấu hiệu"), lambda: [(code, flag[0]) for code, flag in FLAGS.items()], _by_flag
            ),
        ],
        search=_by_text,
        search_label=gettext_lazy("Tìm mã số, sản phẩm, cơ sở"),
        empty_title=gettext_lazy("Chưa có hồ sơ nào"),
        empty_text=gettext_lazy("Nhập danh sách sản phẩm từ bảng Excel cơ quan đang giữ, hoặc ghi từng hồ sơ."),
    )
