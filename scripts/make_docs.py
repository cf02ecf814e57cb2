"""Writes docs/generated from the four tables; `--check` says which pages are stale and changes nothing."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/generated"
NOTE = "<!-- Made by `make docs` from the code. Do not edit. -->\n\n"
SCOPE_SIGNS = {"everywhere": "toàn hệ thống", "office": "cơ quan mình", "own": "của mình", "assigned": "được giao"}


def policy_page() -> str:
    """Return the policy table, context by context."""
    from khuyencong.accounts.rules.policy import POLICY, Action
    from khuyencong.accounts.rules.roles import ROLE_LABELS

    lines = [
        "# Who may do what",
        "",
        "An empty cell is a no. *Cơ quan mình* reaches the offices beneath it too. When an act is possible is said",
        "by the [life cycles](lifecycles.md); whether, by the rules of its context.",
    ]
    context = ""
    for action in Action:
        if (here := action.value.split(".")[0]) != context:
            context = here
            lines += [
                "",
                f"## {context}",
                "",
                _row("act", "", *ROLE_LABELS.values()),
                _row(*["---"] * (len(ROLE_LABELS) + 2)),
            ]
        row = POLICY[action]
        cells = [SCOPE_SIGNS[row.cells[role].value] if role in row.cells else "" for role in ROLE_LABELS]
        lines.append(_row(f"`{action.value.split('.')[1]}`", row.label, *cells))
    return "\n".join(lines) + "\n"


def lifecycles_page() -> str:
    """Return every life cycle as a diagram and a table."""
    lines = ["# Life cycles", "", "People do verbs; nobody sets a state. A verb that is not drawn is refused."]
    for where, life in lifecycles():
        lines += ["", f"## {life.name}", "", f"`{where}`", "", "```mermaid", life.mermaid(), "```", ""]
        lines += [_row("state", "staff read", "the public reads"), _row("---", "---", "---")]
        lines += [_row(f"`{state.code}`", state.label, state.public_label or "–") for state in life.states]
        lines += ["", _row("verb", "button", "from", "to"), _row("---", "---", "---", "---")]
        lines += [_row(f"`{row.verb}`", row.button, ", ".join(sorted(row.sources)), row.target) for row in life.steps]
    return "\n".join(lines) + "\n"


def lifecycles() -> Iterator[tuple[str, object]]:
    """Yield (module, life cycle) for every table of verbs in the contexts' rules."""
    from khuyencong.kernel.lifecycle import Lifecycle

    seen = set()
    for module in rules_modules():
        for value in vars(module).values():
            if isinstance(value, Lifecycle) and value.name not in seen:
                seen.add(value.name)
                yield module.__name__, value


def rules_modules() -> Iterator[object]:
    """Yield every imported module of the contexts' rules, in the order of their names."""
    import khuyencong

    for context in sorted(entry.name for entry in pkgutil.iter_modules(khuyencong.__path__)):
        try:
            rules = importlib.import_module(f"khuyencong.{context}.rules")
        except ModuleNotFoundError:
            continue
        yield rules
        for entry in pkgutil.iter_modules(getattr(rules, "__path__", ())):
            yield importlib.import_module(f"{rules.__name__}.{entry.name}")


def urls_page() -> str:
    """Return every address with the act or the word "public"."""
    lines = ["# Addresses", "", "Every address names its act, or is public; one that does neither stays shut.", ""]
    lines += [_row("address", "name", "act", "view"), _row("---", "---", "---", "---")]
    for route, name, view in addresses():
        act = "public" if getattr(view, "is_public", False) else f"`{getattr(view, 'action', '–')}`"
        lines.append(_row(f"`/{route}`", f"`{name}`", act, f"`{view.__module__}.{view.__name__}`"))
    return "\n".join(lines) + "\n"


def addresses() -> Iterator[tuple[str, str, Callable[..., object]]]:
    """Yield (route, full name, view) for every address, in the order in which they are tried."""
    from django.urls import get_resolver

    yield from _walk(get_resolver().url_patterns, "", ())


def _walk(patterns: list, route: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str, Callable[..., object]]]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, here, (*spaces, *filter(None, [pattern.namespace])))
        else:
            yield here, ":".join([*spaces, pattern.name or "–"]), pattern.callback


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    from khuyencong.law.norms import national_book
    from khuyencong.law.printing import norms_as_markdown

    norms = norms_as_markdown(national_book())
    made = {"policy.md": policy_page(), "lifecycles.md": lifecycles_page(), "norms.md": norms, "urls.md": urls_page()}
    return {name: NOTE + text for name, text in made.items()}


def stale(fresh: dict[str, str], folder: Path = FOLDER) -> list[str]:
    """Return the names of pages whose file says something else, is missing, or belongs to no page."""
    there = {path.name: path.read_text() for path in folder.glob("*.md")}
    return sorted(name for name in fresh.keys() | there.keys() if fresh.get(name) != there.get(name))


def main() -> int:
    """Write the pages, or check them."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyencong.config.settings")
    import django
    from django.utils import translation

    django.setup()
    with translation.override("vi"):
        fresh = pages()
    if "--check" in sys.argv:
        found = stale(fresh)
        print("\n".join(f"docs/generated/{name} is stale: run make docs" for name in found), file=sys.stderr, end="")
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale({}):
        (FOLDER / name).unlink()
    for name, text in fresh.items():
        (FOLDER / name).write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
