"""Which kinds of official papers there are: each context adds its own in AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from khuyencong.accounts.models import Person
from khuyencong.documents.rules.papers.paper import Paper
from khuyencong.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: what it is made of, and how its facts are gathered.

    ``code`` as typed on the command line ("project-contract"); ``owner`` the label of the model whose records it is
    made from ("programme.contract"); ``load`` finds the thing by its id or its code as a person types it and returns
    None where there is none; ``facts`` gathers the words of the paper as of a day, reading only;
    ``files_of`` names the thing on whose page the paper is listed (a contract's project), by default the thing itself.
    """

    code: str
    label: str
    owner: str
    load: Callable[[str], Model | None]
    facts: Callable[[Any, date], Paper]
    files_of: Callable[[Any], Model] = lambda thing: thing
    closed_to: Callable[[Any, Person], Refusal | None] = lambda _thing, _person: None
    """Why somebody may neither draft, read nor fetch it although the thing's page is open to them (sealed scores)."""

    is_published: bool = False
    """Whether the portal may show it to everybody once it is issued."""


paper_kinds: dict[str, PaperKind] = {}


def register(*kinds: PaperKind) -> None:
    """Add kinds of papers; a code names one kind only."""
    for kind in kinds:
        assert paper_kinds.get(kind.code, kind) is kind, f"two kinds of papers are called {kind.code}"
        paper_kinds[kind.code] = kind
