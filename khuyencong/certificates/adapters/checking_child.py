"""Checks one stranger's PDF in a process of its own, under limits of memory and time, and prints what it found.

Arguments: the folder that holds the package, megabytes of memory, seconds of CPU. On standard input come
one line of JSON with the trusted roots and the fingerprints of known signers, and behind it the file.
"""

from __future__ import annotations

import json
import resource
import sys


def main() -> None:
    """Take limits first, then look."""
    folder, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1024 * 1024, memory * 1024 * 1024))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path.append(folder)
    from cryptography import x509

    from khuyencong.certificates.adapters.checking import check

    trusted = json.loads(sys.stdin.buffer.readline())
    roots = [x509.load_pem_x509_certificate(pem.encode()) for pem in trusted["roots"]]
    found = check(sys.stdin.buffer.read(), roots, trusted["signers"])
    facts = {"seal": found.seal.value, "attachment": found.attachment.decode("utf-8", "replace")}
    json.dump({**facts, "signer": found.signer}, sys.stdout)


if __name__ == "__main__":
    main()
