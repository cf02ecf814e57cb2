"""What a context says about a list that it takes in, and the register of all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Model

from khuyencong.accounts.deeds import Record
from khuyencong.accounts.models import Office
from khuyencong.accounts.rules.policy import Action
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.rules.columns import Schema
from khuyencong.workbooks.rules.findings import Fault
from khuyencong.workbooks.rules.understanding import Understanding

Progress = Callable[[int, int], None]
"""Called with how many rows are done, of how many."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something the person may tick when sending a workbook."""

    code: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import made: ``refs`` for the way back, ``counts`` by the words that the result page shows."""

    refs: Mapping[str, Any]
    counts: Mapping[str, int]
    facts: Mapping[str, object] = field(default_factory=dict)


class Importer(ABC):
    """One kind of list and what its rows become. Registered in the ``ready`` of the owning context.

    ``label`` finishes "Nhập …"; ``lead`` tells what to drop in; ``action`` is the owner's act, asked
    for the target beside the right to import at all.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    lead: ClassVar[str] = ""
    action: ClassVar[Action]
    options: ClassVar[tuple[Option, ...]] = ()

    @abstractmethod
    def find(self, target_id: int) -> Model | None:
        """Return the guarded thing the rows go to, such as a round."""

    @abstractmethod
    def office(self, target: Any) -> Office:
        """Return the office that keeps the workbook, and whose answers about headings are remembered."""

    @abstractmethod
    def schema(self, target: Any) -> Schema:
        """Return the columns of this list for this target."""

    @abstractmethod
    def address(self, target: Any) -> str:
        """Return the page to go back to."""

    @abstractmethod
    def check(self, understanding: Understanding, target: Any, options: Collection[str]) -> Sequence[Fault]:
        """Return all faults that only the owner can see; writes nothing.

        May add to ``understanding.notices``.
        """

    @abstractmethod
    def apply(
        self, *, understanding: Understanding, target: Any, options: Collection[str], record: Record, progress: Progress
    ) -> Applied:
        """Make what the rows say, within the deed of the import; rows that are there already change nothing.

        :raises Refusal: where the state of the target forbids it; nothing is kept then.
        """

    @abstractmethod
    def undo(self, *, refs: Mapping[str, Any], target: Any, record: Record) -> None:
        """Take back what ``apply`` made, within the deed of the undoing.

        :raises Refusal: where something else has come to rest on it.
        """

    def label_of(self, target: Any) -> str:
        """Return how the target is called on the screens."""
        return str(target)[:200]

    def target(self, target_id: int) -> Model:
        """Return the target.

        :raises Refusal: where there is none.
        """
        found = self.find(target_id)
        if found is None:
            raise Refusal("workbooks.no_target", _("Không tìm thấy nơi để nhập bảng này vào."))
        return found


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Add an importer, once per code."""
    _importers[importer.code] = importer


def importer_of(code: str) -> Importer:
    """Return the importer with this code.

    :raises Refusal: where there is none.
    """
    if code not in _importers:
        raise Refusal("workbooks.no_importer", _("Không có loại bảng “%(kind)s” để nhập."), kind=code)
    return _importers[code]
