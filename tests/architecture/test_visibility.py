"""Lists in SQL and answers one by one say the same: what a person sees in a list is what the policy lets them view."""

import importlib
import re

import pytest

from khuyencong.accounts.models import Person
from khuyencong.accounts.queries import refusal
from khuyencong.accounts.rules.policy import Action
from khuyencong.certificates.models import Certificate
from khuyencong.programme.models import Plan, Programme, Project
from khuyencong.registry.models import Establishment, Product
from khuyencong.rulebook.models import LocalNorm
from khuyencong.selection.models import Dossier, Round
from khuyencong.workbooks.models import ImportRun
from tests.architecture.house import functions, sources
from tests.cast import EVERYBODY

pytestmark = pytest.mark.django_db

LISTS = {
    "certificates.queries.visible_to": (Certificate, Action.VIEW_REGISTER),
    "programme.queries.plans.visibility.plans_visible_to": (Plan, Action.VIEW_PLAN),
    "programme.queries.plans.visibility.programmes_visible_to": (Programme, Action.VIEW_PROGRAMME),
    "programme.queries.projects.visibility.projects_visible_to": (Project, Action.VIEW_PROJECT),
    "registry.queries.parties.visible_establishments": (Establishment, Action.VIEW_ESTABLISHMENT),
    "registry.queries.parties.visible_products": (Product, Action.VIEW_PRODUCT),
    "rulebook.queries.visible_to": (LocalNorm, Action.VIEW_NORMS),
    "selection.queries.visibility.dossiers_visible_to": (Dossier, Action.VIEW_DOSSIER),
    "selection.queries.visibility.rounds_visible_to": (Round, Action.VIEW_ROUND),
    "workbooks.queries.visible_to": (ImportRun, Action.VIEW_IMPORTS),
}
APART = {"selection.queries.visibility.scorecards_visible_to"}
"""Sheets are also sealed from other jurors; tests/selection compares that list with its own refusal."""


def disagreements(visible_to, model, action, people):
    """Return (person, thing) where the list and the policy differ."""
    return [
        (person.username, thing.pk)
        for person in people
        for thing in model.objects.all()
        if visible_to(person).filter(pk=thing.pk).exists() != (refusal(person, action, thing) is None)
    ]


def found(name):
    module, _dot, function = name.rpartition(".")
    return getattr(importlib.import_module(f"khuyencong.{module}"), function)


@pytest.fixture(scope="module")
def people(world):
    alike = {f"giamkhao{number:02}" for number in range(3, 10)}
    return list(Person.objects.filter(username__in={one.username for one in EVERYBODY} - alike))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_what_the_policy_lets_view(name, people):
    model, action = LISTS[name]

    assert model.objects.exists()
    assert disagreements(found(name), model, action, people) == []


def test_every_list_of_visible_things_is_compared():
    written = {
        source.path.removeprefix("khuyencong/").removesuffix(".py").replace("/", ".") + f".{node.name}"
        for source in sources()
        if source.rung == "queries"
        for node in functions(source.tree)
        if re.fullmatch(r"visible_\w+|\w+_visible_to", node.name)
    }

    assert written == LISTS.keys() | APART


def test_a_list_that_shows_too_much_is_found(people):
    def everything(_person):
        return Round.objects.all()

    seen = {username for username, _thing in disagreements(everything, Round, Action.VIEW_ROUND, people)}

    assert {"thuky-ben", "coso"} <= seen
    assert "thuky" not in seen
