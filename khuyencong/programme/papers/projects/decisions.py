"""Decisions on one project: approved, adjusted, stopped; and the letters about an application."""

from __future__ import annotations

from datetime import date
from typing import Any

from khuyencong.documents.rules.papers.paper import (
    Annex,
    Block,
    Column,
    Form,
    Paper,
    Paragraph,
    Points,
)
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Project, ProjectSupplement, ProjectVersion
from khuyencong.programme.papers.bases import approval_of, bases_of_project, grounds, limit_of
from khuyencong.programme.papers.offices import authority_of, deciding_office, head_of, letterhead_for
from khuyencong.programme.papers.projects.applications import estimate, span
from khuyencong.programme.papers.words import (
    DOTS,
    article,
    in_full,
    long_day,
    maker_of,
    or_dots,
    place_of,
    source_of,
    table,
    text_or_dots,
)
from khuyencong.programme.queries.projects.money import project_balances
from khuyencong.programme.rules.buckets import Bucket
from khuyencong.vietnamese import dates

CHANGED = {
    "name": "Tên đề án", "summary": "Mục tiêu, nội dung chính", "implementer": "Đơn vị thực hiện",
    "total_cost": "Tổng kinh phí (đồng)", "eligible_cost": "Chi phí hợp lệ (đồng)",
    "counterpart": "Vốn của cơ sở (đồng)", "other_money": "Nguồn khác (đồng)",
    "approved": "Kinh phí hỗ trợ (đồng)", "starts_on": "Ngày bắt đầu", "ends_on": "Ngày hoàn thành",
    "invoices_from": "Chứng từ từ ngày", "invoices_until": "Chứng từ đến hết ngày",
}  # fmt: skip  # a table of words
ADJUSTED = (Column("Nội dung", 24), Column("Đã phê duyệt", 36), Column("Điều chỉnh thành", 36))


def project_approval(project: Project, on: date) -> Paper:
    """Return the decision that approves one project and its support."""
    level = limit_of(project, on)
    ground = f" theo mức hỗ trợ tại {level.level.source}" if level else ""
    body = (
        article(1, f"Phê duyệt đề án khuyến công “{project.name}” với các nội dung sau:"),
        Points((
            f"Đơn vị thực hiện: {project.implementer or project.office.name};",
            f"Cơ sở thụ hưởng: {or_dots(maker_of(project))}; địa điểm: {or_dots(place_of(project))};",
            f"Thời gian thực hiện: {span(project)};",
            f"Kinh phí hỗ trợ: {in_full(project.approved)}, từ nguồn {source_of(project).lower()}{ground}.",
        )),
        article(2, f"{project.office.name} tổ chức thực hiện, giám sát, nghiệm thu và quyết toán kinh phí theo quy "
                   "định."),
    )  # fmt: skip  # the decision reads as it is printed
    annexes = (Annex("DỰ TOÁN KINH PHÍ ĐỀ ÁN", (estimate(project),)),)
    return _decision(project, on, f"Về việc phê duyệt đề án “{project.name}”", body, annexes=annexes)


def project_adjustment(version: ProjectVersion, on: date) -> Paper:
    """Return the decision that adjusts a project: what stood before, and what stands instead."""
    project = version.project
    body = (
        article(1, f"Điều chỉnh đề án khuyến công “{project.name}” như sau:"),
        table(ADJUSTED, _changes(version)),
        Paragraph(f"Lý do điều chỉnh: {or_dots(version.reason)}"),
        article(2, "Các nội dung khác của đề án không thay đổi."),
    )
    opinion = version.confirmed_by_department
    asked = (f"Văn bản {version.paper} đề nghị điều chỉnh đề án",) if version.paper else ()
    agreed = (f"Ý kiến của Sở Công Thương: {opinion}",) if opinion else ()
    bases = (approval_of(project), *asked, *agreed)
    return _decision(project, on, f"Về việc điều chỉnh đề án “{project.name}”", body, bases=bases)


def project_stop(project: Project, on: date) -> Paper:
    """Return the decision that stops a project, with the advance that must come back."""
    owed = project_balances(project)[Bucket.ADVANCED]
    back = (
        f"{or_dots(maker_of(project))} hoàn trả số tiền tạm ứng chưa thanh toán: {in_full(owed)}."
        if owed
        else "Không còn khoản tạm ứng phải thu hồi."
    )
    body = (
        article(1, f"Ngừng thực hiện đề án khuyến công “{project.name}”."),
        Paragraph(f"Lý do: {or_dots(project.ended_reason)}"),
        article(2, back),
    )
    return _decision(
        project, on, f"Về việc ngừng thực hiện đề án “{project.name}”", body, bases=(approval_of(project),)
    )


def supplement_letter(supplement: ProjectSupplement, on: date) -> Paper:
    """Return the letter that asks an applicant to add what is missing."""
    project = supplement.project
    items = tuple(f"{one.get('label', '')};" for one in supplement.items)
    return Paper(
        form=Form.LETTER,
        name="",
        abbreviation="",
        abstract=f"V/v bổ sung hồ sơ đề án “{project.name}”",
        letterhead=letterhead_for(project.office),
        addressees=(maker_of(project) or project.implementer or DOTS,),
        body=(
            Paragraph(
                f"{project.office.name} đã nhận hồ sơ đề án “{project.name}” (mã {project.code}) "
                f"{long_day(project.registered_on)}. Qua kiểm tra, đề nghị bổ sung:"
            ),
            Points(items or (DOTS,)),
            *(text_or_dots(supplement.note) if supplement.note.strip() else ()),
            Paragraph(
                f"Hồ sơ bổ sung gửi về {project.office.name} trước hết {long_day(supplement.due_on)}. Quá thời hạn "
                "trên mà chưa nhận được hồ sơ thì đề án chưa được đưa vào thẩm định."
            ),
        ),
        signatures=(head_of(project.office),),
        recipients=("Như trên",),
    )


def rejection_notice(project: Project, on: date) -> Paper:
    """Return the notice that an application is refused, with its reasons."""
    appraisal = project.appraisals.order_by("-held_on", "-pk").first()
    judged = (
        f" Kết quả thẩm định {long_day(appraisal.held_on)}: {appraisal.conclusion.strip()}"
        if appraisal is not None
        else ""
    )
    return Paper(
        form=Form.NAMED,
        name="THÔNG BÁO",
        abbreviation="TB",
        abstract=f"Về việc không hỗ trợ đề án “{project.name}”",
        letterhead=letterhead_for(project.office),
        bases=grounds(*bases_of_project(project, on)),
        body=(
            Paragraph(
                f"{project.office.name} thông báo đề án “{project.name}” (mã {project.code}) của "
                f"{or_dots(maker_of(project) or project.implementer)} không được hỗ trợ từ nguồn "
                f"{source_of(project).lower()} năm {project.year}.{judged}"
            ),
            Paragraph("Lý do:"),
            *text_or_dots(project.ended_reason),
            Paragraph(
                "Nếu không đồng ý, cơ sở có quyền khiếu nại theo quy định của pháp luật về khiếu nại. "
                f"Cơ sở cần hướng dẫn thêm thì liên hệ {project.office.name}."
            ),
        ),
        signatures=(head_of(project.office),),
        recipients=(maker_of(project) or project.implementer or DOTS, deciding_office(project.office).name),
    )


def _decision(
    project: Project,
    on: date,
    abstract: str,
    body: tuple[Block, ...],
    *,
    bases: tuple[str, ...] = (),
    annexes: tuple[Annex, ...] = (),
) -> Paper:
    """A decision of the deciding office; the last article is the same in all of them."""
    decides = deciding_office(project.office)
    parties = ", ".join(dict.fromkeys(filter(None, (project.office.name, maker_of(project)))))
    last = article(3, f"Quyết định này có hiệu lực kể từ ngày ký. {parties} chịu trách nhiệm thi hành Quyết định này.")
    return Paper(
        form=Form.DECISION,
        name="QUYẾT ĐỊNH",
        abbreviation="QĐ",
        abstract=abstract,
        letterhead=letterhead_for(decides),
        authority=authority_of(decides),
        bases=grounds(*bases_of_project(project, on), *bases, f"Theo đề nghị của {project.office.name}"),
        body=(*body, last),
        signatures=(head_of(decides),),
        recipients=("Như Điều 3",),
        annexes=annexes,
    )


def _changes(version: ProjectVersion) -> list[tuple[str, str, str]]:
    """Return what differs between this version and the next one, or the project as it stands."""
    project, before = version.project, version.content
    later = project.versions.filter(number__gt=version.number).order_by("number").first()
    after: dict[str, Any] = (
        later.content if later is not None else {name: _plain(getattr(project, name)) for name in CHANGED}
    )
    return [
        (label, _told(before.get(name)), _told(after.get(name)))
        for name, label in CHANGED.items()
        if before.get(name) != after.get(name)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return value.dong
    return value.isoformat() if isinstance(value, date) else value


def _told(value: Any) -> str:
    if isinstance(value, int):
        return str(Money(value))
    text = "" if value is None else str(value)
    try:
        return dates.short(date.fromisoformat(text))
    except ValueError:
        return text
