"""Has a stranger's PDF checked by a child under limits, so that no file can take the server's memory or time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

import khuyencong
from khuyencong.certificates.adapters.checking import SIGNED_MARKS, Finding, Seal

CHILD = Path(__file__).with_name("checking_child.py")
PACKAGE = Path(khuyencong.__file__).parent.parent
MEGABYTES = 1024
CPU_SECONDS = 10
SECONDS = 30


def check_apart(data: bytes, roots: Sequence[x509.Certificate], signers: Collection[str] | None = None) -> Finding:
    """Return what is true of the file; one that breaks a limit is not as anybody signed it."""
    if not any(mark in data for mark in SIGNED_MARKS):
        return Finding(Seal.ABSENT)
    trusted = {
        "roots": [root.public_bytes(Encoding.PEM).decode() for root in roots],
        "signers": None if signers is None else sorted(signers),
    }
    arguments = [sys.executable, "-I", str(CHILD), str(PACKAGE), str(MEGABYTES), str(CPU_SECONDS)]
    try:
        done = subprocess.run(
            arguments,
            input=json.dumps(trusted).encode() + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Finding(Seal.TAMPERED)
    if done.returncode:
        return Finding(Seal.TAMPERED)
    found = json.loads(done.stdout)
    return Finding(Seal(found["seal"]), found["attachment"].encode(), found["signer"])
