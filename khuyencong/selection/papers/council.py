"""Papers of the council and of whoever recognises: minutes, submission, decision, list of certificates."""

from __future__ import annotations

from datetime import date

from khuyencong.documents.rules.papers.paper import Annex, Fields, Form, Paper, Paragraph, Points, Signature, Table
from khuyencong.law.validity import last_valid_day
from khuyencong.rulebook.queries import norms_at
from khuyencong.selection.models import CouncilMeeting, Dossier, Round
from khuyencong.selection.papers.words import (
    DOTS,
    SIGNED,
    article,
    authority_head,
    authority_of,
    award_of,
    bases,
    center,
    council_head,
    day,
    decision_named,
    head_of_authority,
    head_of_office,
    left,
    long_day,
    numbered,
    office_head,
    points,
    product_of,
    right,
    section,
    table,
    text_or_dots,
)
from khuyencong.selection.queries import ranking_rows
from khuyencong.selection.queries.issuing import certificates_of

VERDICTS = (
    center("TT"),
    center("Mã số", 9),
    left("Sản phẩm", 30),
    right("Bình quân", 10),
    center("Tán thành", 10),
    center("Không tán thành", 10),
    center("Kết quả", 12),
    left("Lý do", 24),
)
RECOGNISED = (
    center("TT"),
    center("Hạng", 7),
    left("Sản phẩm", 28),
    left("Cơ sở", 26),
    left("Địa chỉ", 26),
    left("Số giấy chứng nhận", 18),
)


def council_minutes(meeting: CouncilMeeting, on: date) -> Paper:
    """Return the minutes of one meeting of the council: quorum, verdicts with votes, votes on ties."""
    round_ = meeting.round
    present = list(meeting.present.order_by("pk"))
    roles = {one.name: one.get_role_display() for one in present}
    chair = next((one.name for one in present if one.role == "chair"), "")
    secretary = next((one.name for one in present if one.role == "secretary"), "")
    tied = round_.dossiers.filter(tie_votes__gt=0).order_by("entry_code").values_list("entry_code", "tie_votes")
    ties = tuple(f"Hồ sơ {code}: {votes:02d} phiếu xếp trước" for code, votes in tied)
    return Paper(
        form=Form.MINUTES,
        name="BIÊN BẢN",
        abbreviation="BB",
        abstract=f"Họp Hội đồng bình chọn {award_of(round_)}",
        letterhead=council_head(round_),
        bases=bases(round_, meeting.held_on),
        body=(
            Fields((("Thời gian", long_day(meeting.held_on)), ("Địa điểm", meeting.place))),
            section("I.", "THÀNH PHẦN"),
            Points(tuple(f"{name} – {role}" for name, role in roles.items())),
            Paragraph(
                f"Có mặt {meeting.present_count:02d}/{meeting.member_count:02d} thành viên; số có mặt tối thiểu "
                f"{meeting.quorum:02d}. {round_.quorum_source}".strip()
            ),
            section("II.", "NỘI DUNG"),
            *text_or_dots(meeting.minutes),
            section("III.", "KẾT QUẢ BIỂU QUYẾT"),
            _verdicts(meeting),
            Points(ties or ("Không có sản phẩm đồng hạng phải biểu quyết.",)),
            Fields((("Kết thúc lúc", ""),)),
        ),
        signatures=(Signature(("THƯ KÝ",), secretary, SIGNED), Signature(("CHỦ TỌA",), chair, SIGNED)),
    )


def _verdicts(meeting: CouncilMeeting) -> Table:
    found = meeting.verdicts.select_related("dossier").order_by("dossier__ranking_key", "dossier__entry_code")
    rows = [
        (
            one.dossier.entry_code,
            product_of(one.dossier),
            points(one.dossier.mean),
            str(one.votes_for),
            str(one.votes_against),
            "Chọn" if one.keep else "Không chọn",
            one.reason,
        )
        for one in found
    ]
    return table(VERDICTS, numbered(rows))


def submission(round_: Round, on: date) -> Paper:
    """Return the submission that asks for recognition of what the council keeps, or of what was recognised."""
    kept = {one.pk for one in _proposed(round_)}
    rows = [
        (row.dossier.entry_code, product_of(row.dossier), row.dossier.establishment_name, points(row.mean))
        for row in ranking_rows(round_)
        if row.dossier.pk in kept
    ]
    columns = (center("TT"), center("Mã số", 10), left("Sản phẩm", 36), left("Cơ sở", 34), right("Bình quân", 12))
    meeting = round_.meetings.order_by("-held_on", "-pk").first()
    return Paper(
        form=Form.NAMED,
        name="TỜ TRÌNH",
        abbreviation="TTr",
        abstract=f"Về việc công nhận {award_of(round_)}",
        letterhead=office_head(round_.office),
        addressees=(authority_of(round_),),
        bases=bases(round_, on),
        body=(
            Paragraph(
                f"Hội đồng bình chọn đã họp {long_day(meeting.held_on if meeting else None)} xét kết quả chấm điểm của "
                f"Ban Giám khảo. {round_.office.name} kính trình {authority_of(round_)} xem xét, công nhận "
                f"{len(rows):02d} sản phẩm, bộ sản phẩm (danh sách kèm theo)."
            ),
            Paragraph("Kèm theo: biên bản họp Hội đồng, biên bản họp Ban Giám khảo và bảng tổng hợp điểm."),
        ),
        signatures=(head_of_office(round_.office),),
        annexes=(Annex(f"DANH SÁCH ĐỀ NGHỊ CÔNG NHẬN {award_of(round_).upper()}", (table(columns, numbered(rows)),)),),
    )


def _proposed(round_: Round) -> list[Dossier]:
    recognised = list(round_.dossiers.filter(state="recognised"))
    return recognised or list(round_.dossiers.filter(verdict__keep=True))


def decision_paper(round_: Round, on: date) -> Paper:
    """Return the decision that recognises, with the products, their makers and certificates in an annex, best first."""
    decision = getattr(round_, "decision", None)
    signed = decision.signed_on if decision else on
    until = last_valid_day(signed, norms_at(signed, office_code=round_.office.code))
    rows = _recognised(round_)
    name, title = (decision.signer, decision.signer_title) if decision else ("", "")
    signer = head_of_authority(round_, name=name, title=title)
    line = signer.lines[-1]
    return Paper(
        form=Form.DECISION,
        name="QUYẾT ĐỊNH",
        abbreviation="QĐ",
        abstract=f"Về việc công nhận {award_of(round_)}",
        letterhead=authority_head(round_),
        authority=f"{line} {authority_of(round_).upper()}" if line == "CHỦ TỊCH" else line,
        bases=(*bases(round_, signed), f"Theo đề nghị của {round_.office.name} tại Tờ trình số {DOTS}"),
        body=(
            article(
                1,
                f"Công nhận {len(rows):02d} sản phẩm, bộ sản phẩm đạt {award_of(round_)} (danh sách kèm theo).",
            ),
            article(
                2,
                "Cấp giấy chứng nhận cho các cơ sở có sản phẩm tại Điều 1. Giấy chứng nhận có giá trị từ ngày cấp đến "
                f"hết ngày 31 tháng 12 năm {until.year} nếu cấp trong năm {signed.year}.",
            ),
            article(
                3,
                f"Quyết định này có hiệu lực kể từ ngày ký. {round_.office.name}, các cơ quan liên quan và các cơ sở "
                "có sản phẩm tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
            ),
        ),
        signatures=(signer,),
        recipients=("Như Điều 3",),
        annexes=(
            Annex(f"DANH SÁCH {award_of(round_).upper()}", (table(RECOGNISED, numbered(rows)),), is_landscape=True),
        ),
    )


def _recognised(round_: Round) -> list[tuple[str, ...]]:
    """Return the rows of the recognised products: rank, product, maker, commune and province, certificate."""
    certificates = certificates_of(round_)
    found = round_.dossiers.filter(state="recognised").select_related("establishment__place")
    places = {one.pk: one.establishment.public_address for one in found}
    return [
        (
            "" if row.rank is None else str(row.rank),
            product_of(row.dossier),
            row.dossier.establishment_name,
            places[row.dossier.pk],
            certificates[row.dossier.pk].serial if row.dossier.pk in certificates else "",
        )
        for row in ranking_rows(round_)
        if row.dossier.pk in places
    ]


def certificate_list(round_: Round, on: date) -> Paper:
    """Return the list of the certificates of the round: serial, product, maker, days, state, place to sign for it."""
    found = sorted(certificates_of(round_).values(), key=lambda one: (one.year, one.number or 0))
    rows = [
        (one.serial, one.product_name, one.establishment_name, day(one.issued_on), day(one.valid_until), "")
        for one in found
    ]
    columns = (
        center("TT"),
        left("Số giấy chứng nhận", 24),
        left("Sản phẩm", 28),
        left("Cơ sở", 28),
        center("Ngày cấp", 12),
        center("Có giá trị đến", 12),
        left("Người nhận ký", 18),
    )
    return Paper(
        form=Form.NAMED,
        name="BẢNG KÊ GIẤY CHỨNG NHẬN",
        abbreviation="BK",
        abstract=f"Giấy chứng nhận {award_of(round_)}",
        letterhead=office_head(round_.office),
        body=(
            Paragraph(f"Theo {decision_named(round_)}. Tổng số: {len(rows):02d} giấy."),
            table(columns, numbered(rows)),
        ),
        signatures=(Signature(("NGƯỜI LẬP",), note=SIGNED), head_of_office(round_.office)),
        is_landscape=True,
    )
