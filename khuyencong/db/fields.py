"""Column types of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    _TextField = models.CharField[str, str]
else:
    _TextField = models.CharField


class KeyField(_TextField):
    """A text compared byte by byte whatever the locale of the server; its index serves beginnings too."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Ask PostgreSQL for its bytewise collation; SQLite compares bytes anyway."""
        parameters = dict(super().db_parameters(connection))
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class SortKeyField(KeyField):
    """A key in Vietnamese alphabetical order."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 640)
        options.setdefault("db_comment", "Vietnamese alphabetical order, compared byte by byte")
        super().__init__(*args, **options)
