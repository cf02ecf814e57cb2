"""Answers "is this true?" for a code, for all that a QR code says, and for a PDF. Writes nothing."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from khuyencong.certificates.adapters import authority, checking
from khuyencong.certificates.adapters.checking_apart import check_apart
from khuyencong.certificates.papers import public_facts, read_credential
from khuyencong.certificates.queries import entry_of, is_ours
from khuyencong.certificates.rules import verdicts
from khuyencong.certificates.rules.facts import digest, from_record
from khuyencong.certificates.rules.serials import serial
from khuyencong.certificates.rules.tokens import Token, read_scanned, unseal
from khuyencong.certificates.rules.verdicts import PublicFacts, Status, Verdict, answer, judge, judge_days
from khuyencong.documents.models.disk import fingerprint
from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

NEEDS_WHOLE = _("Không tra sổ thì phải có toàn bộ nội dung mã QR, không chỉ mã kiểm tra.")


def verify_code(text: str, *, on: date, offline: bool = False) -> Verdict:
    """Answer for a typed code, a short address or everything a QR code says. Governing day: ``on``.

    A payload is checked with the office's public key first; without it, only the register answers.
    """
    try:
        scanned = read_scanned(text)
    except Refusal as refusal:
        return verdicts.unreadable(refusal)
    token = None
    if scanned.token:
        token, wrong = _unsealed(scanned.code, scanned.token)
        if wrong is not None:
            return wrong
    if offline:
        if token is None:
            raise Refusal("certificates.needs_whole_code", NEEDS_WHOLE)
        return judge_days(
            _facts_of(token, scanned.code), token.issued_on, token.valid_until, on=on, note=verdicts.OFFLINE
        )
    return _from_register(scanned.code, token, on=on)


def verify_pdf(data: bytes, *, on: date, offline: bool = False) -> Verdict:
    """Answer for a PDF file: its signature first, then its place in the register. Governing day: ``on``.

    A file that the register does not vouch for, byte for byte, must be signed by a signer of our offices:
    under the same root there are others.
    """
    roots = authority.roots(settings.VAR / "keys", settings.CERTIFICATE_ROOTS)
    if not offline and is_ours(fingerprint(data)):
        found = checking.check(data, roots)
    else:
        signers = authority.known_signers(settings.VAR / "keys", settings.CERTIFICATE_SIGNER_CERTIFICATES)
        # A file on the asker's own machine is safe to open here; a stranger's is not.
        found = (checking.check if offline else check_apart)(data, roots, set(signers))
    if found.seal is checking.Seal.TAMPERED:
        return answer(Status.TAMPERED)
    if found.seal is checking.Seal.ABSENT:
        return answer(Status.UNKNOWN, sentence=verdicts.NOT_OURS)
    if found.seal is checking.Seal.UNTRUSTED:
        return answer(Status.UNTRUSTED, note=found.signer)
    try:
        facts, public = read_credential(json.loads(found.attachment))
    except (ValueError, KeyError):
        return answer(Status.UNKNOWN, sentence=verdicts.NOT_OURS)
    if offline:
        return judge_days(public, facts.issued_on, facts.valid_until, on=on, note=verdicts.OFFLINE)
    return _from_register(public.code, None, on=on, sha256=fingerprint(data))


def _from_register(code: str, token: Token | None, *, on: date, sha256: str = "") -> Verdict:
    entry = entry_of(code)
    if entry is None or (sha256 and entry.file_sha256 != sha256):
        return judge(None, PublicFacts(), on=on)
    public, digest_of_names = _paper(code, entry.serial, entry.facts, entry.is_demonstration)
    if token is not None and (token.digest, token.number) != (digest_of_names, entry.number):
        return answer(Status.TAMPERED, sentence=verdicts.CODE_NOT_SIGNED)
    return judge(entry.standing, public, on=on)


@lru_cache(maxsize=4096)
def _paper(code: str, printed: str, facts: str, demonstration: bool) -> tuple[PublicFacts, bytes]:
    """Read the frozen part of an entry; it never changes, so that reading it again would give the same."""
    content = from_record(json.loads(facts))
    return public_facts(content, serial=printed, code=code, demonstration=demonstration), digest(content)


def _unsealed(code: str, text: str) -> tuple[Token | None, Verdict | None]:
    keys = authority.code_keys(settings.VAR / "keys")
    unknown: list[bytes] = []

    def verify(name: bytes, signature: bytes, signed: bytes) -> bool:
        if name not in keys:
            unknown.append(name)
            return False
        try:
            keys[name].verify(signature, signed)
        except InvalidSignature:
            return False
        return True

    token = unseal(code, text, verify)
    if token is not None:
        return token, None
    status = Status.UNTRUSTED if unknown else Status.TAMPERED
    return None, answer(status, sentence=verdicts.CODE_NOT_SIGNED)


def _facts_of(token: Token, code: str) -> PublicFacts:
    return PublicFacts(
        serial=serial(token.series, token.year, token.number),
        issued_on=token.issued_on,
        valid_until=token.valid_until,
        code=code,
    )
