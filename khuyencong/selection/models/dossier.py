"""A product's dossier in a round, its papers, and what was asked to be added."""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Person
from khuyencong.registry.models import Establishment, Product
from khuyencong.selection.models.round import Round
from khuyencong.selection.rules.dossier_life import DOSSIER_LIFE, LIVE_STATES
from khuyencong.selection.rules.ranking import UNSCORED

_LIVE = Q(state__in=sorted(LIVE_STATES))


class Dossier(models.Model):
    """A product (or set of products) of an establishment that takes part in a round.

    Names and facts are kept as they stood when the dossier was received; the keys say who it is today.
    """

    PERSONAL = ("representative", "phone", "address")

    round = models.ForeignKey(Round, models.CASCADE, related_name="dossiers")
    product = models.ForeignKey(Product, models.PROTECT, related_name="dossiers")
    establishment = models.ForeignKey(Establishment, models.PROTECT, related_name="dossiers")
    entry_code = models.CharField(_("mã số bình chọn"), max_length=20)
    entry_key = models.CharField(max_length=20, db_comment="the code without spelling differences")
    group = models.CharField(_("nhóm"), max_length=4)
    state = models.CharField(_("trạng thái"), max_length=16, choices=DOSSIER_LIFE.choices(), default=DOSSIER_LIFE.start)
    received_on = models.DateField(_("ngày nhận"), null=True, blank=True)
    product_name = models.CharField(_("tên sản phẩm"), max_length=300)
    is_set = models.BooleanField(_("là bộ sản phẩm"), default=False)
    establishment_name = models.CharField(_("tên cơ sở"), max_length=300)
    address = models.CharField(_("địa chỉ"), max_length=400, blank=True)
    representative = models.CharField(_("người đại diện"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    description = models.TextField(_("thuyết minh"), blank=True)
    facts = models.JSONField(
        _("số liệu kê khai"), default=dict, blank=True, db_comment="as declared in the dossier, no personal data"
    )
    lower_certificate = models.CharField(_("giấy chứng nhận cấp dưới"), max_length=120, blank=True)
    lower_valid_until = models.DateField(_("giấy cấp dưới còn hạn đến"), null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True, db_comment="of a rejection, a withdrawal or not being recognised")

    sheets = models.PositiveSmallIntegerField(_("số phiếu"), default=0, db_comment="sheets that count in the mean")
    root_sums = models.JSONField(
        default=list, blank=True, db_comment="hundredths per main criterion, summed over the sheets"
    )
    mean_key = models.BigIntegerField(
        null=True, blank=True, db_comment="exact mean: hundredths times a common multiple"
    )
    ranking_key = models.CharField(max_length=120, default=UNSCORED, db_comment="ascending order is the ranking")
    tie_votes = models.PositiveSmallIntegerField(_("phiếu phân hạng"), default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.code for state in DOSSIER_LIFE.states]), name="selection_dossier_state"
            ),
            models.UniqueConstraint(
                fields=["round", "entry_key"],
                condition=_LIVE,
                name="selection_dossier_code_once",
                violation_error_message=_("Mã số bình chọn này đã được dùng trong kỳ."),
            ),
            models.UniqueConstraint(
                fields=["round", "product"],
                condition=_LIVE,
                name="selection_dossier_product_once",
                violation_error_message=_("Sản phẩm này đã có hồ sơ trong kỳ."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(received_on__isnull=False), name="selection_dossier_received_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["rejected", "withdrawn"]) | ~Q(reason=""),
                name="selection_dossier_refused_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(sheets=0, mean_key=None, ranking_key=UNSCORED)
                | Q(sheets__gt=0, mean_key__isnull=False) & ~Q(ranking_key=UNSCORED),
                name="selection_dossier_scored_has_keys",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "ranking_key", "entry_code"], name="selection_dossier_ranking"),
            models.Index(fields=["round", "group", "ranking_key", "entry_code"], name="selection_dossier_group_rank"),
            models.Index(fields=["product", "round"], name="selection_dossier_history"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_code} {self.product_name}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.round.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.establishment.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        """Tell whether the person scores it: an active juror for its group, without a declared conflict."""
        if not isinstance(person, Person):
            return False
        jurors = self.round.jurors.filter(person=person, state="active")
        return any(
            juror.scores_group(self.group) and not juror.declarations.filter(dossier=self, has_conflict=True).exists()
            for juror in jurors
        )

    @property
    def state_label(self) -> str:
        """The staff label of the state."""
        return DOSSIER_LIFE.label(self.state)

    @property
    def mean(self) -> Fraction | None:
        """The exact mean in points, or None where no sheet counts."""
        return Fraction(sum(self.root_sums), 100 * self.sheets) if self.sheets else None

    @property
    def criterion_means(self) -> list[Fraction]:
        """The exact mean of every main criterion, in points."""
        return [Fraction(total, 100 * self.sheets) for total in self.root_sums] if self.sheets else []


class PaperCheck(models.Model):
    """Whether one paper of the list is there, and who looked."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="paper_checks")
    paper_code = models.CharField(max_length=40)
    is_present = models.BooleanField(_("có"), default=False)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "paper_code"], name="selection_papercheck_once")]

    def __str__(self) -> str:
        return self.paper_code

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.dossier.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.dossier.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return self.dossier.assigned_to(person)


class SupplementRequest(models.Model):
    """What a maker was asked to add, until when, and what came back."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="supplements")
    items = models.JSONField(_("nội dung cần bổ sung"), db_comment="list of {code, label}")
    note = models.TextField(_("lời nhắn"), blank=True)
    due_on = models.DateField(_("hạn bổ sung"))
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("trả lời"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at=None), name="selection_supplement_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.due_on}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.dossier.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.dossier.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return False
