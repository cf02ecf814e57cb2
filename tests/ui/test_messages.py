"""The catalogues: every text is there, translated, none doubtful, and the compiled files are fresh."""

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCALE = ROOT / "khuyencong" / "ui" / "locale"
PLACES = re.compile(r"%\([a-z_0-9]+\)[sd]|%%|\{[a-z_]+\}")


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=True, **options).stdout


def entries(path):
    """Read a catalogue through msgcat, one line per text, as id → translation."""
    found, where, parts = {}, None, {"msgid": "", "msgstr": "", "msgctxt": "", "plural": ""}
    for line in [*run("msgcat", "--no-wrap", str(path)).splitlines(), ""]:
        if not line.strip():
            if parts["msgid"]:
                found[parts["msgctxt"] + parts["msgid"]] = parts["msgstr"]
            parts = dict.fromkeys(parts, "")
        elif match := re.match(r'(msgid_plural|msgid|msgstr\[\d\]|msgstr|msgctxt) "(.*)"$', line):
            where = match[1].split("[")[0].replace("msgid_plural", "plural")
            parts[where] += match[2]
        elif line.startswith('"'):
            parts[where] += line[1:-1]
    return found


@pytest.fixture(scope="module")
def english():
    return entries(LOCALE / "en" / "LC_MESSAGES" / "django.po")


def test_messages_are_complete_and_none_is_fuzzy(english):
    fuzzy = run("msgattrib", "--only-fuzzy", "--no-obsolete", str(LOCALE / "en" / "LC_MESSAGES" / "django.po"))

    assert [text for text, told in english.items() if not told] == []
    assert fuzzy == ""


def test_messages_hold_every_text_of_the_product(english, tmp_path):
    """Gather anew in a copy and compare: nothing new is missing, nothing gone is kept."""
    ignored = shutil.ignore_patterns("static", "__pycache__", "data", "fonts")
    shutil.copytree(ROOT / "khuyencong", tmp_path / "khuyencong", ignore=ignored)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=ignored)
    shutil.copy(ROOT / "manage.py", tmp_path)
    run("bash", "scripts/messages.sh", cwd=tmp_path, env=_environment(tmp_path))
    gathered = entries(tmp_path / "khuyencong/ui/locale/en/LC_MESSAGES/django.po")

    assert sorted(set(gathered) - set(english)) == []
    assert sorted(set(english) - set(gathered)) == []


def test_messages_keep_the_places_for_values(english):
    wrong = [text for text, told in english.items() if told and set(PLACES.findall(text)) != set(PLACES.findall(told))]

    assert wrong == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_messages_are_compiled(language, tmp_path):
    folder = LOCALE / language / "LC_MESSAGES"
    run("msgfmt", "--check-format", "-o", str(tmp_path / "fresh.mo"), str(folder / "django.po"))
    with (tmp_path / "fresh.mo").open("rb") as fresh, (folder / "django.mo").open("rb") as kept:
        assert gettext.GNUTranslations(fresh)._catalog == gettext.GNUTranslations(kept)._catalog


def _environment(folder):
    import os

    return os.environ | {
        "PYTHON_BIN": sys.executable,
        "KHUYENCONG_VAR": str(folder / "var"),
        "DJANGO_SETTINGS_MODULE": "khuyencong.config.settings",
        "PYTHONPATH": str(folder),
    }
