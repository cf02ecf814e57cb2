"""What was concluded: work with an owner and a day, followed to its end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.conferences.models.conference import Conference, OfConference
from khuyencong.conferences.rules.lives import CONCLUSION_LIFE


class Conclusion(OfConference):
    """One task that the conference gave somebody."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="conclusions")
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    text = models.CharField(_("nhiệm vụ"), max_length=1000)
    owner_office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("đơn vị chủ trì"))
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="conclusions", verbose_name=_("người phụ trách")
    )
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=CONCLUSION_LIFE.choices(), default=CONCLUSION_LIFE.start
    )
    closed_on = models.DateField(_("ngày xong"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="conferences_conclusion_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[one.code for one in CONCLUSION_LIFE.states]), name="conferences_conclusion_state"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on=None)),
                name="conferences_conclusion_closed_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def assigned_to(self, person: object) -> bool:
        return isinstance(person, Person) and self.owner_id == person.pk

    @property
    def state_label(self) -> str:
        """The staff label of the state."""
        return CONCLUSION_LIFE.label(self.state)


class ConclusionReport(OfConference):
    """What was reported about a conclusion, or asked for; rows are added, never changed."""

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="reports")
    verb = models.CharField(max_length=20)
    text = models.TextField(_("nội dung"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]

    def guarded(self) -> Conference:
        """Return the conference of the conclusion."""
        return self.conclusion.conference
