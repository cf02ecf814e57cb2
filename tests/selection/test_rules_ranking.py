"""Ranking: exact, indifferent to order, equal to a second computation that was written apart."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cmp_to_key

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyencong.selection.rules.ranking import (
    FULL_HUNDREDTHS,
    LARGEST_JURY,
    SCALE,
    UNSCORED,
    Entry,
    mean_key,
    points_of,
    rank,
    ranking_key,
    threshold_key,
    tied,
)
from tests.selection.worked_rounds import SCORES, expected

MAXIMA = (4000, 4000, 1000, 1000)


def second_opinion(entries):
    """Rank by comparing every pair with cross-multiplied integers, in another way than the rules do."""

    def sums(entry):
        return [sum(sheet[place] for sheet in entry.sheets) for place in range(4)]

    def compare(one, other):
        many, few = len(one.sheets), len(other.sheets)
        mine, theirs = sums(one), sums(other)
        pairs = [(sum(mine), sum(theirs)), *zip(mine[:3], theirs[:3], strict=True)]
        for left, right in pairs:
            if left * few != right * many:
                return right * many - left * few
        return other.vote - one.vote

    scored = sorted((entry for entry in entries if entry.sheets), key=cmp_to_key(compare))
    places = {}
    for entry in scored:
        places[entry.code] = 1 + sum(compare(rival, entry) < 0 for rival in scored)
    return places


sheets = st.tuples(*(st.integers(0, maximum // 50).map(lambda half: half * 50) for maximum in MAXIMA))
coarse = st.tuples(*(st.sampled_from((0, maximum // 2, maximum)) for maximum in MAXIMA))


@st.composite
def rounds(draw):
    count = draw(st.integers(0, 8))
    return [
        Entry(
            code=f"{draw(st.sampled_from('AB'))}{number:02d}",
            group=draw(st.sampled_from("AB")),
            sheets=tuple(draw(st.lists(draw(st.sampled_from((sheets, coarse))), max_size=5))),
            vote=draw(st.integers(0, 3)),
        )
        for number in range(count)
    ]


@given(rounds())
def test_rank_agrees_with_a_computation_written_apart(entries):
    ranked = rank(entries, threshold=Fraction(70))

    assert {row.code: row.rank for row in ranked if row.rank} == second_opinion(entries)


@given(rounds(), st.randoms())
def test_rank_does_not_depend_on_the_order_of_entries_or_sheets(entries, random):
    shuffled = [
        Entry(entry.code, entry.group, tuple(random.sample(entry.sheets, len(entry.sheets))), entry.vote)
        for entry in random.sample(entries, len(entries))
    ]

    assert rank(shuffled, threshold=Fraction(70)) == rank(entries, threshold=Fraction(70))


@given(rounds())
def test_group_rank_is_the_rank_of_the_group_alone(entries):
    whole = {row.code: row.group_rank for row in rank(entries, threshold=Fraction(70))}

    for group in "AB":
        alone = rank([entry for entry in entries if entry.group == group], threshold=Fraction(70))
        assert {row.code: row.rank for row in alone} == {row.code: whole[row.code] for row in alone}


@given(rounds())
def test_stored_keys_sort_as_the_rules_rank(entries):
    def key(entry):
        if not entry.sheets:
            return UNSCORED
        count = len(entry.sheets)
        columns = [sum(column) for column in zip(*entry.sheets, strict=True)]
        return ranking_key(mean_key(sum(columns), count), [mean_key(total, count) for total in columns[:3]], entry.vote)

    stored = sorted(entries, key=lambda entry: (key(entry), entry.code))

    ranked = rank(entries, threshold=Fraction(70))
    assert [entry.code for entry in stored] == [row.code for row in ranked]
    for row, entry in zip(ranked, stored, strict=True):
        if row.rank is not None:
            assert row.rank == 1 + sum(key(rival) < key(entry) for rival in entries)


@given(st.integers(0, FULL_HUNDREDTHS * LARGEST_JURY), st.integers(1, LARGEST_JURY))
def test_mean_key_is_exact(total, count):
    assert points_of(mean_key(total, count)) == Fraction(total, 100 * count)


def test_keys_fit_a_big_integer():
    assert FULL_HUNDREDTHS * SCALE < 2**63


@pytest.mark.parametrize("count", [0, LARGEST_JURY + 1])
def test_mean_key_refuses_a_number_of_sheets_without_exact_key(count):
    with pytest.raises(ValueError):
        mean_key(100, count)


def test_threshold_is_compared_unrounded():
    just_below = Entry("A01", "A", tuple([(2800, 2800, 700, 700)] * 8 + [(2800, 2800, 700, 699)]))
    reaching = Entry("A02", "A", tuple([(2800, 2800, 700, 700)] * 9))

    ranked = {row.code: row.reaches_threshold for row in rank([just_below, reaching], threshold=Fraction(70))}

    assert ranked == {"A01": False, "A02": True}
    assert mean_key(9 * 7000 - 1, 9) < threshold_key(7000) == mean_key(9 * 7000, 9)


def test_equal_in_everything_shares_a_rank_and_the_next_is_skipped():
    same = ((3000, 3000, 800, 800),)
    entries = [Entry("A01", "A", same), Entry("A02", "A", same), Entry("B01", "B", ((1000, 1000, 100, 100),))]

    ranked = rank([*entries, Entry("C01", "C", ())], threshold=Fraction(70))

    assert [(row.code, row.rank, row.group_rank) for row in ranked] == [
        ("A01", 1, 1),
        ("A02", 1, 1),
        ("B01", 3, 1),
        ("C01", None, None),
    ]
    assert tied(ranked) == [("A01", "A02")]


def test_the_council_vote_parts_what_the_criteria_cannot():
    same = ((3000, 3000, 800, 800),)

    ranked = rank([Entry("A01", "A", same, 2), Entry("A02", "A", same, 5)], threshold=Fraction(70))

    assert [(row.code, row.rank) for row in ranked] == [("A02", 1), ("A01", 2)]
    assert tied(ranked) == []


def points(value):
    return int(Decimal(str(value).replace(",", ".")) * 100)


def counted_sheets(path):
    """Read the score workbook plainly, apart from the importer."""
    book = openpyxl.load_workbook(path)
    found = defaultdict(list)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=6, values_only=True):
            if row[1] and all(cell is not None for cell in row[3:7]):
                found[row[1]].append(tuple(points(cell) for cell in row[3:7]))
    return found


def two_decimals(value):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize("folder", ["round-2016", "round-2023-as-kept"])
def test_rank_gives_the_worked_results(folder):
    worked = expected(folder)
    found = counted_sheets(SCORES[folder])

    ranked = rank([Entry(code, code[0], tuple(rows)) for code, rows in found.items()], threshold=Fraction(70))

    assert [
        (row.rank, row.code, row.sheets, two_decimals(row.mean), str(row.mean), row.reaches_threshold) for row in ranked
    ] == [
        tuple(line[key] for key in ("rank", "entry_code", "sheets", "mean", "mean_exact", "reaches_threshold"))
        for line in worked["ranking"]
    ]
    assert [[two_decimals(part) for part in row.criteria] for row in ranked] == [
        line["criteria"] for line in worked["ranking"]
    ]
