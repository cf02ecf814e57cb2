"""Every norm that the code asks for is written, every norm that is written is asked for, and each value is cited."""

import ast
from dataclasses import replace
from datetime import date

from khuyencong.law.norms import national_book
from tests.architecture.house import Source, sources

ASKING = {"norm", "whole", "text", "flag", "numbers", "codes", "rows", "cite"}


def asked_in(source):
    """Return the keys, and the beginnings of keys, that a file asks for."""
    keys, beginnings = set(), set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
            beginnings.add(node.values[0].value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
            keys |= {part.value for part in node.args[:1] if isinstance(part, ast.Constant) and "." in str(part.value)}
    return keys, beginnings


def written_in(source):
    """Return every text of a file: a key may be handed on by name."""
    return {
        node.value for node in ast.walk(source.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def unused(present, files):
    """Return the keys that no file names, whole or by their beginning."""
    texts = {text for source in files for text in written_in(source)}
    beginnings = {one for source in files for one in asked_in(source)[1] if "." in one}
    return sorted(key for key in present - texts if not any(key.startswith(one) for one in beginnings))


def readers():
    return [source for source in sources() if not source.is_migration]


def test_every_norm_asked_for_is_written():
    present = set(national_book().definitions)
    asked = {(source.path, key) for source in readers() for key in asked_in(source)[0]}

    assert sorted((path, key) for path, key in asked if key not in present) == []


def test_every_norm_written_is_asked_for():
    assert unused(set(national_book().definitions), readers()) == []


def cited(norm, instruments):
    """Tell whether the source of a value begins with an instrument in force on its first day."""
    return any(norm.source.startswith(one.short) and norm.start in one.period for one in instruments)


def test_every_value_cites_an_instrument_in_force_on_its_first_day():
    book = national_book()
    values = [norm for history in book.history.values() for norm in history]

    assert [(norm.key, norm.start) for norm in values if not cited(norm, book.instruments.values())] == []


def test_a_value_without_an_instrument_in_force_is_found():
    book = national_book()
    norm = book.history["selection.threshold_points"][0]

    assert cited(norm, book.instruments.values())
    assert not cited(replace(norm, source="Điều 1"), book.instruments.values())
    assert not cited(replace(norm, start=date(1990, 1, 1)), book.instruments.values())


def test_a_norm_that_nobody_asks_for_and_one_that_nobody_wrote_are_found():
    asking = Source("khuyencong/x/rules.py", 'norms.whole("a.one")\nnorms.rows(f"a.sizes_{level}")\n')

    assert asked_in(asking)[0] == {"a.one"}
    assert unused({"a.one", "a.sizes_province", "a.forgotten"}, [asking]) == ["a.forgotten"]
