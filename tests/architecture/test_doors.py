"""Every address, for every role of the cast: the door opens to whom the policy table says, and reading writes nothing."""

from contextlib import closing

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url

from khuyencong.accounts.models import Person
from khuyencong.accounts.rules.policy import POLICY, Action
from khuyencong.accounts.rules.roles import Scope
from scripts.make_docs import addresses
from tests.architecture.world import PARAMETER, Writes
from tests.cast import EVERYBODY

pytestmark = pytest.mark.django_db

ALIKE = {f"giamkhao{number:02}" for number in range(2, 10)}
VISITORS = (*[one.username for one in EVERYBODY if one.username not in ALIKE], None)
EITHER = {"Accept": "text/html, application/json"}
NO_RIGHT = [{"code": "accounts.no_right"}]
RIGHTS = {"accounts.no_right", "accounts.out_of_reach", "accounts.unclassified"}
ROLES = {one.username: one.role for one in EVERYBODY}
ADDRESSES = [pytest.param(route, name, view, id=name) for route, name, view in addresses()]


@pytest.fixture(scope="module")
def clients(world):
    made = {visitor: world.cast.client(visitor) for visitor in VISITORS}
    for client in made.values():
        client.raise_request_exception = False
    return made


def expected(visitor, view, thing, world):
    """Say from the table alone whether the door should open: worked out apart from the code that decides."""
    if getattr(view, "is_public", False):
        return True
    if visitor is None:
        return False
    scope = POLICY[view.action].cells.get(ROLES[visitor])
    if scope is None or thing is None or scope is Scope.EVERYWHERE:
        return scope is not None
    person = world.cast.people[visitor]
    if scope is Scope.OFFICE:
        top = person.grants.get().office.path
        return thing.in_office(frozenset(one.pk for one in world.cast.offices.values() if one.path.startswith(top)))
    return thing.belongs_to(person) if scope is Scope.OWN else thing.assigned_to(person)


def is_open(answer, thing):
    """Tell whether somebody was let in: no refused right, no 404 that hides the thing, no way to the log-in page.

    A 403 or 409 for another reason (no reason given, wrong state) came from behind the door.
    """
    if answer.status_code in (301, 302):
        return not answer["Location"].startswith(resolve_url(settings.LOGIN_URL))
    if answer.status_code == 403:
        told = answer.json()["refusals"] if answer["Content-Type"] == "application/json" else NO_RIGHT
        return not {one["code"] for one in told} & RIGHTS
    return answer.status_code != 404 or thing is None


def is_wrong(answer, should, view, thing):
    """Tell whether an answer contradicts the table.

    The log-in library sends people on by its own lights; of its pages only this is asked: shut means no page.
    """
    if answer.status_code >= 500:
        return True
    if view.__module__.startswith("khuyencong"):
        return is_open(answer, thing) != should
    return not should and answer.status_code == 200


def visit(client, path):
    """Read a page; where it cannot be read, send an empty form. Return the answer and what a reading wrote."""
    with transaction.atomic():
        with Writes() as writes:
            answer = client.get(path, headers=EITHER)
            answer.close()
        written = writes.tables
        if answer.status_code == 405:
            answer, written = client.post(path, headers=EITHER), []
        transaction.set_rollback(True)
    return answer, written


@pytest.mark.parametrize(("route", "name", "view"), ADDRESSES)
def test_door_opens_to_whom_the_table_says_and_reading_writes_nothing(route, name, view, world, clients):
    path, thing = world.path(route, name), world.thing(route)
    wrong = []
    for visitor, client in clients.items():
        answer, written = visit(client, path)
        should = expected(visitor, view, thing, world)
        if is_wrong(answer, should, view, thing) or written:
            wrong.append((visitor, "open" if should else "shut", answer.status_code, written))

    assert wrong == []


@pytest.mark.parametrize(("route", "name", "view"), ADDRESSES)
def test_what_can_be_read_answers_head_as_well(route, name, view, world, clients):
    path = world.path(route, name)
    codes = []
    for ask in (clients["quantri"].get, clients["quantri"].head):
        with closing(ask(path, headers=EITHER)) as answer:
            codes.append(answer.status_code)

    assert codes[0] == codes[1]


def test_a_reading_that_writes_is_found():
    with Writes() as writes:
        Person.objects.filter(pk=0).update(title="x")

    assert writes.tables == ["accounts_person"]


def test_every_parameter_of_an_address_has_a_value(world):
    assert [route for route, _name, _view in addresses() if PARAMETER.search(route) and world.spot(route) is None] == []


def test_a_door_that_opens_to_the_wrong_role_is_found(world):
    def view(request):
        """Stand for a screen."""

    view.action = Action.CREATE_PERSON

    assert [expected(visitor, view, None, world) for visitor in ("quantri", "thuky", "coso", None)] == [
        True,
        False,
        False,
        False,
    ]
