"""Column types of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

from khuyencong.kernel.money import Money
from khuyencong.vietnamese.money import read_dong
from khuyencong.vietnamese.unreadable import Unreadable

_Set_contra = TypeVar("_Set_contra", contravariant=True)
_Get_co = TypeVar("_Get_co", covariant=True)

if TYPE_CHECKING:
    _TextField = models.CharField[str, str]

    class _Whole(models.Field[_Set_contra, _Get_co]):
        _pyi_private_set_type: Money | int | Combinable
        _pyi_private_get_type: Money

else:
    _TextField = models.CharField

    class _Whole(models.BigIntegerField):
        def __class_getitem__(cls, _types: object) -> type:
            return cls


class KeyField(_TextField):
    """A text compared byte by byte whatever the locale of the server; its index serves beginnings too."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Ask PostgreSQL for its bytewise collation; SQLite compares bytes anyway."""
        parameters = dict(super().db_parameters(connection))
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class DerivedKeyField(KeyField):
    """A key reckoned from other columns of the row whenever it is written, so that no writer can forget or vary it.

    ``of`` names the columns, ``by`` reckons. In migrations it is a plain key: what it is reckoned by may change.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), by: Callable[..., str] = "".join, **options: Any) -> None:
        super().__init__(*args, **options)
        self.of, self.by = of, by

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Reckon the key."""
        value = self.by(*(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, value)
        return value

    def deconstruct(self) -> Any:
        """Stand in migrations as a plain key."""
        name, _path, args, options = super().deconstruct()
        return name, f"{KeyField.__module__}.{KeyField.__qualname__}", args, options


class SortKeyField(KeyField):
    """A key in Vietnamese alphabetical order."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 640)
        options.setdefault("db_comment", "Vietnamese alphabetical order, compared byte by byte")
        super().__init__(*args, **options)


class MoneyInput(forms.CharField):
    """An amount as people type it: ``1.250.000``, ``850 triệu``, ``1,2 tỷ``; a plain number is đồng."""

    def to_python(self, value: object) -> Money | None:  # type: ignore[override]  # the form hands on money, not text
        """Read the amount, or tell what is wrong with it."""
        if value in self.empty_values:
            return None
        if isinstance(value, Money):
            return value
        try:
            return Money(read_dong(str(value)))
        except Unreadable as fault:
            raise ValidationError(_(fault.sentence) % fault.values, code="money") from fault

    def prepare_value(self, value: object) -> object:
        """Show an amount with points between the thousands."""
        return str(value) if isinstance(value, Money) else value


class MoneyField(_Whole[_Set_contra, _Get_co]):
    """Whole đồng as a big integer; sums and aggregates come back as :class:`Money`.

    A bare ``Money`` inside an ``F()`` expression fails: wrap it in ``Value(money, output_field=MoneyField())``.
    """

    def from_db_value(self, value: int | None, *_context: object) -> Money | None:
        """Turn what the database holds into money."""
        return None if value is None else Money(int(value))

    def to_python(self, value: Any) -> Any:
        """Turn a plain number into money."""
        return value if value is None or isinstance(value, Money) else Money(int(value))

    def get_prep_value(self, value: Any) -> Any:
        """Hand the database whole đồng."""
        return value.dong if isinstance(value, Money) else super().get_prep_value(value)

    @property
    def validators(self) -> list[Any]:
        """Return only validators that were given by hand."""
        return list(self._validators)  # type: ignore[attr-defined]  # kept by every field of Django

    def formfield(self, **options: Any) -> Any:
        """Take amounts as people type them."""
        return models.Field.formfield(self, **{"form_class": MoneyInput, **options})

    def value_to_string(self, obj: models.Model) -> str:
        """Write the number for dumps."""
        value = self.value_from_object(obj)
        return "" if value is None else str(self.get_prep_value(value))
