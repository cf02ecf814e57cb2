"""Every address names its act or is public, speaks Vietnamese without accents, and stands in the generated list."""

import re

from khuyencong.accounts.guards import acts, public
from khuyencong.accounts.rules.policy import Action
from scripts.make_docs import addresses

EXPRESSION = "^"
"""One address is a regular expression: the short one of a QR code, which is read in capitals too."""
PIECE = re.compile(r"^([a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|<[a-z]+:[a-z_]+>)$")


def unclassified(listed):
    """Return the names of addresses whose view is neither public nor an act, or is both."""
    return [
        name
        for _route, name, view in listed
        if bool(getattr(view, "is_public", False)) == isinstance(getattr(view, "action", None), Action)
    ]


def odd_words(listed):
    """Return the routes with a piece that a person could not read out over the telephone."""
    return [
        route
        for route, _name, _view in listed
        if not route.startswith(EXPRESSION)
        and any(not PIECE.match(piece) for piece in route.strip("/").split("/") if piece)
    ]


def twice(listed):
    """Return the names that two addresses share."""
    names = [name for _route, name, _view in listed]
    return sorted({name for name in names if names.count(name) > 1})


def test_every_address_is_classified():
    assert unclassified(addresses()) == []


def test_unclassified_addresses_are_found():
    def view(request):
        """Stand for a screen."""

    opened, named = public(lambda request: None), acts(Action.VIEW_TASKS)(lambda request: None)
    both = acts(Action.VIEW_TASKS)(public(lambda request: None))

    assert unclassified([("a/", "a", view), ("b/", "b", opened), ("c/", "c", named), ("d/", "d", both)]) == ["a", "d"]


def test_addresses_are_plain_words():
    assert odd_words(addresses()) == []


def test_odd_words_are_found():
    listed = [("ho-so/<int:pk>/", "", None), ("hồ-sơ/", "", None), ("Ho_So/", "", None), ("k/<str:code>", "", None)]

    assert odd_words(listed) == ["hồ-sơ/", "Ho_So/"]


def test_no_two_addresses_share_a_name():
    assert twice(addresses()) == []
