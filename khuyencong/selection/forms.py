"""What may be typed on the screens of a selection round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyencong.accounts.models import Person
from khuyencong.kernel.refusal import Refusal
from khuyencong.registry.models import Product
from khuyencong.selection.models import CouncilMember
from khuyencong.selection.models.round import Level
from khuyencong.selection.rules.rubric import Anchor, CriterionFacts
from khuyencong.selection.rules.scoring import read_points, write_points
from khuyencong.ui.templatetags.words import sentence

Choices = Sequence[tuple[str, str]]


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Set what a field of choices offers, where that is known only from the round."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class PointsField(forms.CharField):
    """Points as people write them, kept as whole hundredths."""

    def to_python(self, value: Any) -> Any:
        """Read "36,5" as 3650.

        :raises ValidationError: with the reason of the rule.
        """
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_points(str(text))
        except Refusal as refusal:
            raise ValidationError(sentence(refusal)) from refusal

    def prepare_value(self, value: Any) -> Any:
        """Write hundredths for the reader."""
        return write_points(value) if isinstance(value, int) else value


class RoundForm(forms.Form):
    """A round: what it is called, until when it takes dossiers, how many it may recognise."""

    code = forms.SlugField(
        label=gettext_lazy("Mã kỳ"),
        max_length=40,
        help_text=gettext_lazy("Chữ không dấu, số, gạch ngang; ví dụ binh-chon-2026."),
    )
    name = forms.CharField(label=gettext_lazy("Tên kỳ bình chọn"), max_length=300)
    level = forms.ChoiceField(label=gettext_lazy("Cấp"), choices=Level.choices, initial=Level.PROVINCE)
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=1990, max_value=2100)
    closes_on = forms.DateField(
        label=gettext_lazy("Hạn nhận hồ sơ"), required=False, help_text=gettext_lazy("Ngày/tháng/năm.")
    )
    quota = forms.IntegerField(
        label=gettext_lazy("Chỉ tiêu công nhận"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy("Để trống nếu không giới hạn."),
    )
    place = forms.CharField(label=gettext_lazy("Nơi ký giấy chứng nhận"), required=False, max_length=120)


class EditRoundForm(forms.Form):
    """The settings of a round that may still change."""

    name = forms.CharField(label=gettext_lazy("Tên kỳ bình chọn"), max_length=300)
    closes_on = forms.DateField(
        label=gettext_lazy("Hạn nhận hồ sơ"), required=False, help_text=gettext_lazy("Ngày/tháng/năm.")
    )
    quota = forms.IntegerField(
        label=gettext_lazy("Chỉ tiêu công nhận"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy("Để trống nếu không giới hạn."),
    )
    authority = forms.CharField(label=gettext_lazy("Cơ quan công nhận"), required=False, max_length=200)
    place = forms.CharField(label=gettext_lazy("Nơi ký giấy chứng nhận"), required=False, max_length=120)
    quorum_percent = forms.IntegerField(
        label=gettext_lazy("Hội đồng phải có mặt trên (%)"), min_value=50, max_value=100
    )
    quorum_source = forms.CharField(label=gettext_lazy("Căn cứ của tỷ lệ có mặt"), required=False, max_length=200)


class CriterionForm(forms.Form):
    """One line of the rubric; a line without a code counts as left out."""

    code = forms.RegexField(r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$", label=gettext_lazy("Mã"), max_length=12, required=False)
    label = forms.CharField(label=gettext_lazy("Tiêu chí"), max_length=300, required=False)
    maximum = PointsField(label=gettext_lazy("Điểm tối đa"), required=False)
    guidance = forms.CharField(
        label=gettext_lazy("Hướng dẫn"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    anchors = forms.CharField(label=gettext_lazy("Mức mô tả"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_anchors(self) -> tuple[Anchor, ...]:
        """Read one anchor a line: points, a colon, words."""
        return tuple(_anchor(line) for line in self.cleaned_data["anchors"].splitlines() if line.strip())

    def clean(self) -> dict[str, Any]:
        """Ask for a name and a maximum where there is a code."""
        facts = super().clean() or {}
        if facts.get("code"):
            for name in ("label", "maximum"):
                if name not in self.errors and not facts.get(name):
                    self.add_error(name, _("Dòng có mã thì phải ghi ô này."))
        return facts


def _anchor(line: str) -> Anchor:
    head, colon, words = line.partition(":")
    if not colon or not words.strip():
        raise ValidationError(_("Mỗi dòng ghi số điểm, dấu hai chấm, rồi mô tả; ví dụ “10: có xuất khẩu”."))
    try:
        return Anchor(read_points(head), words.strip())
    except Refusal as refusal:
        raise ValidationError(sentence(refusal)) from refusal


if TYPE_CHECKING:
    CriterionForms = forms.BaseFormSet[CriterionForm]
else:
    CriterionForms = forms.BaseFormSet


class BaseRubric(CriterionForms):
    """The lines of one sheet."""

    def criteria(self, group: str) -> list[CriterionFacts]:
        """Return the lines as the rules read them; "1.1" stands under "1" where there is a "1"."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("code")]
        codes = {row["code"] for row in rows}
        return [
            CriterionFacts(
                code=row["code"],
                label=row["label"],
                maximum=row["maximum"],
                parent=above if (above := row["code"].rpartition(".")[0]) in codes else "",
                group=group,
                anchors=row["anchors"],
                guidance=row["guidance"].strip(),
            )
            for row in rows
        ]


def rubric_formset(data: Any, *, initial: Sequence[dict[str, Any]]) -> BaseRubric:
    """Return the lines of a sheet as forms, with some empty ones after them."""
    kind = forms.formset_factory(CriterionForm, formset=BaseRubric, extra=4, max_num=120, absolute_max=120)
    formset = kind(data, initial=initial)
    assert isinstance(formset, BaseRubric)
    return formset


def rubric_rows(criteria: Sequence[CriterionFacts]) -> list[dict[str, Any]]:
    """Return the lines of a sheet as the form shows them."""
    return [
        {
            "code": row.code,
            "label": row.label,
            "maximum": row.maximum,
            "guidance": row.guidance,
            "anchors": "\n".join(f"{write_points(anchor.points)}: {anchor.text}" for anchor in row.anchors),
        }
        for row in criteria
    ]


class RegisterForm(forms.Form):
    """A dossier that is entered by hand for a product of the registry."""

    product = forms.ChoiceField(label=gettext_lazy("Sản phẩm"))
    group = forms.ChoiceField(label=gettext_lazy("Nhóm sản phẩm"))
    entry_code = forms.CharField(
        label=gettext_lazy("Mã số bình chọn"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Để trống thì lấy số kế tiếp của nhóm."),
    )
    received_on = forms.DateField(
        label=gettext_lazy("Ngày nhận hồ sơ"), required=False, help_text=gettext_lazy("Để trống là hôm nay.")
    )
    description = forms.CharField(
        label=gettext_lazy("Thuyết minh sản phẩm"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, products: Sequence[Product], groups: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.products = {str(product.pk): product for product in products}
        named_products = [(key, f"{one.name} – {one.establishment.name}") for key, one in self.products.items()]
        offer(self, "product", named_products)
        offer(self, "group", [("", "—"), *groups])


class DossierForm(forms.Form):
    """What a dossier declares, as long as it may change."""

    address = forms.CharField(label=gettext_lazy("Địa chỉ cơ sở"), required=False, max_length=400)
    representative = forms.CharField(label=gettext_lazy("Người đại diện"), required=False, max_length=120)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, max_length=40)
    description = forms.CharField(
        label=gettext_lazy("Thuyết minh sản phẩm"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    lower_certificate = forms.CharField(label=gettext_lazy("Giấy chứng nhận cấp dưới"), required=False, max_length=120)
    lower_valid_until = forms.DateField(label=gettext_lazy("Giấy cấp dưới còn hạn đến"), required=False)


class FileForm(forms.Form):
    """A photograph or a paper of a dossier."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    file = forms.FileField(
        label=gettext_lazy("Tệp"), help_text=gettext_lazy("Ảnh JPG, PNG hoặc tệp PDF, DOCX; tối đa 20 MB.")
    )

    def __init__(self, *args: Any, kinds: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "kind", [(code, _(label)) for code, label in kinds])


class SupplementForm(forms.Form):
    """What a maker is asked to add, until when."""

    items = forms.MultipleChoiceField(label=gettext_lazy("Nội dung cần bổ sung"), widget=forms.CheckboxSelectMultiple)
    due_on = forms.DateField(label=gettext_lazy("Hạn bổ sung"), help_text=gettext_lazy("Ngày/tháng/năm."))
    note = forms.CharField(label=gettext_lazy("Lời nhắn"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, items: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "items", [(code, _(label)) for code, label in items])


class JurorForm(forms.Form):
    """Somebody who is named to the jury."""

    person = forms.ChoiceField(
        label=gettext_lazy("Người dùng"),
        required=False,
        help_text=gettext_lazy("Chọn tài khoản để giám khảo tự chấm; để trống nếu chấm trên phiếu giấy."),
    )
    name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Để trống thì lấy tên của tài khoản."),
    )
    title = forms.CharField(label=gettext_lazy("Chức vụ, học vị"), required=False, max_length=160)
    organisation = forms.CharField(label=gettext_lazy("Đơn vị"), required=False, max_length=200)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, max_length=40)
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ chấm các nhóm"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn nhóm nào là chấm mọi nhóm."),
    )
    is_head = forms.BooleanField(label=gettext_lazy("Trưởng ban"), required=False)

    def __init__(self, *args: Any, people: Sequence[Person], groups: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.people = {str(person.pk): person for person in people}
        offer(self, "person", [("", "—"), *((key, str(person)) for key, person in self.people.items())])
        offer(self, "groups", groups)

    def clean(self) -> dict[str, Any]:
        """Ask for an account or a name."""
        facts = super().clean() or {}
        facts["person"] = self.people.get(facts.get("person", ""))
        if facts["person"] is None and not facts.get("name"):
            self.add_error("name", _("Chọn tài khoản hoặc ghi họ và tên."))
        return facts


class MemberForm(forms.Form):
    """Somebody who sits in the council."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"), choices=CouncilMember.Role.choices, initial=CouncilMember.Role.MEMBER
    )
    title = forms.CharField(label=gettext_lazy("Chức vụ"), required=False, max_length=160)
    organisation = forms.CharField(label=gettext_lazy("Đơn vị"), required=False, max_length=200)


class MeetingForm(forms.Form):
    """A meeting of the council."""

    held_on = forms.DateField(label=gettext_lazy("Ngày họp"))
    place = forms.CharField(label=gettext_lazy("Nơi họp"), required=False, max_length=200)
    present = forms.MultipleChoiceField(label=gettext_lazy("Có mặt"), widget=forms.CheckboxSelectMultiple)
    minutes = forms.CharField(
        label=gettext_lazy("Nội dung chính"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, members: Sequence[CouncilMember], **more: Any) -> None:
        super().__init__(*args, **more)
        self.members = {str(member.pk): member for member in members}
        named = [(key, f"{member.name} – {member.get_role_display()}") for key, member in self.members.items()]
        offer(self, "present", named)

    def clean_present(self) -> list[CouncilMember]:
        """Return the members who were there."""
        return [self.members[key] for key in self.cleaned_data["present"]]


class DecisionForm(forms.Form):
    """The signed decision that recognises products."""

    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu quyết định"), max_length=80, help_text=gettext_lazy("Ví dụ 1234/QĐ-UBND.")
    )
    signed_on = forms.DateField(label=gettext_lazy("Ngày ký"))
    signer = forms.CharField(label=gettext_lazy("Người ký"), max_length=120)
    signer_title = forms.CharField(label=gettext_lazy("Chức vụ người ký"), required=False, max_length=160)
    everything_reaching = forms.ChoiceField(
        label=gettext_lazy("Công nhận"),
        widget=forms.RadioSelect,
        choices=[("no", gettext_lazy("Các hồ sơ Hội đồng đã chọn")), ("yes", gettext_lazy("Mọi hồ sơ đạt điểm"))],
        initial="no",
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do không chọn các hồ sơ đạt điểm còn lại"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_everything_reaching(self) -> bool:
        """Return the choice as a plain yes or no."""
        return bool(self.cleaned_data["everything_reaching"] == "yes")


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
