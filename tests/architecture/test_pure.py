"""Pure modules compute with exact numbers and say that they are pure; nothing reaches for models by name."""

import ast

from tests.architecture.house import Source, sources


def floats(source):
    """Return the lines on which a pure module uses a float."""
    return [
        f"{source.path}:{node.lineno}"
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Attribute) and node.attr in {"sqrt", "pow"} and _is_math(node))
    ]


def _is_math(node):
    return isinstance(node.value, ast.Name) and node.value.id == "math"


def silent(source):
    """Tell whether a module with code in it lacks its docstring, or the word "Pure." where it is pure."""
    if len(source.tree.body) == 0:
        return False
    words = ast.get_docstring(source.tree) or ""
    return not words or (source.is_pure and "Pure." not in words)


def model_lookups(source):
    """Return the lines that fetch a model by its name."""
    return [
        f"{source.path}:{node.lineno}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "get_model"
    ]


def test_pure_modules_use_no_float():
    assert [line for source in sources() if source.is_pure for line in floats(source)] == []


def test_floats_are_found():
    planted = Source("khuyencong/selection/rules/planted.py", "limit = 0.5\nvalue = float('1')\nx = math.sqrt(2)\n")

    assert [line.rsplit(":", 1)[1] for line in floats(planted)] == ["1", "2", "3"]


def test_every_module_says_what_it_is_for():
    assert [source.path for source in sources() if not source.is_migration and silent(source)] == []


def test_silent_modules_are_found():
    assert silent(Source("khuyencong/accounts/forms.py", "x = 1"))
    assert silent(Source("khuyencong/law/planted.py", '"""Counts days."""'))
    assert not silent(Source("khuyencong/law/planted.py", '"""Counts days. Pure."""'))


def test_no_model_is_fetched_by_name_outside_migrations():
    assert [line for source in sources() if not source.is_migration for line in model_lookups(source)] == []


def test_model_lookups_are_found():
    planted = Source("khuyencong/accounts/queries.py", "from django.apps import apps\napps.get_model('x', 'Y')\n")

    assert model_lookups(planted) == ["khuyencong/accounts/queries.py:2"]
