"""Steps that the seeded rounds share, each done only where it is missing."""

from __future__ import annotations

from datetime import datetime

from khuyencong.accounts.models import Office, Person
from khuyencong.selection.actions.council import MemberFacts, name_council_member
from khuyencong.selection.actions.jury import JurorFacts, name_juror
from khuyencong.selection.actions.rounds import RoundFacts, open_round
from khuyencong.selection.models import CouncilMember, Round
from khuyencong.workbooks.actions.importers import importer_of
from khuyencong.workbooks.actions.runs import check_import, confirm_import

COUNCIL = (
    ("Nguyễn Chủ Tịch (mẫu)", "chair", "Phó Chủ tịch UBND tỉnh", "UBND tỉnh Vĩnh Long"),
    ("Lê Giám Đốc (mẫu)", "vice", "Giám đốc", "Sở Công Thương"),
    ("Mai Ủy Viên Một (mẫu)", "member", "Phó Giám đốc", "Sở Nông nghiệp và Môi trường"),
    ("Mai Ủy Viên Hai (mẫu)", "member", "Phó Giám đốc", "Sở Khoa học và Công nghệ"),
    ("Mai Ủy Viên Ba (mẫu)", "member", "Phó Giám đốc", "Sở Y tế"),
    ("Mai Ủy Viên Bốn (mẫu)", "member", "Phó Chủ tịch", "Liên minh Hợp tác xã tỉnh"),
    ("Phạm Thư Ký (mẫu)", "secretary", "Trưởng phòng", "Sở Công Thương"),
)


def person(username: str) -> Person:
    """Return somebody of the cast."""
    return Person.objects.get(username=username)


def ensure_round(facts: RoundFacts, *, at: datetime) -> Round:
    """Return the round of a code, opened by the secretary where it is missing."""
    found = Round.objects.filter(code=facts.code).first()
    office = Office.objects.get(code="sct-vinh-long")
    return found or open_round(actor=person("thuky"), office=office, facts=facts, at=at)


def ensure_import(
    importer: str, round_: Round, data: bytes, name: str, *, at: datetime, options: tuple[str, ...] = ()
) -> None:
    """Import a workbook into the round as its secretary would; the same workbook is never imported twice."""
    actor = person("thuky")
    run = check_import(
        actor=actor, importer=importer_of(importer), target=round_, data=data, name=name, at=at, options=options
    )
    confirm_import(actor=actor, run=run, at=at)


def ensure_council(round_: Round, *, at: datetime) -> list[CouncilMember]:
    """Name the seven members of a provincial council where none is named."""
    if not round_.council_members.exists():
        for name, role, title, organisation in COUNCIL:
            facts = MemberFacts(name=name, role=role, title=title, organisation=organisation)
            name_council_member(actor=person("thuky"), round_=round_, facts=facts, at=at)
    return list(round_.council_members.order_by("pk"))


def ensure_jury(round_: Round, *, size: int, at: datetime) -> None:
    """Name the first jurors of the cast, the first of them as head, where no jury is named."""
    if round_.jurors.exists():
        return
    jurors = Person.objects.filter(username__startswith="giamkhao").order_by("username")[:size]
    for number, juror in enumerate(jurors):
        facts = JurorFacts(name=juror.full_name, person=juror, title="Giám khảo", is_head=number == 0)
        name_juror(actor=person("thuky"), round_=round_, facts=facts, at=at)
