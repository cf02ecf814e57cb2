"""Checks a PDF that came back: is every byte as it was signed, and who signed.

Stricter than a reader for people has to be: the file must end where its last signature ends, and the
signature itself must be in its one distinguished form, so that no byte can change unnoticed, not even
in the space that the signature leaves empty.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import pikepdf
from asn1crypto import cms
from asn1crypto import x509 as plain_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

SIGNED_MARKS = (b"/ByteRange", b"ETSI.CAdES.detached", b"/SigFlags", b"/Adobe.PPKLite")
"""Any of them says that the file was signed once, even where damage hides the signature from a reader."""

ATTACHMENT = "giay-chung-nhan.json"
LONGEST_NAME = 120
LARGEST = 20 * 1024 * 1024
HEX = re.compile(rb"<([0-9a-fA-F]{4,})>")
DIGESTS = ("sha256", "sha384", "sha512")
UNSIGNED = ("signature_time_stamp_token",)


class Seal(StrEnum):
    """What became of the signature."""

    INTACT = "intact"
    TAMPERED = "tampered"
    UNTRUSTED = "untrusted"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a file; the attachment only where every byte is as it was signed."""

    seal: Seal
    attachment: bytes = b""
    signer: str = ""
    signed_at: datetime | None = None
    certificates: tuple[bytes, ...] = ()
    """Of the signers, in the order in which they signed."""


def check(data: bytes, roots: Sequence[x509.Certificate], signers: Collection[str] | None = None) -> Finding:
    """Return what is true of the file. Never fails on a damaged file.

    With ``signers`` (fingerprints) a trusted root is not enough: each signature must be of one of them.
    """
    was_signed = any(mark in data for mark in SIGNED_MARKS)
    damaged = Finding(Seal.TAMPERED if was_signed else Seal.ABSENT)
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        signatures = PdfFileReader(io.BytesIO(data), strict=True).embedded_signatures
        if not signatures:
            return damaged
        return _checked(data, signatures, roots, signers)
    except Exception:  # noqa: BLE001 # a damaged file may fail the reader anywhere; that it fails is the answer
        return damaged


def _checked(
    data: bytes, signatures: Sequence[Any], roots: Sequence[x509.Certificate], signers: Collection[str] | None
) -> Finding:
    tampered = Finding(Seal.TAMPERED)
    if not all(_is_canonical(data, signature) for signature in signatures):
        return tampered
    last = signatures[-1]
    trusted = True
    for signature in signatures:
        status = validate_pdf_signature(signature, _context(roots, signature))
        covers = status.coverage in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE or signature is not last
        if not (status.intact and status.valid and covers and whole and status.docmdp_ok):
            return tampered
        is_known = signers is None or signature.signer_cert.sha256.hex() in signers
        trusted = trusted and status.trusted and is_known
    return Finding(
        Seal.INTACT if trusted else Seal.UNTRUSTED,
        # What a stranger signed is never unpacked: it could grow without end.
        _attachment(data) if trusted else b"",
        str(last.signer_cert.subject.native.get("common_name", ""))[:LONGEST_NAME],
        last.self_reported_timestamp,
        tuple(signature.signer_cert.dump() for signature in signatures),
    )


def _is_canonical(data: bytes, signature: Any) -> bool:
    """Tell whether nothing in the signature's own bytes could be changed without being noticed."""
    first, start, end, length = (int(number) for number in signature.byte_range)
    found = HEX.fullmatch(data[start:end])
    if first != 0 or end + length > len(data) or found is None:
        return False
    digits = found[1]
    content = _without_padding(bytes.fromhex(digits.decode()))
    spent = 2 * len(content)
    if digits[:spent] not in {content.hex().encode(), content.hex().upper().encode()} or digits[spent:].strip(b"0"):
        return False
    return _is_plain(content)


def _without_padding(content: bytes) -> bytes:
    """Cut a container where its own head says that it ends."""
    size = content[1] & 0x7F if content[1] & 0x80 else 0
    length = int.from_bytes(content[2 : 2 + size], "big") if size else content[1]
    return content[: 2 + size + length]


def _is_plain(content: bytes) -> bool:
    """Tell whether a container holds only what its signature and its signer's certificate cover."""
    parsed = cms.ContentInfo.load(content, strict=True)
    signed = parsed["content"]
    if len(signed["signer_infos"]) != 1:
        return False
    info, certificates = signed["signer_infos"][0], signed["certificates"]
    algorithms = [one["algorithm"].native for one in signed["digest_algorithms"]]
    return (
        parsed.copy().dump(force=True) == content
        and parsed["content_type"].native == "signed_data"
        and signed["version"].native == info["version"].native == "v1"
        and algorithms == [info["digest_algorithm"]["algorithm"].native]
        and algorithms[0] in DIGESTS
        and signed["encap_content_info"]["content_type"].native == "data"
        and signed["crls"].native is None
        and all(one["type"].native in UNSIGNED for one in info["unsigned_attrs"] or ())
        and _names_its_signer(info, certificates)
    )


def _names_its_signer(info: Any, certificates: Any) -> bool:
    """Tell whether the signed attributes name the certificate by its hash, and the others belong to its chain."""
    hashes = [
        one["cert_hash"].native
        for attribute in info["signed_attrs"]
        if attribute["type"].native == "signing_certificate_v2"
        for value in attribute["values"]
        for one in value["certs"]
    ]
    chain = [one.chosen for one in certificates]
    identifier = info["sid"].chosen
    # Tools that follow older profiles name no certificate; theirs is found by its number alone.
    numbers = [one for one in chain if one.serial_number == identifier["serial_number"].native]
    named = [one for one in chain if one.sha256 in hashes] if hashes else numbers
    issuers = {one.issuer.dump() for one in chain}
    strangers = [one for one in chain if one not in named and one.subject.dump() not in issuers]
    if len(named) != 1 or strangers:
        return False
    # Byte by byte, since names compare equal whatever the case of their letters.
    return bool(
        identifier["issuer"].dump() == named[0].issuer.dump()
        and identifier["serial_number"].native == named[0].serial_number
    )


def _context(roots: Sequence[x509.Certificate], signature: Any) -> ValidationContext:
    """Trust the roots as of the signature's own time; the register knows the real one where it is asked."""
    anchors = [plain_x509.Certificate.load(root.public_bytes(Encoding.DER)) for root in roots]
    return ValidationContext(
        trust_roots=anchors,
        allow_fetching=False,
        moment=signature.self_reported_timestamp,
        best_signature_time=signature.self_reported_timestamp,
    )


def _attachment(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if ATTACHMENT not in pdf.attachments:
            return b""
        return bytes(pdf.attachments[ATTACHMENT].get_file().read_bytes())
