"""Search by name in both databases: accents, case and slips of typing do not matter.

Each database has a full-text index over ``search_text``, installed and kept by migration 0002. A query
first asks how many rows have its words. None: slips are put right against the known words. Hundreds, in a
registry far larger than a province's: names that begin so are given with some hundreds of others, which is
more than anybody reads; otherwise every row is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from khuyencong.registry.models import Establishment, Product, SearchWord
from khuyencong.registry.rules.legal_forms import bare_name, plain
from khuyencong.registry.rules.search import Vocabulary, Wanted, as_typed, half_typed, one_slip, put_right, query_words

Ways = Sequence[Sequence[Wanted]]
Row = TypeVar("Row", Establishment, Product)
COMMON_FROM = 600
BEGINNINGS = 200
LARGE_FROM = 20_000
_AFTER = "{"
"""Comes after every folded letter and digit."""
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
    return _by_words(text, visible, "bare_name", bare_name(text))


def search_products(text: str, visible: QuerySet[Product]) -> QuerySet[Product]:
    """Narrow to products found by their name or their establishment's, the likeliest first."""
    return _by_words(text, visible, "folded", plain(text))


def _by_number(digits: str, visible: QuerySet[Establishment], *, see_personal: bool) -> QuerySet[Establishment]:
    wanted = _beginning("tax_code", digits) & ~Q(tax_code_kind="personal")
    if see_personal:
        wanted = _beginning("tax_code", digits) | _beginning("phone", digits)
    return visible.filter(wanted).order_by("sort_key", "pk")


def _beginning(name: str, text: str) -> Q:
    """Match values that begin with a folded text: a span of the index, on both databases."""
    return Q(**{f"{name}__gte": text, f"{name}__lt": text + _AFTER})


def _by_words(text: str, visible: QuerySet[Row], name: str, wanted: str) -> QuerySet[Row]:
    words = query_words(text)
    if not words:
        return visible.none()
    ways, number = _first_found(visible.model, words)
    if number == 0:
        return visible.none()
    common = number > COMMON_FROM and _is_large(visible.model)
    found = visible.filter(pk__in=_candidates(visible.model, ways, name, wanted, common=common))
    found = found.alias(found_exact=Q(**{name: wanted}), found_begins=_beginning(name, wanted))
    return found.order_by("-found_exact", "-found_begins", "sort_key", "pk")


def _is_large(model: type[Model]) -> bool:
    return (model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0) > LARGE_FROM


def _first_found(model: type[Model], words: list[str]) -> tuple[Ways, int]:
    """Read the words more and more freely until some row has them: whole, half typed, put right, with one slip."""
    for ways in _readings(words):
        if ways and (number := _count(model, ways)):
            return ways, number
    return [], 0


def _readings(words: list[str]) -> Iterator[Ways]:
    yield [as_typed(words)]
    yield [half_typed(words)]
    known = vocabulary()
    yield [put_right(words, known)]
    yield one_slip(words, known)


def _count(model: type[Model], ways: Ways) -> int:
    """Count the rows that have the words, no further than where a word is called common."""
    selected, parameter = _selection(model, ways)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({selected} LIMIT %s) found", [parameter, COMMON_FROM + 1])  # noqa: S608  # made of our table's name
        number: int = cursor.fetchone()[0]
    return number


def _selection(model: type[Model], ways: Ways) -> tuple[str, str]:
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        return f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH %s", _fts5(ways)  # noqa: S608  # made of our table's name
    condition = "to_tsvector('simple', search_text) @@ to_tsquery('simple', %s)"
    return f"SELECT id FROM {table} WHERE {condition}", _tsquery(ways)  # noqa: S608  # made of our table's name


def _candidates(model: type[Model], ways: Ways, name: str, wanted: str, *, common: bool) -> RawSQL:
    """Select the ids that have the words; of common ones a thousand, and those whose name begins with the text.

    Table and column are ours, and words are folded letters and digits.
    """
    selected, parameter = _selection(model, ways)
    if not common:
        return RawSQL(selected, [parameter])  # noqa: S611
    table = model._meta.db_table
    begins = f"SELECT id FROM {table} WHERE {name} >= %s AND {name} < %s ORDER BY {name} LIMIT {BEGINNINGS}"  # noqa: S608
    both = f"SELECT * FROM ({selected} LIMIT {COMMON_FROM}) having_words UNION ALL SELECT * FROM ({begins}) begun"  # noqa: S608
    return RawSQL(both, [parameter, wanted, wanted + _AFTER])  # noqa: S611


def _fts5(ways: Ways) -> str:
    """Words are folded letters and digits only, so nothing of the query language can be typed in."""
    return " OR ".join("(" + " AND ".join(_fts5_word(one) for one in way) + ")" for way in ways)


def _fts5_word(one: Wanted) -> str:
    return "(" + " OR ".join(f'"{word}"' + ("*" if one.begins else "") for word in one.spellings) + ")"


def _tsquery(ways: Ways) -> str:
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
