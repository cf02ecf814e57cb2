"""What the import contracts cannot say: screens stay at home, and foreign keys point down the ladder too."""

import tomllib

import grimp
import pytest
from django.apps import apps

from tests.architecture.house import CONTEXTS, LADDER, ROOT

SCREENS = ("views", "forms", "urls")


def rung_of(context):
    """Return the height of a context, 0 at the bottom."""
    for height, names in enumerate(reversed(LADDER)):
        if context in names:
            return height
    raise LookupError(context)


def strangers_at_the_screens(imports):
    """Return the (importer, screen) pairs where the importer is neither the screen's own context nor config."""
    found = []
    for importer, imported in imports:
        parts, others = imported.split("."), importer.split(".")
        if len(parts) > 2 and parts[2] in SCREENS and others[1] not in (parts[1], "config"):
            found.append((importer, imported))
    return found


def upward_keys(keys):
    """Return the (from, to) labels of keys that point up the ladder, or sideways."""
    return [
        (source, target)
        for source, target in keys
        if source.split(".")[0] != target.split(".")[0]
        and rung_of(source.split(".")[0]) <= rung_of(target.split(".")[0])
    ]


def our_keys():
    """Return every key between models of ours, as labels."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_config.name.startswith("khuyencong."):
            for field in model._meta.get_fields():
                target = field.related_model if field.concrete and field.is_relation else None
                if target is not None and target._meta.app_config.name.startswith("khuyencong."):
                    yield model._meta.label, target._meta.label


@pytest.fixture(scope="module")
def imports():
    graph = grimp.build_graph("khuyencong", cache_dir=None)
    return [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]


def test_ladder_here_is_the_ladder_of_the_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = tuple(tuple(layer.split(" | ")) for layer in contracts[0]["layers"])

    assert layers == LADDER
    assert {f"khuyencong.{name}" for name in CONTEXTS} == set(contracts[1]["containers"])


def test_screens_are_imported_only_at_home(imports):
    assert strangers_at_the_screens(imports) == []


def test_strangers_at_the_screens_are_found():
    planted = [
        ("khuyencong.portal.views", "khuyencong.selection.forms"),
        ("khuyencong.config.urls", "khuyencong.selection.urls"),
        ("khuyencong.selection.urls", "khuyencong.selection.views.staff"),
    ]

    assert strangers_at_the_screens(planted) == [planted[0]]


def test_keys_point_down_the_ladder():
    assert upward_keys(our_keys()) == []


def test_upward_keys_are_found():
    planted = [("registry.Product", "certificates.Certificate"), ("selection.Dossier", "registry.Product")]

    assert upward_keys(planted) == [planted[0]]
