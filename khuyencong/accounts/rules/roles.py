"""Roles people hold in an office and the scopes a right can have. Pure."""

from enum import StrEnum

from khuyencong.kernel.words import gettext_noop as _


class Role(StrEnum):
    """What a person is in an office; the code is stored, the label is read."""

    ADMINISTRATOR = "administrator"
    CHAIR = "chair"
    DIRECTOR = "director"
    SECRETARY = "secretary"
    OFFICER = "officer"
    ACCOUNTANT = "accountant"
    JUROR = "juror"
    AUDITOR = "auditor"
    APPLICANT = "applicant"


ROLE_LABELS: dict[Role, str] = {
    Role.ADMINISTRATOR: _("Quản trị hệ thống"),
    Role.CHAIR: _("Chủ tịch Hội đồng"),
    Role.DIRECTOR: _("Giám đốc"),
    Role.SECRETARY: _("Thư ký Hội đồng"),
    Role.OFFICER: _("Chuyên viên"),
    Role.ACCOUNTANT: _("Kế toán"),
    Role.JUROR: _("Giám khảo"),
    Role.AUDITOR: _("Kiểm toán, thanh tra"),
    Role.APPLICANT: _("Cơ sở công nghiệp nông thôn"),
}

STAFF: frozenset[Role] = frozenset(Role) - {Role.APPLICANT}


class Scope(StrEnum):
    """How far a right reaches."""

    EVERYWHERE = "everywhere"
    OFFICE = "office"
    OWN = "own"
    ASSIGNED = "assigned"


SCOPE_LABELS: dict[Scope, str] = {
    Scope.EVERYWHERE: _("toàn hệ thống"),
    Scope.OFFICE: _("trong cơ quan mình và đơn vị trực thuộc"),
    Scope.OWN: _("của chính mình"),
    Scope.ASSIGNED: _("được phân công"),
}
