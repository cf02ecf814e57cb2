"""Papers that open a round: plan, council, jury, call for dossiers, invitation of the council."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from khuyencong.certificates.rules.facts import LEVEL_WORDS
from khuyencong.documents.rules.papers.paper import Annex, Block, Fields, Form, Paper, Paragraph, Points, Table
from khuyencong.law.norms import NormsOfDay
from khuyencong.selection.models import Round
from khuyencong.selection.papers.records import norms_of
from khuyencong.selection.papers.words import (
    DAY_DOTS,
    DOTS,
    article,
    authority_head,
    authority_of,
    award_of,
    bases,
    center,
    council_head,
    group_labels,
    head_of_authority,
    head_of_council,
    head_of_office,
    left,
    long_day,
    numbered,
    office_head,
    right,
    section,
    table,
)
from khuyencong.selection.rules.rubric import roots_of, tree_of
from khuyencong.selection.rules.scoring import write_points

PEOPLE = (center("TT"), left("Họ và tên", 22), left("Chức vụ, đơn vị", 34), left("Vai trò", 20))


def plan_paper(round_: Round, on: date) -> Paper:
    """Return the plan of the round: who may take part, papers, criteria, days; dots for the money."""
    rows = [
        ("Nhận hồ sơ", f"Đến hết {long_day(round_.closes_on)}", round_.office.name),
        ("Chấm điểm", DAY_DOTS, "Ban Giám khảo"),
        ("Họp Hội đồng", DAY_DOTS, "Hội đồng bình chọn"),
        ("Quyết định công nhận, cấp giấy chứng nhận", DAY_DOTS, authority_of(round_)),
    ]
    return Paper(
        form=Form.NAMED,
        name="KẾ HOẠCH",
        abbreviation="KH",
        abstract=f"Tổ chức bình chọn {award_of(round_)}",
        letterhead=office_head(round_.office),
        bases=bases(round_, on),
        body=(
            section("I.", "MỤC ĐÍCH, YÊU CẦU"),
            Paragraph(
                "Chọn và tôn vinh các sản phẩm công nghiệp nông thôn có chất lượng, giá trị sử dụng, có triển vọng "
                "phát triển sản xuất và thị trường; việc bình chọn theo đúng tiêu chí, thời hạn và trình tự quy định."
            ),
            section("II.", "ĐỐI TƯỢNG VÀ NHÓM SẢN PHẨM"),
            Paragraph("Cơ sở công nghiệp nông thôn tự nguyện đăng ký sản phẩm, bộ sản phẩm do chính cơ sở sản xuất."),
            Points(tuple(group_labels(round_).values())),
            section("III.", "HỒ SƠ ĐĂNG KÝ"),
            *_papers(round_),
            section("IV.", "TIÊU CHÍ"),
            _criteria(round_),
            Paragraph(_threshold(round_)),
            section("V.", "THỜI GIAN"),
            table((center("TT"), left("Việc", 30), left("Thời gian", 30), left("Nơi thực hiện", 30)), numbered(rows)),
            section("VI.", "KINH PHÍ"),
            Paragraph(f"Từ nguồn: {DOTS}{DOTS}"),
            section("VII.", "TỔ CHỨC THỰC HIỆN"),
            Paragraph(f"{round_.office.name} chủ trì tổ chức thực hiện Kế hoạch này."),
        ),
        signatures=(head_of_office(round_.office),),
        recipients=(authority_of(round_),),
    )


def council_decision(round_: Round, on: date) -> Paper:
    """Return the decision that sets up the council, its members in an annex."""
    members = list(round_.council_members.filter(has_left=False).order_by("pk"))
    rows = [(one.name, _post(one.title, one.organisation), one.get_role_display()) for one in members]
    return Paper(
        form=Form.DECISION,
        name="QUYẾT ĐỊNH",
        abbreviation="QĐ",
        abstract=f"Về việc thành lập Hội đồng bình chọn {award_of(round_)}",
        letterhead=authority_head(round_),
        authority=_authority_line(round_),
        bases=(*bases(round_, on), f"Theo đề nghị của {round_.office.name}"),
        body=(
            article(
                1,
                f"Thành lập Hội đồng bình chọn {award_of(round_)} gồm {len(rows):02d} thành viên (danh sách kèm theo).",
            ),
            article(
                2,
                "Hội đồng có nhiệm vụ: hướng dẫn lập hồ sơ; thành lập Ban Giám khảo và Tổ chuyên môn giúp việc; tổ "
                "chức bình chọn; trình kết quả; xét chọn sản phẩm dự bình chọn cấp cao hơn; giải quyết vướng mắc, "
                "khiếu nại. Thành viên Hội đồng làm việc theo chế độ kiêm nhiệm.",
            ),
            article(
                3,
                f"Quyết định này có hiệu lực kể từ ngày ký. {round_.office.name}, các cơ quan liên quan và các ông, bà "
                "có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
            ),
        ),
        signatures=(head_of_authority(round_),),
        recipients=("Như Điều 3",),
        annexes=(Annex(f"DANH SÁCH THÀNH VIÊN HỘI ĐỒNG BÌNH CHỌN {award_of(round_).upper()}", (_people(rows),)),),
    )


def jury_decision(round_: Round, on: date) -> Paper:
    """Return the decision of the council's chair that sets up the jury. Source: TT 26/2014/TT-BCT, Điều 11."""
    labels = group_labels(round_)
    jurors = list(round_.jurors.filter(state="active").order_by("seat_no"))
    rows = [
        (
            one.name,
            _post(one.title, one.organisation),
            "Trưởng ban" if one.is_head else "Thành viên",
            ", ".join(labels.get(code, code) for code in one.groups.strip(",").split(",") if code) or "Mọi nhóm",
        )
        for one in jurors
    ]
    people = table((*PEOPLE, left("Nhóm sản phẩm chấm", 26)), numbered(rows))
    return Paper(
        form=Form.DECISION,
        name="QUYẾT ĐỊNH",
        abbreviation="QĐ",
        abstract=f"Về việc thành lập Ban Giám khảo bình chọn {award_of(round_)}",
        letterhead=council_head(round_),
        authority="CHỦ TỊCH HỘI ĐỒNG BÌNH CHỌN",
        bases=(*bases(round_, on), f"Căn cứ Quyết định số {DOTS} {DAY_DOTS} về việc thành lập Hội đồng bình chọn"),
        body=(
            article(1, f"Thành lập Ban Giám khảo gồm {len(rows):02d} thành viên (danh sách kèm theo)."),
            article(
                2,
                "Thành viên Ban Giám khảo chấm điểm độc lập, công khai, chịu trách nhiệm cá nhân về điểm đã chấm; Ban "
                "Giám khảo kết luận theo đa số.",
            ),
            article(
                3, "Quyết định này có hiệu lực kể từ ngày ký. Các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành."
            ),
        ),
        signatures=(head_of_council(round_),),
        recipients=("Như Điều 3", round_.office.name),
        annexes=(Annex(f"DANH SÁCH THÀNH VIÊN BAN GIÁM KHẢO BÌNH CHỌN {award_of(round_).upper()}", (people,)),),
    )


def call_paper(round_: Round, on: date) -> Paper:
    """Return the notice that dossiers are taken: papers, copies, place, last day."""
    return Paper(
        form=Form.NAMED,
        name="THÔNG BÁO",
        abbreviation="TB",
        abstract=f"Về việc nhận hồ sơ đăng ký bình chọn {award_of(round_)}",
        letterhead=office_head(round_.office),
        bases=bases(round_, on),
        body=(
            section("1.", "Đối tượng, nhóm sản phẩm"),
            Points(tuple(group_labels(round_).values())),
            section("2.", "Hồ sơ"),
            *_papers(round_),
            section("3.", "Nơi nhận, thời hạn"),
            Fields(
                (("Nơi nhận", round_.office.name), ("Địa chỉ", ""), ("Hạn nhận", f"hết {long_day(round_.closes_on)}"))
            ),
            Paragraph("Hồ sơ chưa đủ được yêu cầu bổ sung bằng văn bản, nêu rõ giấy tờ thiếu và hạn bổ sung."),
        ),
        signatures=(head_of_office(round_.office),),
        recipients=("Các cơ sở công nghiệp nông thôn", "Ủy ban nhân dân các xã, phường"),
    )


def council_invitation(round_: Round, on: date) -> Paper:
    """Return the invitation to the council's meeting; time and place are set by hand before it is issued."""
    return Paper(
        form=Form.INVITATION,
        name="GIẤY MỜI",
        abbreviation="GM",
        abstract=f"Họp Hội đồng bình chọn {award_of(round_)}",
        letterhead=council_head(round_),
        body=(
            Paragraph(f"Hội đồng bình chọn {award_of(round_)} trân trọng kính mời các thành viên Hội đồng:"),
            _people(
                [
                    (one.name, _post(one.title, one.organisation), one.get_role_display())
                    for one in round_.council_members.filter(has_left=False).order_by("pk")
                ]
            ),
            Fields(
                (
                    ("Tới dự", "phiên họp Hội đồng xét kết quả chấm điểm và chọn sản phẩm đề nghị công nhận"),
                    ("Thời gian", ""),
                    ("Địa điểm", ""),
                    ("Chủ trì", "Chủ tịch Hội đồng"),
                )
            ),
            Paragraph("Thành viên vắng mặt báo trước cho thư ký Hội đồng để bảo đảm số có mặt tối thiểu."),
        ),
        signatures=(head_of_council(round_),),
        recipients=("Như trên", round_.office.name),
    )


def _people(rows: Sequence[tuple[str, ...]]) -> Table:
    return table(PEOPLE, numbered(rows))


def _post(title: str, organisation: str) -> str:
    return ", ".join(part for part in (title, organisation) if part)


def _authority_line(round_: Round) -> str:
    title = head_of_authority(round_).lines[-1]
    return f"{title} {authority_of(round_).upper()}" if title == "CHỦ TỊCH" else title


def _papers(round_: Round) -> tuple[Block, ...]:
    norms, names = norms_of(round_), group_labels(round_)
    rows = [
        (str(row["label"]), f"{row['copies']:02d}", "Bắt buộc" if row["required"] else "Nếu có", _note(row, names))
        for row in norms.rows("selection.required_papers")
        if round_.level in row["levels"]
    ]
    columns = (center("TT"), left("Giấy tờ", 44), center("Số bản", 8), center("Yêu cầu", 12), left("Ghi chú", 24))
    return (table(columns, numbered(rows)), Paragraph(_photos(norms)))


def _note(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    groups = row["groups"]
    only = "" if len(groups) == len(names) else f"Nhóm {', '.join(groups)}."
    return " ".join(part for part in (only, str(row.get("note", ""))) if part)


def _photos(norms: NormsOfDay) -> str:
    return f"Mỗi sản phẩm có ít nhất {norms.whole('selection.minimum_photos'):02d} ảnh màu."


def _criteria(round_: Round) -> Table:
    rows = [(one.label, write_points(one.maximum)) for one in roots_of(tree_of(round_.rubric, ""))]
    return table((center("TT"), left("Tiêu chí", 60), right("Điểm tối đa", 14)), numbered(rows))


def _threshold(round_: Round) -> str:
    return (
        f"Sản phẩm {LEVEL_WORDS[round_.level]} được xét công nhận khi điểm bình quân đạt từ "
        f"{write_points(round_.threshold_hundredths)} điểm trở lên; số lượng, cơ cấu do Hội đồng quyết định."
    )
