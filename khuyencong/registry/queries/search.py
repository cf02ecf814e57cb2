"""Search by name in both databases: accents, case and slips of typing do not matter.

Each database has a full-text index over ``search_text``, installed and kept by migration 0002. A query
first asks how many rows have its words. Few: the index gives them. Very many: they are met soon enough
by walking the alphabetical index. None: slips are put right against the known words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from django.db import connection
from django.db.models import BooleanField, Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from khuyencong.registry.models import Establishment, Product, SearchWord
from khuyencong.registry.rules.legal_forms import bare_name
from khuyencong.registry.rules.search import Vocabulary, Wanted, as_typed, one_slip, put_right, query_words

Row = TypeVar("Row", Establishment, Product)
COMMON_FROM = 2_000
_DIGITS = re.compile(r"[\d\s.\-–]{9,}")
_read: dict[str, tuple[tuple[int, str], Vocabulary]] = {}


def search_establishments(
    text: str, visible: QuerySet[Establishment], *, see_personal: bool = False
) -> QuerySet[Establishment]:
    """Narrow to establishments found by name, commune or tax code, the likeliest first.

    Personal numbers and phones are searched only for eyes that may see them.
    """
    if _DIGITS.fullmatch(text.strip()):
        return _by_number(re.sub(r"\D", "", text), visible, see_personal=see_personal)
    exact, begins = Q(bare_name=bare_name(text)), Q(bare_name__startswith=bare_name(text))
    return _ordered(_by_words(text, visible), exact, begins)


def search_products(text: str, visible: QuerySet[Product]) -> QuerySet[Product]:
    """Narrow to products found by their name or their establishment's, the likeliest first."""
    folded = " ".join(query_words(text))
    return _ordered(_by_words(text, visible), Q(folded=folded), Q(folded__startswith=folded))


def _ordered(found: QuerySet[Row], exact: Q, begins: Q) -> QuerySet[Row]:
    return found.alias(found_exact=exact, found_begins=begins).order_by(
        "-found_exact", "-found_begins", "sort_key", "pk"
    )


def _by_number(digits: str, visible: QuerySet[Establishment], *, see_personal: bool) -> QuerySet[Establishment]:
    wanted = Q(tax_code__startswith=digits) & ~Q(tax_code_kind="personal")
    if see_personal:
        wanted = Q(tax_code__startswith=digits) | Q(phone__startswith=digits)
    return visible.filter(wanted).order_by("sort_key", "pk")


def _by_words(text: str, visible: QuerySet[Row]) -> QuerySet[Row]:
    words = query_words(text)
    if not words:
        return visible.none()
    ways = [as_typed(words)]
    if (number := _count(visible.model, ways)) == 0:
        known = vocabulary()
        ways = [put_right(words, known)]
        if (number := _count(visible.model, ways)) == 0 and (ways := one_slip(words, known)):
            number = _count(visible.model, ways)
    if number == 0:
        return visible.none()
    return _walked(visible, ways[0]) if number > COMMON_FROM and len(ways) == 1 else _indexed(visible, ways)


def _count(model: type[Model], ways: Sequence[Sequence[Wanted]]) -> int:
    """Count the rows that have the words, no further than where a word is called common."""
    selected, parameter = _selection(model, ways)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({selected} LIMIT %s) found", [parameter, COMMON_FROM + 1])  # noqa: S608  # made of our table's name
        number: int = cursor.fetchone()[0]
    return number


def _selection(model: type[Model], ways: Sequence[Sequence[Wanted]]) -> tuple[str, str]:
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        return f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH %s", _fts5(ways)  # noqa: S608  # made of our table's name
    condition = "to_tsvector('simple', search_text) @@ to_tsquery('simple', %s)"
    return f"SELECT id FROM {table} WHERE {condition}", _tsquery(ways)  # noqa: S608  # made of our table's name


def _indexed(visible: QuerySet[Row], ways: Sequence[Sequence[Wanted]]) -> QuerySet[Row]:
    selected, parameter = _selection(visible.model, ways)
    return visible.filter(pk__in=RawSQL(selected, [parameter]))  # noqa: S611  # words are folded letters and digits


def _walked(visible: QuerySet[Row], wanted: Sequence[Wanted]) -> QuerySet[Row]:
    """Match whole words by text, for words so common that the alphabetical walk meets enough of them at once."""
    table = visible.model._meta.db_table
    for one in wanted:
        found = Q()
        for word in one.spellings:
            pattern = f"% {word}%" if one.begins else f"% {word} %"
            found |= Q(RawSQL(f"' ' || {table}.search_text || ' ' LIKE %s", [pattern], BooleanField()))  # noqa: S611  # words are folded letters and digits
        visible = visible.filter(found)
    return visible


def _fts5(ways: Sequence[Sequence[Wanted]]) -> str:
    """Words are folded letters and digits only, so nothing of the query language can be typed in."""
    return " OR ".join("(" + " AND ".join(_fts5_word(one) for one in way) + ")" for way in ways)


def _fts5_word(one: Wanted) -> str:
    return "(" + " OR ".join(f'"{word}"' + ("*" if one.begins else "") for word in one.spellings) + ")"


def _tsquery(ways: Sequence[Sequence[Wanted]]) -> str:
    return " | ".join("(" + " & ".join(_tsquery_word(one) for one in way) + ")" for way in ways)


def _tsquery_word(one: Wanted) -> str:
    return "(" + " | ".join(f"{word}:*" if one.begins else word for word in one.spellings) + ")"


def vocabulary() -> Vocabulary:
    """Return every word that stands in some name; read again only when there are new ones."""
    last = SearchWord.objects.order_by("-pk").values_list("pk", "word").first() or (0, "")
    name = str(connection.settings_dict["NAME"])
    known = _read.get(name)
    if known is None or known[0] != last:
        known = _read[name] = (last, Vocabulary.of(SearchWord.objects.values_list("word", flat=True)))
    return known[1]
