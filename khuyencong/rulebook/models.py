"""An office's own norms, laid over the national ones of ``law``."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.rulebook.rules.norm_life import NORM_LIFE


class LocalNorm(models.Model):
    """One value that an office set for one norm: proposed by one person, decided by another, then never changed.

    In force from ``start_on`` until the office's next approved value of the same norm; an empty
    value ends the office's own level, so that the general norm holds again.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="local_norms", verbose_name=_("đơn vị"))
    key = models.CharField(_("quy định"), max_length=80, db_comment="key of the norm in law/norms/*.toml")
    value = models.JSONField(_("giá trị"), null=True, blank=True, db_comment="NULL: back to the general norm")
    start_on = models.DateField(_("áp dụng từ ngày"), db_comment="first day in force")
    source = models.CharField(_("căn cứ"), max_length=200, db_comment="instrument and article that set the value")
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=NORM_LIFE.choices(), default=NORM_LIFE.start)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người đề xuất"))
    proposed_at = models.DateTimeField(_("đề xuất lúc"))
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người quyết định")
    )
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    reason = models.CharField(_("lý do không duyệt"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.code for state in NORM_LIFE.states]), name="rulebook_localnorm_state"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | Q(~Q(state="proposed"), decided_by__isnull=False, decided_at__isnull=False),
                name="rulebook_localnorm_decided",
                violation_error_message=_("Quy định đã duyệt hoặc không duyệt phải ghi người và lúc quyết định."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="rulebook_localnorm_two_people",
                violation_error_message=_("Người đề xuất không được tự duyệt."),
            ),
            models.CheckConstraint(
                condition=Q(~Q(reason=""), state="rejected") | Q(~Q(state="rejected"), reason=""),
                name="rulebook_localnorm_reason",
                violation_error_message=_("Không duyệt thì phải ghi lý do."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="rulebook_localnorm_source",
                violation_error_message=_("Quy định riêng phải có căn cứ."),
            ),
            models.UniqueConstraint(
                fields=["office", "key"],
                condition=Q(state="proposed"),
                name="rulebook_localnorm_one_waiting",
                violation_error_message=_("Đơn vị đang có một đề xuất chờ duyệt cho quy định này."),
            ),
        ]
        indexes = [models.Index(fields=["key", "office", "start_on"], name="rulebook_localnorm_lookup")]

    def __str__(self) -> str:
        return f"{self.key} – {self.office}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        """Tell whether it is a norm of one of the offices."""
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        """Tell whether the person proposed it."""
        return isinstance(person, Person) and self.proposed_by_id == person.pk

    def assigned_to(self, person: object) -> bool:
        """Nobody is assigned to a norm."""
        return False
