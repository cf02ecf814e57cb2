"""The columns of the two lists that a round takes in: entries, and sheets of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.registry.rules.listed import cell_text, phone_in, tax_code_in
from khuyencong.selection.models import Round
from khuyencong.selection.papers import norms_of
from khuyencong.selection.rules.entry_codes import code_key, read_code
from khuyencong.selection.rules.rubric import leaves_of, no_criteria, tree_of
from khuyencong.selection.rules.scoring import Leaf
from khuyencong.vietnamese.folding import fold
from khuyencong.vietnamese.unreadable import Unreadable
from khuyencong.workbooks.rules.columns import Choice, Column, Kind, Reading, Schema
from khuyencong.workbooks.rules.findings import say
from khuyencong.workbooks.rules.sheets import Cell
from khuyencong.workbooks.rules.vocabulary import USUAL

ENTRY_FIELDS: tuple[tuple[str, str, Kind], ...] = (
    ("legal_form", _("Loại hình"), Kind.TEXT),
    ("address", _("Địa chỉ"), Kind.TEXT),
    ("commune", _("Xã, phường"), Kind.TEXT),
    ("district", _("Huyện, thị xã, thành phố"), Kind.TEXT),
    ("province", _("Tỉnh, thành phố"), Kind.TEXT),
    ("representative", _("Người đại diện"), Kind.TEXT),
    ("workers", _("Lao động"), Kind.WHOLE),
    ("female_workers", _("Lao động nữ"), Kind.WHOLE),
    ("revenue", _("Doanh thu năm trước"), Kind.MONEY),
    ("annual_output", _("Sản lượng mỗi năm"), Kind.POINTS),
    ("unit", _("Đơn vị tính"), Kind.TEXT),
    ("price", _("Giá bán"), Kind.MONEY),
    ("description", _("Thuyết minh"), Kind.TEXT),
)


def entries_schema(round_: Round) -> Schema:
    """Return the columns of the list of entries. Governing day: the round's opening."""
    groups = GroupNames(round_).choices
    return Schema(
        "selection.entries",
        _("danh sách sản phẩm đăng ký bình chọn"),
        (
            Column("entry_code", _("Mã số bình chọn"), USUAL["entry_code"], Kind.CODE, read=_read_entry_code),
            Column("product_name", _("Tên sản phẩm"), USUAL["product_name"], required=True),
            Column("group", _("Nhóm"), USUAL["group"], Kind.CHOICE, choices=groups),
            Column("establishment_name", _("Tên cơ sở"), USUAL["establishment_name"], required=True),
            *(Column(key, label, USUAL[key], kind) for key, label, kind in ENTRY_FIELDS),
            Column("phone", _("Điện thoại"), USUAL["phone"], Kind.PHONE, read=phone_in),
            Column("tax_code", _("Mã số thuế"), USUAL["tax_code"], Kind.TAX_CODE, read=tax_code_in),
        ),
        unique=("entry_code",),
        forbids=(_("Tổng điểm"),),
        forbidden_hint=_("Hãy dùng mục nhập phiếu chấm điểm."),
    )


class GroupNames:
    """The product groups of a round, with the names that offices give them. Governing day: the round's opening."""

    def __init__(self, round_: Round) -> None:
        self.choices = tuple(
            Choice(str(row["code"]), str(row["label"]), _group_names(row))
            for row in norms_of(round_).rows("selection.product_groups")
        )
        self.codes = [choice.code for choice in self.choices]

    def in_title(self, title: str) -> str:
        """Return the group that a heading row between the entries names by letter or by words, or an empty text."""
        words = f" {' '.join(fold(title).replace('.', ' ').replace(':', ' ').split())} "
        for choice in self.choices:
            spoken = [fold(name) for name in (choice.label, *choice.names)]
            if any(f" {name} " in words for name in spoken if not name.isdigit()):
                return choice.code
        return ""


def _group_names(row: Mapping[str, object]) -> tuple[str, ...]:
    label, number = str(row["label"]), str(row["number"])
    bare = label.removeprefix("Nhóm sản phẩm ").removeprefix("Nhóm các ").removeprefix("Nhóm ").removeprefix("về ")
    code = str(row["code"])
    return (
        number, f"nhóm {number}", f"nhóm {code}", bare, f"sản phẩm {bare}", f"nhóm sản phẩm {bare}",
        f"nhóm sản phẩm về {bare}", f"nhóm {bare}", f"các {bare}",
    )  # fmt: skip  # a list of names


def _read_entry_code(cell: Cell) -> Reading:
    text = cell_text(cell)
    try:
        code = read_code(text)
    except Refusal as refused:
        raise Unreadable(refused.sentence, **refused.values) from refused
    return code, "" if code == text else say(_("Đã viết mã theo một lối."))


def all_leaves(round_: Round) -> dict[str, dict[str, Leaf]]:
    """Return the criteria that receive points, by product group ("" serves the groups without an own sheet).

    :raises Refusal: for a round without criteria.
    """
    variants = {""} | {row.group for row in round_.rubric}
    found = {variant: {leaf.code: leaf for leaf in leaves_of(tree_of(round_.rubric, variant))} for variant in variants}
    if not any(found.values()):
        raise no_criteria()
    return found


def leaves_for(found: Mapping[str, Mapping[str, Leaf]], group: str) -> Mapping[str, Leaf]:
    """Return the criteria of one group."""
    return found.get(group) or found[""]


def scores_schema(round_: Round, codes: Sequence[str]) -> Schema:
    """Return the columns of the sheets of points; ``codes`` are the entry codes of the round.

    :raises Refusal: for a round without criteria.
    """
    leaves: dict[str, list[Leaf]] = {}
    for variant in all_leaves(round_).values():
        for leaf in variant.values():
            leaves.setdefault(leaf.code, []).append(leaf)
    known = {code_key(code): code for code in codes}

    def read(cell: Cell) -> Reading:
        text = cell_text(cell)
        if code_key(text) not in known:
            return text.upper(), ""
        code = known[code_key(text)]
        return code, "" if code == text else say(_("Đã viết mã theo một lối."))

    return Schema(
        "selection.scores",
        _("phiếu chấm điểm"),
        (
            Column("entry_code", _("Mã số bình chọn"), USUAL["entry_code"], Kind.CODE, required=True, read=read),
            Column("product_name", _("Tên sản phẩm"), USUAL["product_name"]),
            *(_points_column(code, same) for code, same in leaves.items()),
            Column("total_points", _("Tổng điểm"), USUAL["total_points"], Kind.POINTS, computed=True),
            Column("note", _("Ghi chú"), USUAL["note"]),
        ),
        unique=("entry_code",),
    )


def _points_column(code: str, same: Sequence[Leaf]) -> Column:
    labels = {leaf.label for leaf in same}
    bare = {label.removeprefix("Tiêu chí về ").removeprefix("Tiêu chí ") for label in labels}
    maxima = {leaf.maximum for leaf in same}
    maximum = maxima.pop() if len(maxima) == 1 else None
    return Column(
        key=points_key(code),
        label=min(bare, key=len),
        names=(*sorted(labels | bare), f"tiêu chí {code}", f"TC {code}", f"TC{code}", code),
        kind=Kind.POINTS,
        maximum=maximum // 100 if maximum is not None and maximum % 100 == 0 else None,
    )


def points_key(code: str) -> str:
    """Return the key of a criterion's column."""
    return f"points:{code}"
