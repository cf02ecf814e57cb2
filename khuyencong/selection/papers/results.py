"""The result told to the maker: recognised or not, why, with what points, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from khuyencong.certificates.models import Certificate
from khuyencong.documents.rules.papers.paper import Form, Paper, Paragraph
from khuyencong.law.book import NormsOfDay
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.models import Dossier, Round
from khuyencong.selection.papers.words import (
    award_of,
    council_head,
    decision_named,
    head_of_council,
    points,
    product_of,
)
from khuyencong.selection.queries.issuing import certificates_of
from khuyencong.selection.rules.scoring import write_points
from khuyencong.vietnamese.dates import formal

TOLD_STATES = frozenset({"recognised", "not_recognised", "rejected"})
"""States in which the maker is owed an answer."""


def result_notice(dossier: Dossier, on: date) -> Paper:
    """Return the notice of the result of one dossier, with the reasons where it was not recognised."""
    round_ = dossier.round
    norms = norms_at(on, office_code=round_.office.code)
    told = result_texts(dossier, certificates_of(round_), norms)
    return Paper(
        form=Form.NAMED,
        name="THÔNG BÁO",
        abbreviation="TB",
        abstract=f"Kết quả bình chọn {award_of(round_)}",
        letterhead=council_head(round_),
        addressees=(dossier.establishment_name,),
        body=tuple(Paragraph(text) for text in told),
        signatures=(head_of_council(round_),),
        recipients=(dossier.establishment_name, round_.office.name),
    )


def result_texts(dossier: Dossier, certificates: Mapping[int, Certificate], norms: NormsOfDay) -> list[str]:
    """Return the paragraphs that tell the result: only the maker's own means, never what one juror gave.

    Governing day of ``norms``: the day of the notice.
    """
    round_ = dossier.round
    name = f"“{product_of(dossier)}” (mã số {dossier.entry_code})"
    if dossier.state == "rejected":
        return [
            f"Hồ sơ của sản phẩm {name} không đủ điều kiện tham gia bình chọn {award_of(round_)}.",
            f"Lý do: {dossier.reason}",
            _complaint(norms),
        ]
    if dossier.state == "recognised":
        return [
            f"Sản phẩm {name} được công nhận là {award_of(round_)} theo {decision_named(round_)}.",
            *_means(dossier),
            *_certificate(certificates.get(dossier.pk)),
            "Cơ sở giữ chất lượng như đã đăng ký và hằng năm báo cáo tình hình sản xuất, kinh doanh sản phẩm "
            "(TT 26/2014/TT-BCT, Điều 22).",
            _complaint(norms),
        ]
    if dossier.state == "not_recognised":
        return [
            f"Sản phẩm {name} không được công nhận là {award_of(round_)} theo {decision_named(round_)}.",
            *_means(dossier),
            f"Lý do: {_why(dossier, round_)}",
            _complaint(norms),
        ]
    return [f"Hồ sơ của sản phẩm {name} đang được xem xét; kết quả được thông báo sau khi có quyết định."]


def _means(dossier: Dossier) -> list[str]:
    return [f"Điểm bình quân của Ban Giám khảo: {points(dossier.mean)} điểm."] if dossier.sheets else []


def _why(dossier: Dossier, round_: Round) -> str:
    least = f" (mức đạt: {write_points(round_.threshold_hundredths)} điểm)"
    return f"{dossier.reason.rstrip('.')}{least if (dossier.mean or 0) < round_.threshold else ''}."


def _certificate(found: Certificate | None) -> list[str]:
    if found is None or found.state != "issued":
        return []
    return [f"Giấy chứng nhận số {found.serial}, có giá trị đến hết {formal(found.valid_until)}."]


def _complaint(norms: NormsOfDay) -> str:
    days = norms.whole("selection.complaint_working_days")
    answer = norms.whole("selection.complaint_answer_working_days")
    return (
        f"Nếu không đồng ý, cơ sở gửi khiếu nại tới Hội đồng trong {days} ngày làm việc kể từ ngày thông báo kết quả; "
        f"Hội đồng trả lời trong {answer} ngày làm việc ({norms.cite('selection.complaint_working_days')})."
    )
