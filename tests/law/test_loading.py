"""The loader finds every planted fault."""

from datetime import date

import pytest

from khuyencong.law.faults import NormFaults
from khuyencong.law.loading import load_book


def instrument(**changes):
    return {
        "id": "law",
        "short": "TT 1",
        "number": "1",
        "title": "Thông tư",
        "issuer": "Bộ",
        "signed": date(2013, 12, 1),
        "in_force": date(2014, 1, 1),
        "amended_by": [],
        "certainty": "seen",
        **changes,
    }


def value(**changes):
    return {
        "start": date(2014, 1, 1),
        "instrument": "law",
        "article": "Điều 1",
        "certainty": "seen",
        "value": 1,
        **changes,
    }


def norm(*values, **changes):
    return {"key": "a.b", "label": "Điểm", "unit": "points", "values": list(values) or [value()], **changes}


def load(norms, instruments=None):
    return load_book({"instrument": instruments or [instrument()]}, [{"norm": norms}])


def faults(norms, instruments=None):
    with pytest.raises(NormFaults) as caught:
        load(norms, instruments)
    assert str(caught.value) == "\n".join(caught.value.faults)
    return caught.value.faults


def test_a_sound_book_is_read():
    book = load([norm(value(until=date(2016, 1, 1)), value(start=date(2016, 1, 1), value=2, article=""))])

    assert [book.at(day).whole("a.b") for day in (date(2015, 12, 31), date(2016, 1, 1))] == [1, 2]
    assert [entry.source for entry in book.history["a.b"]] == ["TT 1, Điều 1", "TT 1"]


def test_a_gap_is_found():
    planted = norm(value(until=date(2016, 1, 1)), value(start=date(2016, 1, 2)))

    assert faults([planted]) == ["a.b: spans leave a gap from 2016-01-01 to 2016-01-02"]


def test_an_overlap_is_found():
    planted = norm(value(until=date(2016, 1, 2)), value(start=date(2016, 1, 1)))
    open_ended = norm(value(), value(start=date(2016, 1, 1)), key="a.c")

    assert faults([planted, open_ended]) == ["a.b: spans overlap at 2016-01-01", "a.c: spans overlap at 2016-01-01"]


def test_an_unlisted_instrument_is_found():
    assert faults([norm(value(instrument="other"))]) == ["a.b: cites other, which is not listed"]


def test_an_instrument_not_yet_or_no_longer_in_force_is_found():
    ended = [instrument(until=date(2016, 1, 1))]

    assert faults([norm(value(start=date(2013, 12, 31)))]) == ["a.b: cites law, which is not in force on 2013-12-31"]
    assert faults([norm(value(start=date(2016, 1, 1)))], ended) == [
        "a.b: cites law, which is not in force on 2016-01-01"
    ]
    assert faults([norm()], ended) == ["a.b: cites law, which ends on 2016-01-01, before the value does"]
    assert faults([norm(value(until=date(2016, 1, 2)))], ended) == [
        "a.b: cites law, which ends on 2016-01-01, before the value does"
    ]
    assert load([norm(value(until=date(2016, 1, 1)))], ended).history["a.b"]


def test_a_unit_or_certainty_outside_the_closed_lists_is_found():
    assert faults([norm(unit="miles"), norm(value(certainty="sure"), key="a.c")]) == [
        "a.b: unit miles is not in the closed list",
        "a.c: certainty sure is not in the closed list",
    ]


def test_a_value_of_the_wrong_shape_is_found():
    assert faults([norm(value(value="70"))]) == ["a.b: giá trị không đúng đơn vị “điểm”"]


def test_missing_and_strange_fields_are_found():
    lacking = {key: entry for key, entry in value().items() if key != "start"}

    assert faults([norm(lacking), norm(colour="red", key="a.c"), {}]) == [
        "a.b: fields missing: start",
        "a.c: fields not known: colour",
        "?: fields missing: key, label, unit, values",
    ]


def test_a_key_or_instrument_given_twice_is_found():
    assert faults([norm(), norm()], [instrument(), instrument()]) == ["law: listed twice", "a.b: given twice"]


def test_a_norm_without_value_is_found():
    assert faults([{**norm(), "values": []}]) == ["a.b: has no value"]


def test_a_span_that_ends_before_it_starts_is_found():
    assert faults([norm(value(until=date(2014, 1, 1)))]) == [
        "a.b: span ends on 2014-01-01, not after its start 2014-01-01"
    ]
    assert faults([], [instrument(until=date(2013, 1, 1))]) == [
        "law: span ends on 2013-01-01, not after its start 2014-01-01"
    ]


def test_an_amendment_that_is_not_listed_is_found():
    assert faults([], [instrument(amended_by=["other"])]) == ["law: amended by other, which is not listed"]
