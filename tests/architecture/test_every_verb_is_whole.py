"""One verb, one name: whatever stands in the policy table has its function, deed, screen or command, and tests."""

import ast
import re
from dataclasses import dataclass, field

import pytest

from khuyencong.accounts.rules.policy import POLICY, Action
from khuyencong.accounts.rules.roles import Role
from scripts.make_docs import addresses, lifecycles
from tests.architecture.house import PACKAGE, Source, functions, sources

READING = ("view_", "check_")
"""Acts that only read begin so; all others change something."""
ELSEWHERE = {"certificates.issue_certificate": ("selection.issue_certificates", "issue_certificates")}
"""Whoever holds the decision opens the deed: the function and the verb in the tests are those of selection."""


@dataclass
class House:
    """What the code holds, as names."""

    rows: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)
    deeds: set[str] = field(default_factory=set)
    screens: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    tests: set[str] = field(default_factory=set)
    steps: set[str] = field(default_factory=set)


def missing(action, house):
    """Return the parts that an act lacks. Reading needs a place where it is asked; the rest changes something."""
    context, verb = action.split(".")
    lacks = []
    if action not in house.rows:
        lacks.append("a row of the policy table with at least one cell")
    if verb.startswith(READING):
        return (
            lacks if action in house.screens | house.asked else [*lacks, "a screen, or a part of one, that asks for it"]
        )
    if action not in house.screens and f"{context}.{verb}" not in house.commands:
        lacks.append("a screen or a command")
    function, verb = ELSEWHERE.get(action, (action, verb))
    if function not in house.actions:
        lacks.append(f"a function {function} among the actions")
    if action not in house.deeds:
        lacks.append(f"a deed under {action}")
    if not is_tested(verb, house.tests):
        lacks.append("a test that does it")
    return lacks


def deeds_in(source):
    """Return the acts that a file of deeds names: those under which it can open one."""
    if not any(isinstance(node, ast.Call) and _called(node) == "deed" for node in ast.walk(source.tree)):
        return set()
    return acts_in(source)


def acts_in(source):
    """Return the acts that a file names."""
    return {
        Action[node.attr].value
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in Action.__members__ and _base(node) == "Action"
    }


def acts_in_templates():
    """Return the acts that templates ask for."""
    texts = [path.read_text() for path in PACKAGE.rglob("templates/**/*.html")]
    return {act.value for act in Action if any(f'"{act.value}"' in text for text in texts)}


def _base(node):
    return node.value.id if isinstance(node.value, ast.Name) else ""


def _called(call):
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def words_of_tests():
    """Return every word of the tests of the contexts, by name or by call, in which a verb could be named."""
    texts = [one.text for one in sources("tests") if "/test_" in one.path and "architecture" not in one.path]
    return {word.removeprefix("test_") for text in texts for word in re.findall(r"\w+", text)}


def is_tested(verb, words):
    """Tell whether a test does the verb, or has it in its name."""
    return any(f"_{verb}_" in f"_{word}_" for word in words)


@pytest.fixture(scope="module")
def house():
    files = sources()
    return House(
        rows={action.value for action, row in POLICY.items() if row.cells and row.label},
        actions={
            f"{source.context}.{node.name}"
            for source in files
            if source.rung == "actions"
            for node in functions(source.tree)
        },
        deeds={act for source in files if source.rung == "actions" for act in deeds_in(source)},
        asked={act for source in files if source.rung in ("views", "queries") for act in acts_in(source)}
        | acts_in_templates(),
        screens={str(view.action) for _route, _name, view in addresses() if hasattr(view, "action")},
        commands={
            f"{source.context}.{source.path.rsplit('/', 1)[1].removesuffix('.py')}"
            for source in files
            if "/management/commands/" in source.path
        },
        tests=words_of_tests(),
        steps={row.part_of or row.verb for _where, life in lifecycles() for row in life.steps},
    )


@pytest.mark.parametrize("action", [action.value for action in Action])
def test_verb_is_whole(action, house):
    assert missing(action, house) == []


def test_every_row_of_the_table_is_an_act_of_a_known_role():
    assert set(POLICY) == set(Action)
    assert {role for row in POLICY.values() for role in row.cells} <= set(Role)


def test_every_step_of_a_life_cycle_is_an_act(house):
    verbs = {action.value.split(".")[1] for action in Action}

    assert house.steps - verbs == set()


def test_a_verb_that_lacks_everything_is_found():
    assert missing("selection.plant_tree", House()) == [
        "a row of the policy table with at least one cell",
        "a screen or a command",
        "a function selection.plant_tree among the actions",
        "a deed under selection.plant_tree",
        "a test that does it",
    ]
    assert missing("selection.view_tree", House(rows={"selection.view_tree"})) == [
        "a screen, or a part of one, that asks for it"
    ]


def test_deeds_are_read_from_the_file_that_opens_them():
    opening = Source("khuyencong/x/actions.py", "with deed(actor, Action.RECOGNISE, at=at) as record: pass")
    naming = Source("khuyencong/x/actions.py", "Action.RECOGNISE")

    assert (deeds_in(opening), deeds_in(naming)) == ({"selection.recognise"}, set())
