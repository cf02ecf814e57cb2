"""The named people of the demonstration and of the tests. Every name is visibly invented. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from khuyencong.accounts.rules.roles import Role

VINH_LONG = "86"


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """An office of the tree; parents stand before their children."""

    code: str
    kind: str
    name: str
    parent: str = ""
    province_code: str = VINH_LONG


@dataclass(frozen=True, slots=True)
class Character:
    """One person with one role in one office."""

    username: str
    full_name: str
    title: str
    role: Role
    office: str


OFFICES: tuple[OfficeFacts, ...] = (
    OfficeFacts("ubnd-vinh-long", "committee", "Ủy ban nhân dân tỉnh Vĩnh Long"),
    OfficeFacts("sct-vinh-long", "department", "Sở Công Thương tỉnh Vĩnh Long", "ubnd-vinh-long"),
    OfficeFacts(
        "ttkc-vinh-long", "centre", "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp Vĩnh Long", "sct-vinh-long"
    ),
    OfficeFacts("xa-mau", "commune", "Ủy ban nhân dân xã Mẫu", "ubnd-vinh-long"),
)

NEIGHBOUR_OFFICES: tuple[OfficeFacts, ...] = (
    OfficeFacts("ubnd-tinh-ben", "committee", "Ủy ban nhân dân tỉnh Bên (mẫu)", "", "82"),
    OfficeFacts("sct-tinh-ben", "department", "Sở Công Thương tỉnh Bên (mẫu)", "ubnd-tinh-ben", "82"),
)

JURORS: tuple[Character, ...] = tuple(
    Character(f"giamkhao{number:02}", f"Giám khảo {number:02} (mẫu)", "Giám khảo", Role.JUROR, "sct-vinh-long")
    for number in range(1, 10)
)

CAST: tuple[Character, ...] = (
    Character("quantri", "Trần Quản Trị (mẫu)", "Quản trị hệ thống", Role.ADMINISTRATOR, "sct-vinh-long"),
    Character(
        "chutich", "Nguyễn Chủ Tịch (mẫu)", "Phó Chủ tịch UBND tỉnh, Chủ tịch Hội đồng", Role.CHAIR, "ubnd-vinh-long"
    ),
    Character("giamdoc", "Lê Giám Đốc (mẫu)", "Giám đốc Sở Công Thương", Role.DIRECTOR, "sct-vinh-long"),
    Character("thuky", "Phạm Thư Ký (mẫu)", "Thư ký Hội đồng bình chọn", Role.SECRETARY, "sct-vinh-long"),
    Character("chuyenvien", "Võ Chuyên Viên (mẫu)", "Chuyên viên Trung tâm Khuyến công", Role.OFFICER, "sct-vinh-long"),
    Character("ketoan", "Đặng Kế Toán (mẫu)", "Kế toán Trung tâm Khuyến công", Role.ACCOUNTANT, "ttkc-vinh-long"),
    *JURORS,
    Character("kiemtoan", "Bùi Kiểm Toán (mẫu)", "Kiểm toán viên", Role.AUDITOR, "ubnd-vinh-long"),
    Character("coso", "Huỳnh Cơ Sở (mẫu)", "Chủ cơ sở", Role.APPLICANT, "xa-mau"),
)

NEIGHBOUR = Character("thuky-ben", "Thạch Thư Ký Bên (mẫu)", "Thư ký tỉnh khác", Role.SECRETARY, "sct-tinh-ben")
"""A secretary of another province, who must see nothing of this one."""
