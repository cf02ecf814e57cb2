"""Forms in the look of the kit: `{{ form.name.as_field_group }}` gives label, help, control and error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

CONTROL_CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "",  # a class here would land on the box round the choices as well
    forms.CheckboxSelectMultiple: "",
    forms.Select: "form-select",
    forms.HiddenInput: "",
}


def control_class(widget: forms.Widget) -> str:
    """Return the CSS class of a widget's control."""
    for kind, name in CONTROL_CLASSES.items():
        if isinstance(widget, kind):
            return name
    return "form-control"


class KitBoundField(BoundField):
    """A field whose control carries the classes of the kit."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Return the attributes with the class of the control added, beside any that the form gave."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        own = str(built.get("class") or widget.attrs.get("class", ""))
        names = " ".join(part for part in (control_class(widget), own) if part)
        if names:
            built["class"] = names
        return built

    @property
    def is_checkbox(self) -> bool:
        """Say whether the label belongs behind the control."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_group(self) -> bool:
        """Say whether several controls share the label, which is then a legend."""
        return bool(self.field.widget.use_fieldset)


class FormRenderer(TemplatesSetting):
    """Django's form templates replaced by those of the kit."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = KitBoundField
