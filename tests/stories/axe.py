"""The accessibility checker axe-core, run inside a page of the real browser."""

from pathlib import Path

AXE = Path(__file__).parent.parent / "tools" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(page):
    """Return one line per fault that axe finds: rule, why, and the elements."""
    # Through the driver's own world, as the page's policy rightly refuses a script that is not the site's.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    result = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{one['id']}: {one['help']}: "
        + "; ".join(f"{node['html'][:160]} ({node['failureSummary']})" for node in one["nodes"][:4])
        for one in result["violations"]
    ]


def assert_accessible(page):
    """Fail with every fault of the page as it stands now."""
    found = faults(page)
    assert not found, f"{page.url}\n" + "\n".join(found)
