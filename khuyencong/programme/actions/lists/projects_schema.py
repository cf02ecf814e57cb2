"""The columns of the list of projects as offices keep it: the summary of a plan, or the record of past years."""

from __future__ import annotations

from collections.abc import Mapping

from khuyencong.kernel.words import gettext_noop as _
from khuyencong.programme.rules.project_headings import ABOUT_MAKER, DAYS, HEADINGS, MONEY, WORDS
from khuyencong.programme.rules.project_list import content_in, state_in, stream_in
from khuyencong.registry.rules.listed import cell_text, phone_in, tax_code_in
from khuyencong.vietnamese.unreadable import Unreadable
from khuyencong.workbooks.rules.columns import Column, Kind, Reading, Schema
from khuyencong.workbooks.rules.findings import say
from khuyencong.workbooks.rules.sheets import Cell
from khuyencong.workbooks.rules.vocabulary import USUAL

NO_CONTENT = _(
    "“%(text)s” không phải nội dung khuyến công nào trong bộ quy định; ghi như “Ứng dụng máy móc thiết bị tiên tiến”."
)
NO_STATE = _(
    "Không hiểu tình trạng “%(text)s”; ghi như Đăng ký, Đã phê duyệt, Đang thực hiện, Đã nghiệm thu, Hoàn thành, Ngừng."
)


def projects_schema(contents: Mapping[str, str]) -> Schema:
    """Return the columns; ``contents`` maps the codes of contents in force in the plan's year to their labels."""

    def read_content(cell: Cell) -> Reading:
        text = cell_text(cell)
        code = content_in(text, contents)
        if not code:
            raise Unreadable(NO_CONTENT, text=text)
        return code, "" if text == contents[code] else say(_("Hiểu là “%(label)s”."), label=contents[code])

    beneficiary = (*HEADINGS["establishment_name"], *USUAL["establishment_name"])
    return Schema(
        "programme.projects",
        _("danh sách đề án khuyến công"),
        (
            Column("code", _("Mã đề án"), HEADINGS["code"], Kind.CODE),
            Column("name", _("Tên đề án"), HEADINGS["name"], required=True),
            Column("content", _("Nội dung khuyến công"), HEADINGS["content"], read=read_content),
            Column("stream", _("Nguồn khuyến công"), HEADINGS["stream"], read=_read_stream),
            Column("establishment_name", _("Cơ sở thụ hưởng"), beneficiary),
            Column("tax_code", _("Mã số thuế"), USUAL["tax_code"], Kind.TAX_CODE, read=tax_code_in),
            Column("phone", _("Điện thoại"), USUAL["phone"], Kind.PHONE, read=phone_in),
            *(Column(key, label, USUAL[key]) for key, label in ABOUT_MAKER),
            *(Column(key, label, HEADINGS[key]) for key, label in WORDS),
            *(Column(key, label, HEADINGS[key], Kind.MONEY) for key, label in MONEY),
            Column("state", _("Tình trạng"), HEADINGS["state"], read=_read_state),
            *(Column(key, label, HEADINGS[key], Kind.DATE) for key, label in DAYS),
        ),
        unique=("code",),
    )


def _read_stream(cell: Cell) -> Reading:
    text = cell_text(cell)
    if (stream := stream_in(text)) is None:
        raise Unreadable(_("“%(text)s” chưa rõ là khuyến công quốc gia hay địa phương."), text=text)
    return stream.value, ""


def _read_state(cell: Cell) -> Reading:
    text = cell_text(cell)
    if not (state := state_in(text)):
        raise Unreadable(NO_STATE, text=text)
    return state, ""
