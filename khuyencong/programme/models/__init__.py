"""Programmes, plans, projects, their money and what proves it."""

from khuyencong.programme.models.calendars import CalendarFeed
from khuyencong.programme.models.evidence import (
    Invoice,
    PhotoPiece,
    PhotoPrint,
    PhotoTwin,
    Statement,
    StatementLine,
    SupportCheck,
)
from khuyencong.programme.models.ledger import PaymentOrder, Transfer
from khuyencong.programme.models.plans import Assignment, Plan, PlanLine, PlannedAmount, PlanVersion
from khuyencong.programme.models.programmes import Programme, ProgrammeMoney, Target
from khuyencong.programme.models.projects import Project, ProjectSupplement, ProjectVersion
from khuyencong.programme.models.works import (
    Acceptance,
    Appraisal,
    Contract,
    FieldPhoto,
    FollowUp,
    Inspection,
    Machine,
    Opinion,
    ProgressReport,
)

__all__ = [
    "Acceptance",
    "Appraisal",
    "Assignment",
    "CalendarFeed",
    "Contract",
    "FieldPhoto",
    "FollowUp",
    "Inspection",
    "Invoice",
    "Machine",
    "Opinion",
    "PaymentOrder",
    "PhotoPiece",
    "PhotoPrint",
    "PhotoTwin",
    "Plan",
    "PlanLine",
    "PlanVersion",
    "PlannedAmount",
    "Programme",
    "ProgrammeMoney",
    "ProgressReport",
    "Project",
    "ProjectSupplement",
    "ProjectVersion",
    "Statement",
    "StatementLine",
    "SupportCheck",
    "Target",
    "Transfer",
]
