"""Papers that carry points: the sheet of a juror, blank and filled, the table of means, the jury's minutes."""

from __future__ import annotations

from datetime import date

from khuyencong.documents.rules.papers.paper import Annex, Block, Fields, Form, Paper, Paragraph, Points, Signature
from khuyencong.selection.models import Dossier, Round, Scorecard
from khuyencong.selection.papers.words import (
    DOTS,
    SIGNED,
    award_of,
    bases,
    center,
    council_head,
    day,
    group_labels,
    jury_head,
    left,
    points,
    product_of,
    right,
    section,
    table,
    text_or_dots,
)
from khuyencong.selection.queries import RankingRow, ranking_rows
from khuyencong.selection.queries.sheets import criteria_for
from khuyencong.selection.rules.rubric import roots_of, tree_of
from khuyencong.selection.rules.scoring import write_points

SHEET = (center("TT", 8), left("Tiêu chí", 52), right("Điểm tối đa", 11), right("Điểm", 11), left("Ghi chú", 18))


def blank_sheet(dossier: Dossier, on: date) -> Paper:
    """Return the juror's sheet (Phụ lục 4) for one product, to be filled by hand."""
    return _sheet(dossier, {}, ("", ""), "", None)


def filled_sheet(card: Scorecard, on: date) -> Paper:
    """Return the sheet of one juror for one product as it was submitted."""
    given = dict(card.scores.values_list("criterion_id", "points_hundredths"))
    remarks = f"Không chấm: {card.reason}" if card.state == "recused" else card.remarks
    submitted = card.submitted_at.date() if card.submitted_at else None
    post = ", ".join(part for part in (card.juror.title, card.juror.organisation) if part)
    return _sheet(card.dossier, given, (card.juror.name, post), remarks, submitted)


def _sheet(
    dossier: Dossier, given: dict[int, int], juror: tuple[str, str], remarks: str, submitted: date | None
) -> Paper:
    round_, rows, strong = dossier.round, [], []
    criteria = criteria_for(round_, dossier.group)
    sums: dict[str, int] = {}
    for one in criteria:
        if one.pk in given:
            sums[one.root_code] = sums.get(one.root_code, 0) + given[one.pk]
    for number, one in enumerate(criteria):
        if not one.parent_code:
            strong.append(number)
        told = given.get(one.pk) if one.is_leaf else sums.get(one.code)
        rows.append((one.code, one.label, write_points(one.maximum_hundredths), _told(told), ""))
    most = sum(one.maximum_hundredths for one in criteria if not one.parent_code)
    rows.append(("", "Tổng cộng", write_points(most), _told(sum(sums.values()) if given else None), ""))
    return Paper(
        form=Form.SHEET,
        name="PHIẾU CHẤM ĐIỂM",
        abbreviation="",
        abstract=f"Bình chọn {award_of(round_)}",
        letterhead=council_head(round_),
        body=(
            Fields(
                (
                    ("Tên sản phẩm", product_of(dossier)),
                    ("Nhóm sản phẩm", group_labels(round_).get(dossier.group, dossier.group)),
                    ("Mã số bình chọn", dossier.entry_code),
                    ("Họ và tên giám khảo", juror[0]),
                    ("Chức vụ, học hàm, học vị", juror[1]),
                )
            ),
            table(SHEET, rows, strong=[*strong, len(rows) - 1]),
            Paragraph("Nhận xét:"),
            *text_or_dots(remarks),
            Fields((("Ngày chấm", day(submitted)),)),
        ),
        signatures=(Signature(("GIÁM KHẢO",), juror[0], SIGNED),),
    )


def score_summary(round_: Round, on: date) -> Paper:
    """Return the table of means, best first: exact means shown with two decimals, ordered unrounded."""
    return Paper(
        form=Form.NAMED,
        name="BẢNG TỔNG HỢP ĐIỂM",
        abbreviation="BTH",
        abstract=f"Bình chọn {award_of(round_)}",
        letterhead=jury_head(round_),
        body=summary_blocks(round_, ranking_rows(round_)),
        signatures=(Signature(("THƯ KÝ",), note=SIGNED), Signature(("TRƯỞNG BAN",), _head_of_jury(round_))),
        is_landscape=True,
    )


def jury_minutes(round_: Round, on: date) -> Paper:
    """Return the minutes of the jury: who scored, who did not and why, the means, and the conclusion."""
    rows = ranking_rows(round_)
    scored, reaching = sum(row.mean is not None for row in rows), sum(row.reaches_threshold for row in rows)
    recusals = Scorecard.objects.filter(juror__round=round_, state="recused").select_related("juror", "dossier")
    told = tuple(
        f"{one.juror.name} không chấm hồ sơ {one.dossier.entry_code}: {one.reason}"
        for one in recusals.order_by("juror__seat_no", "dossier__entry_code")
    )
    jurors = [one for one in round_.jurors.order_by("seat_no", "pk") if one.state == "active"]
    return Paper(
        form=Form.MINUTES,
        name="BIÊN BẢN",
        abbreviation="BB",
        abstract=f"Họp Ban Giám khảo chấm điểm {award_of(round_)}",
        letterhead=jury_head(round_),
        bases=bases(round_, on),
        body=(
            Fields((("Thời gian bắt đầu", ""), ("Địa điểm", ""))),
            section("I.", "THÀNH PHẦN"),
            Points(tuple(f"{one.name}{' – Trưởng ban' if one.is_head else ''}" for one in jurors) or (DOTS * 2,)),
            section("II.", "NỘI DUNG"),
            Paragraph(
                f"Ban Giám khảo gồm {len(jurors):02d} thành viên chấm điểm độc lập; có {scored:02d}/{len(rows):02d} "
                "sản phẩm được chấm. Điểm bình quân là trung bình cộng điểm của các giám khảo đã chấm."
            ),
            Points(told or ("Không có giám khảo nào từ chối chấm vì lợi ích liên quan.",)),
            section("III.", "KẾT LUẬN"),
            Paragraph(
                f"Có {reaching:02d} sản phẩm đạt điểm bình quân từ {write_points(round_.threshold_hundredths)} trở lên "
                "(bảng tổng hợp điểm kèm theo), trình Hội đồng xem xét."
            ),
            Fields((("Ý kiến khác", ""), ("Kết thúc lúc", ""))),
        ),
        signatures=(Signature(("THƯ KÝ",), note=SIGNED), Signature(("TRƯỞNG BAN",), _head_of_jury(round_))),
        annexes=(Annex("BẢNG TỔNG HỢP ĐIỂM", summary_blocks(round_, rows), is_landscape=True),),
    )


def summary_blocks(round_: Round, rows: list[RankingRow]) -> tuple[Block, ...]:
    """Return the table of means with the names of the main criteria beneath."""
    width = max((len(row.criteria) for row in rows), default=0)
    columns = (
        center("Hạng", 6),
        center("Mã số", 8),
        left("Sản phẩm", 26),
        left("Cơ sở", 24),
        center("Nhóm", 6),
        right("Số phiếu", 7),
        *(right(f"TC{number}", 8) for number in range(1, width + 1)),
        right("Bình quân", 10),
        center("Đạt", 6),
    )
    legend = [f"TC{number}: {one.label}" for number, one in enumerate(roots_of(tree_of(round_.rubric, "")), 1)]
    return (
        table(columns, [_row(row, width) for row in rows]),
        *([Points(tuple(legend[:width]))] if legend[:width] else []),
        Paragraph(
            f"Điểm đạt: {write_points(round_.threshold_hundredths)}. "
            "Điểm ghi hai số lẻ, xếp hạng theo giá trị chưa làm tròn."
        ),
    )


def _row(row: RankingRow, width: int) -> tuple[str, ...]:
    means = [points(one) for one in row.criteria]
    return (
        "" if row.rank is None else str(row.rank),
        row.dossier.entry_code,
        product_of(row.dossier),
        row.dossier.establishment_name,
        row.dossier.group,
        str(row.dossier.sheets),
        *means,
        *[""] * (width - len(means)),
        points(row.mean),
        "Đạt" if row.reaches_threshold else "",
    )


def _head_of_jury(round_: Round) -> str:
    head = round_.jurors.filter(is_head=True, state="active").first()
    return head.name if head else ""


def _told(hundredths: int | None) -> str:
    return "" if hundredths is None else write_points(hundredths)
