"""What the public hands in: claims to an establishment, consents, papers, applications half written, complaints."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuyencong.accounts.models import Office, Person
from khuyencong.documents.models import StoredFile
from khuyencong.programme.models import Project
from khuyencong.programme.rules.streams import STREAM_LABELS
from khuyencong.registry.models import Establishment, Place, Product
from khuyencong.registry.rules.legal_forms import LABELS
from khuyencong.selection.models import Dossier, Round


class Claim(models.Model):
    """Somebody says which establishment they act for; nothing of it is theirs to see until an officer confirms."""

    PERSONAL = ("tax_code", "representative", "phone", "address")

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ cơ quan xác nhận")
        CONFIRMED = "confirmed", _("đã xác nhận")
        REFUSED = "refused", _("không xác nhận")

    person = models.ForeignKey(Person, models.PROTECT, related_name="claims", verbose_name=_("người khai"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    name = models.CharField(_("tên cơ sở"), max_length=300)
    form = models.CharField(
        _("loại hình"), max_length=20, choices=[(form.value, _(label)) for form, label in LABELS.items()]
    )
    tax_code = models.CharField(_("mã số thuế"), max_length=13, blank=True)
    representative = models.CharField(_("người đại diện"), max_length=120, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30)
    address = models.CharField(_("địa chỉ"), max_length=400, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("xã, phường")
    )
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.WAITING)
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("cơ sở đã gắn")
    )
    reason = models.TextField(_("lý do không xác nhận"), blank=True)
    made_at = models.DateTimeField(_("khai lúc"))
    decided_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "tax_code", "name"], condition=Q(state="waiting"), name="portal_claim_once"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", establishment__isnull=False)
                | (Q(state="waiting", establishment=None))
                | (Q(state="refused", establishment=None) & ~Q(reason="")),
                name="portal_claim_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids

    def belongs_to(self, person: object) -> bool:
        return isinstance(person, Person) and self.person_id == person.pk

    def assigned_to(self, person: object) -> bool:
        return False


class OfEstablishment(models.Model):
    """What belongs to an establishment and is guarded as it is."""

    establishment: models.ForeignKey[Establishment, Establishment]

    class Meta:
        abstract = True

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.establishment.in_office(office_ids)

    def belongs_to(self, person: object) -> bool:
        return self.establishment.belongs_to(person)

    def assigned_to(self, person: object) -> bool:
        return False


class Consent(OfEstablishment):
    """An establishment lets an office file for it: who said so, how, when; withdrawn, never deleted."""

    PERSONAL = ("given_by",)

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("trực tiếp tại cơ quan")
        PAPER = "paper", _("giấy ủy quyền, đơn có chữ ký")
        PHONE = "phone", _("qua điện thoại, có ghi lại")

    establishment = models.ForeignKey(Establishment, models.PROTECT, related_name="consents", verbose_name=_("cơ sở"))
    given_by = models.CharField(_("người đồng ý"), max_length=120)
    way = models.CharField(_("bằng cách"), max_length=10, choices=Way.choices)
    given_on = models.DateField(_("ngày đồng ý"))
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("cán bộ ghi"))
    recorded_at = models.DateTimeField(_("ghi lúc"))
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["establishment"], condition=Q(withdrawn_at=None), name="portal_consent_one_open"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="portal_consent_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_by} {self.given_on}"


class LockerPaper(OfEstablishment):
    """A paper of an establishment, kept to be used in many filings, with the last day on which it is valid."""

    establishment = models.ForeignKey(
        Establishment, models.PROTECT, related_name="locker_papers", verbose_name=_("cơ sở")
    )
    kind = models.CharField(_("loại giấy tờ"), max_length=40, db_comment="code of a paper of the law's lists, or other")
    title = models.CharField(_("tên giấy tờ"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("tệp"))
    valid_until = models.DateField(_("còn giá trị đến hết ngày"), null=True, blank=True)
    added_at = models.DateTimeField(_("cất lúc"))
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người cất"))
    dropped_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Filing(models.Model):
    """An application as it is being written: what was typed, word for word; sent once, then only a receipt.

    While it is a draft of an establishment's own person, nobody of the office reads it.
    """

    PERSONAL = ("answers",)

    class Kind(models.TextChoices):
        PROJECT = "project", _("Đề nghị hỗ trợ (đề án)")
        DOSSIER = "dossier", _("Đăng ký bình chọn sản phẩm")

    class State(models.TextChoices):
        DRAFT = "draft", _("đang soạn")
        SENT = "sent", _("đã nộp")
        DISCARDED = "discarded", _("đã bỏ")

    person = models.ForeignKey(Person, models.PROTECT, related_name="filings", verbose_name=_("người soạn"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan nhận"))
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, null=True, blank=True, related_name="filings", verbose_name=_("cơ sở")
    )
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="filings")
    kind = models.CharField(_("loại hồ sơ"), max_length=10, choices=Kind.choices)
    content = models.CharField(_("nội dung"), max_length=40, blank=True, db_comment="code of norm programme.contents")
    stream = models.CharField(_("nguồn kinh phí"), max_length=10, choices=list(STREAM_LABELS.items()), blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(_("đã ghi"), default=dict, db_comment="by name of the field, as typed")
    version = models.PositiveIntegerField(default=0, db_comment="raised at each saving; a page behind is told so")
    state = models.CharField(_("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.PositiveIntegerField(_("số tiếp nhận"), null=True, blank=True)
    sent_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True)
    due_on = models.DateField(_("ngày trả lời dự kiến"), null=True, blank=True)
    project = models.OneToOneField(Project, models.PROTECT, null=True, blank=True, related_name="filing")
    dossier = models.OneToOneField(Dossier, models.PROTECT, null=True, blank=True, related_name="filing")
    created_at = models.DateTimeField(_("bắt đầu lúc"))
    changed_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="portal_filing_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent")
                | Q(number__isnull=False, sent_at__isnull=False, establishment__isnull=False)
                & (Q(project__isnull=False, dossier=None) | Q(project=None, dossier__isnull=False)),
                name="portal_filing_sent_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind="project", round=None, product=None) & ~Q(content="") & ~Q(stream="")
                | Q(kind="dossier", round__isnull=False, content="", stream=""),
                name="portal_filing_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.answers.get("name") or self.get_kind_display())

    @property
    def receipt(self) -> str:
        """The number of the receipt as printed, or nothing before it is sent."""
        return f"{self.number:04}/TN-{self.sent_at:%Y}" if self.number and self.sent_at else ""

    def in_office(self, office_ids: frozenset[int]) -> bool:
        """Tell whether an office may come near: to what was sent, and to what it writes itself on a consent."""
        return self.office_id in office_ids and (self.state == self.State.SENT or self.consent_id is not None)

    def belongs_to(self, person: object) -> bool:
        """Tell whether somebody wrote it or acts for its establishment."""
        if not isinstance(person, Person):
            return False
        own = self.establishment is not None and self.establishment.belongs_to(person)
        return own or (self.person_id == person.pk and self.consent_id is None)

    def assigned_to(self, person: object) -> bool:
        return False


class Complaint(OfEstablishment):
    """An establishment contests a refusal or a result: by when it could, by when it is answered, and the answer."""

    PERSONAL = ("text", "answer")

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("chấp nhận khiếu nại")
        PARTLY = "partly", _("chấp nhận một phần")
        REJECTED = "rejected", _("không chấp nhận")

    establishment = models.ForeignKey(Establishment, models.PROTECT, related_name="complaints", verbose_name=_("cơ sở"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("cơ quan giải quyết"))
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="complaints")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="complaints")
    number = models.PositiveIntegerField(_("số"))
    text = models.TextField(_("nội dung khiếu nại"))
    filed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("người khiếu nại"))
    filed_at = models.DateTimeField(_("nhận lúc"))
    due_on = models.DateField(_("hạn trả lời"))
    source = models.CharField(_("căn cứ"), max_length=200)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("nội dung trả lời"), blank=True)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(answered_at=None), name="portal_complaint_project_once"
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at=None), name="portal_complaint_dossier_once"
            ),
            models.CheckConstraint(
                condition=Q(project__isnull=False, dossier=None) | Q(project=None, dossier__isnull=False),
                name="portal_complaint_about_one",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, outcome="", answer="", answered_by=None)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="portal_complaint_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:03}/KN-{self.filed_at:%Y}"

    def in_office(self, office_ids: frozenset[int]) -> bool:
        return self.office_id in office_ids
