"""The council: members, meetings, verdicts, and the decision that freezes everything."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Person
from khuyencong.selection.models.dossier import Dossier
from khuyencong.selection.models.round import Round


class _OfRound(models.Model):
    """Something of a round that its office may see, and nobody by being assigned."""

    class Meta:
        abstract = True

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.guarded_round().in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return False

    def assigned_to(self, person: object) -> bool:
        return False

    def guarded_round(self) -> Round:
        """Return the round it belongs to."""
        found = getattr(self, "round", None)
        assert isinstance(found, Round)
        return found


class CouncilMember(_OfRound):
    """A member of the round's council."""

    PERSONAL = ("name", "title", "organisation")

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chủ tịch Hội đồng")
        VICE = "vice", _("Phó Chủ tịch Hội đồng")
        MEMBER = "member", _("Ủy viên")
        SECRETARY = "secretary", _("Ủy viên, thư ký")

    round = models.ForeignKey(Round, models.CASCADE, related_name="council_members")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("họ và tên"), max_length=120)
    title = models.CharField(_("chức vụ"), max_length=160, blank=True)
    organisation = models.CharField(_("đơn vị"), max_length=200, blank=True)
    role = models.CharField(_("vai trò"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    has_left = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(role="chair", has_left=False),
                name="selection_council_one_chair",
                violation_error_message=_("Hội đồng đã có Chủ tịch."),
            ),
            models.UniqueConstraint(
                fields=["round", "name"], condition=Q(has_left=False), name="selection_council_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilMeeting(_OfRound):
    """A meeting of the council: when, where, who was present, and how many had to be."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("ngày họp"))
    place = models.CharField(_("nơi họp"), max_length=200, blank=True)
    present = models.ManyToManyField(CouncilMember, related_name="meetings", verbose_name=_("có mặt"))
    present_count = models.PositiveSmallIntegerField()
    member_count = models.PositiveSmallIntegerField()
    quorum = models.PositiveSmallIntegerField(_("số có mặt tối thiểu"))
    minutes = models.TextField(_("nội dung"), blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present_count__gte=F("quorum"), present_count__lte=F("member_count")),
                name="selection_meeting_quorum",
                violation_error_message=_("Cuộc họp chưa đủ số thành viên tối thiểu."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on}"


class Verdict(_OfRound):
    """What the council said of one dossier: keep or cut, with the votes and the reason."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="verdict")
    meeting = models.ForeignKey(CouncilMeeting, models.PROTECT, null=True, blank=True, related_name="verdicts")
    keep = models.BooleanField(_("chọn"))
    votes_for = models.PositiveSmallIntegerField(_("tán thành"), default=0)
    votes_against = models.PositiveSmallIntegerField(_("không tán thành"), default=0)
    reason = models.TextField(_("lý do"), blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.keep}"

    def guarded_round(self) -> Round:
        """Return the round of the dossier."""
        return self.dossier.round


class Decision(_OfRound):
    """The decision that recognises products. One per round; a trigger refuses change and removal.

    The snapshot holds everything the decision rests on: rubric, jurors, sheets, ranking, council, norms.
    """

    PERSONAL = ("signer", "snapshot")

    round = models.OneToOneField(Round, models.PROTECT, related_name="decision")
    number = models.CharField(_("số quyết định"), max_length=80)
    signed_on = models.DateField(_("ngày ký"))
    signer = models.CharField(_("người ký"), max_length=120)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=160, blank=True)
    authority = models.CharField(_("cơ quan công nhận"), max_length=200, blank=True)
    reason = models.TextField(_("lý do không chọn các hồ sơ đạt điểm"), blank=True)
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64, db_comment="of the snapshot in canonical form")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(signer=""), name="selection_decision_has_number_and_signer"
            )
        ]

    def __str__(self) -> str:
        return self.number
