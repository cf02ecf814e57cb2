"""Jurors, what they declared, and their sheets."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Person
from khuyencong.selection.models.dossier import Dossier
from khuyencong.selection.models.round import Criterion, Round
from khuyencong.selection.rules.scorecard_life import SCORECARD_LIFE


class Juror(models.Model):
    """A member of a round's jury; a person who logs in, or a name whose sheets come on paper."""

    PERSONAL = ("name", "title", "organisation", "phone")

    class State(models.TextChoices):
        ACTIVE = "active", _("Đang tham gia")
        DISMISSED = "dismissed", _("Đã thôi")

    round = models.ForeignKey(Round, models.CASCADE, related_name="jurors")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="seats")
    name = models.CharField(_("họ và tên"), max_length=120)
    folded = models.CharField(max_length=120)
    title = models.CharField(_("chức vụ, học vị"), max_length=160, blank=True)
    organisation = models.CharField(_("đơn vị"), max_length=200, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    seat_no = models.PositiveSmallIntegerField(_("số thứ tự"))
    is_head = models.BooleanField(_("trưởng ban"), default=False)
    groups = models.CharField(
        _("nhóm được phân công"), max_length=60, blank=True, db_comment=",A,B, with outer commas; empty: every group"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    reason = models.TextField(_("lý do thôi"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "seat_no"], condition=Q(state="active"), name="selection_juror_seat_once"
            ),
            models.UniqueConstraint(
                fields=["round", "folded"],
                condition=Q(state="active"),
                name="selection_juror_name_once",
                violation_error_message=_("Giám khảo này đã có trong Ban Giám khảo."),
            ),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(state="active", person__isnull=False),
                name="selection_juror_person_once",
                violation_error_message=_("Người này đã có trong Ban Giám khảo."),
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(state="active", is_head=True), name="selection_juror_one_head"
            ),
            models.CheckConstraint(
                condition=Q(state="active") | ~Q(reason=""), name="selection_juror_dismissed_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.round.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return isinstance(person, Person) and self.person_id == person.pk and self.state == "active"

    def scores_group(self, group: str) -> bool:
        """Tell whether the juror scores products of this group."""
        return not self.groups or f",{group}," in self.groups


class Declaration(models.Model):
    """What a juror declared about one dossier; without a row nothing was declared yet."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="declarations")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="declarations")
    has_conflict = models.BooleanField(_("có lợi ích liên quan"))
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "dossier"], name="selection_declaration_once"),
            models.CheckConstraint(
                condition=Q(has_conflict=False) | ~Q(reason=""),
                name="selection_declaration_conflict_has_reason",
                violation_error_message=_("Khai có lợi ích liên quan thì phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.juror_id} {self.dossier_id} {self.has_conflict}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.juror.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return self.juror.assigned_to(person)


class Scorecard(models.Model):
    """One juror's sheet for one dossier."""

    class Source(models.TextChoices):
        JUROR = "juror", _("Giám khảo chấm")
        PAPER = "paper", _("Thư ký nhập từ phiếu giấy")
        IMPORT = "import", _("Nhập từ bảng Excel")

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="scorecards")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="scorecards")
    state = models.CharField(max_length=10, choices=SCORECARD_LIFE.choices(), default=SCORECARD_LIFE.start)
    source = models.CharField(_("nguồn"), max_length=8, choices=Source.choices, default=Source.JUROR)
    revision = models.PositiveBigIntegerField(
        default=0, db_comment="of the juror's device; a lower one never overwrites"
    )
    total_hundredths = models.PositiveIntegerField(_("tổng điểm"), default=0)
    remarks = models.TextField(_("nhận xét"), blank=True)
    reason = models.CharField(_("lý do không chấm hoặc trả lại"), max_length=300, blank=True)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["juror", "dossier"],
                name="selection_scorecard_once",
                violation_error_message=_("Giám khảo đã có phiếu cho hồ sơ này."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.code for state in SCORECARD_LIFE.states]), name="selection_scorecard_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="selection_scorecard_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="recused") | ~Q(reason=""), name="selection_scorecard_recused_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(source="juror") | Q(entered_by__isnull=False), name="selection_scorecard_paper_has_writer"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None) | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="selection_scorecard_checked_has_time",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | Q(entered_by=None) | ~Q(checked_by=F("entered_by")),
                name="selection_scorecard_checked_by_another",
                violation_error_message=_("Phiếu giấy phải do người thứ hai đối chiếu."),
            ),
            models.CheckConstraint(condition=Q(total_hundredths__lte=10_000), name="selection_scorecard_total"),
        ]
        indexes = [models.Index(fields=["dossier", "state"], name="selection_scorecard_dossier")]

    def __str__(self) -> str:
        return f"{self.juror_id} {self.dossier_id} {self.state}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.juror.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return self.juror.assigned_to(person)

    @property
    def state_label(self) -> str:
        """The staff label of the state."""
        return SCORECARD_LIFE.label(self.state)


class Score(models.Model):
    """The points of one criterion on one sheet, in hundredths."""

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points_hundredths = models.PositiveIntegerField(_("điểm"))
    maximum_hundredths = models.PositiveIntegerField(
        db_comment="the criterion's maximum, which is frozen while scores exist"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="selection_score_once"),
            models.CheckConstraint(
                condition=Q(points_hundredths__gte=0, points_hundredths__lte=F("maximum_hundredths")),
                name="selection_score_within_maximum",
                violation_error_message=_("Điểm phải từ 0 đến điểm tối đa của tiêu chí."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.points_hundredths}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.scorecard.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return self.scorecard.assigned_to(person)
