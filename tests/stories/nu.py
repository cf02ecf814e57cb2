"""The Nu HTML checker: the outside judge of markup and style sheets."""

import json
import subprocess
import tempfile
from pathlib import Path

JAR = Path(__file__).parent.parent / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def faults(pages):
    """Return one line per fault in any page; ``pages`` maps a name to its HTML."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.as_uri()] = name
        answer = subprocess.run(
            ["java", "-Xss4m", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout", folder],
            capture_output=True,
            text=True,
            check=True,
            timeout=300,
        )
    messages = json.loads(answer.stdout)["messages"]
    return [
        f"{names.get(one.get('url', '').replace('file:/', 'file:///', 1), names.get(one.get('url'), '?'))}"
        f":{one.get('lastLine')}: {one['message']} {one.get('extract', '').strip()[:160]!r}"
        for one in messages
        if one["type"] == "error" or one.get("subType") == "warning"
    ]


def assert_valid_html(*texts, **pages):
    """Fail with every fault of the pages; give pages by name or bare."""
    found = faults({**{f"page{number}": text for number, text in enumerate(texts)}, **pages})
    assert not found, "\n".join(found)
