"""Every model is a word of the office, and stands in the glossary."""

import re

from django.apps import apps

from tests.architecture.house import ROOT


def identifiers(text):
    """Return the identifiers that a glossary gives, written in backquotes."""
    return set(re.findall(r"`([A-Z][A-Za-z]+)`", text))


def our_models():
    """Return the names of the models of ours."""
    return {model.__name__ for model in apps.get_models() if model._meta.app_config.name.startswith("khuyencong.")}


def test_every_model_is_in_the_glossary():
    assert sorted(our_models() - identifiers((ROOT / "docs/glossary.md").read_text())) == []


def test_identifiers_reads_the_column_of_a_glossary():
    assert identifiers("| hồ sơ | `Dossier` | …\n| kỳ | `Round`, `Verdict` |") == {"Dossier", "Round", "Verdict"}
