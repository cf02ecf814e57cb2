"""Runs the children that open strangers' files: a bare Python, a time limit, and nothing of our environment."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _
from khuyencong.workbooks.adapters.limits import Limits


def run_child(script: Path, library: str, data: bytes, limits: Limits) -> tuple[int, bytes]:
    """Run a child by path with the folder of its library, and return its exit status and what it printed.

    :raises Refusal: where it takes too long.
    """
    arguments = [sys.executable, "-I", "-S", str(script), _folder(library), limits.for_child()]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as child:
        try:
            printed, _errors = child.communicate(data, timeout=limits.wait)
        except subprocess.TimeoutExpired:
            child.kill()
            raise _too_slow() from None
    return child.returncode, printed


@cache
def _folder(library: str) -> str:
    spec = find_spec(library)
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent.parent)


def _too_slow() -> Refusal:
    return Refusal(
        "workbooks.too_slow",
        _(
            "Đọc tệp mất quá lâu nên đã dừng lại. "
            "Hãy chỉ giữ trang cần nhập, xóa hình ảnh và công thức thừa rồi gửi lại."
        ),
    )
