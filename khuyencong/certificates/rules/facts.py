"""What a certificate says, frozen: what is passed in is what is printed, signed and shown. Pure."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from khuyencong.kernel.refusal import Refusal
from khuyencong.kernel.words import gettext_noop as _

LEVEL_WORDS = {
    "commune": "cấp xã",
    "province": "cấp tỉnh",
    "region": "cấp khu vực",
    "nation": "cấp quốc gia",
}
"""The level as it is printed and signed; not translated, since a certificate is a Vietnamese paper."""

LONGEST = {"product_name": 300, "establishment_name": 300, "establishment_address": 300}
"""Letters that the paper holds legibly; everything else is kept short by ``LONGEST_OTHER``."""

LONGEST_OTHER = 200
LONGEST_WORD = 45

PRINTABLE = (
    range(0x20, 0x7F),
    range(0xA1, 0xAD),
    range(0xAE, 0x250),
    range(0x391, 0x3A2),
    range(0x3A3, 0x3CF),
    range(0x400, 0x460),
    range(0x1E00, 0x1EFA),
    range(0x2010, 0x2023),
    (0x2026, 0x2030, *range(0x2032, 0x2038), 0x2039, 0x203A),
    range(0x2074, 0x208F),
    range(0x20A0, 0x20B6),
    (0x2103, 0x2116, 0x2122, 0x2126, 0x2153, 0x2154, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
)
"""Letters and signs that the fonts of the paper hold in every cut; a test sets each of them."""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Everything that stands on one certificate; the address is commune and province only, no personal data."""

    series: str
    level: str
    year: int
    product_name: str
    is_set: bool
    establishment_name: str
    establishment_address: str
    group_label: str
    round_name: str
    entry_code: str
    decision_number: str
    decision_on: date
    issuing_authority: str
    signer_authority_lines: tuple[str, ...]
    signer_name: str
    place: str
    issued_on: date
    valid_until: date


def cleaned(facts: CertificateFacts) -> CertificateFacts:
    """Return the facts with every text composed (NFC) and its spaces squeezed, as the text layer must carry them."""
    changes: dict[str, Any] = {
        field.name: _clean(getattr(facts, field.name))
        for field in fields(facts)
        if isinstance(getattr(facts, field.name), str)
    }
    lines = tuple(line for line in map(_clean, facts.signer_authority_lines) if line)
    return replace(facts, **changes, signer_authority_lines=lines)


def faults(facts: CertificateFacts) -> list[Refusal]:
    """Return every reason why these facts cannot become a certificate."""
    return _missing(facts, REQUIRED) + _wrong(facts)


def foreign_faults(facts: CertificateFacts, number: str) -> list[Refusal]:
    """Return every reason why a certificate of another body cannot be recorded with these facts."""
    needed = {name: REQUIRED[name] for name in REQUIRED_OF_OTHERS}
    found = _missing(facts, needed) + _wrong(facts)
    if not number.strip():
        found.append(Refusal("certificates.fact_missing", MISSING, fact=_("số giấy chứng nhận")))
    return found


def _missing(facts: CertificateFacts, needed: Mapping[str, str]) -> list[Refusal]:
    return [
        Refusal("certificates.fact_missing", MISSING, fact=label)
        for name, label in needed.items()
        if not getattr(facts, name)
    ]


def _wrong(facts: CertificateFacts) -> list[Refusal]:
    found = []
    if facts.level not in LEVEL_WORDS:
        found.append(Refusal("certificates.unknown_level", _("Không có cấp bình chọn “%(level)s”."), level=facts.level))
    if facts.valid_until < facts.issued_on:
        found.append(Refusal("certificates.ends_before_start", _("Ngày hết hiệu lực trước ngày cấp.")))
    if facts.issued_on < facts.decision_on:
        found.append(
            Refusal("certificates.before_decision", _("Ngày cấp giấy chứng nhận trước ngày quyết định công nhận."))
        )
    return found + _too_long(facts) + _unprintable(facts)


MISSING = _("Giấy chứng nhận thiếu mục “%(fact)s”.")
REQUIRED = {
    "series": _("ký hiệu"),
    "product_name": _("tên sản phẩm"),
    "establishment_name": _("tên cơ sở"),
    "decision_number": _("số quyết định"),
    "issuing_authority": _("cơ quan cấp"),
    "signer_authority_lines": _("quyền hạn, chức vụ người ký"),
    "signer_name": _("họ tên người ký"),
    "place": _("địa danh"),
}
REQUIRED_OF_OTHERS = ("product_name", "establishment_name", "decision_number", "issuing_authority")


def to_record(facts: CertificateFacts) -> dict[str, object]:
    """Return the facts as plain values that JSON carries, in the order of the class."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return {
        name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def from_record(record: Mapping[str, object]) -> CertificateFacts:
    """Return the facts that ``to_record`` wrote.

    :raises ValueError: where a fact is missing, unknown or of another type.
    """
    names = {field.name for field in fields(CertificateFacts)}
    if set(record) != names:
        raise ValueError(f"facts differ: {sorted(names ^ set(record))}")
    values = dict(record)
    for name in ("decision_on", "issued_on", "valid_until"):
        values[name] = date.fromisoformat(str(values[name]))
    lines = values["signer_authority_lines"]
    if not isinstance(lines, list | tuple):
        raise ValueError("signer_authority_lines is not a list")  # noqa: TRY004 # one kind of error for what is read
    values["signer_authority_lines"] = tuple(str(line) for line in lines)
    return CertificateFacts(**values)  # type: ignore[arg-type] # names checked above, types by the reader of JSON


def canonical(record: Mapping[str, object]) -> bytes:
    """Return one byte form for one meaning: sorted keys, no spaces, composed UTF-8."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(facts: CertificateFacts) -> bytes:
    """Return the first ten bytes of SHA-256 over product and maker, which the QR code carries signed."""
    text = f"{facts.product_name}\n{facts.establishment_name}"
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).digest()[:10]


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _too_long(facts: CertificateFacts) -> list[Refusal]:
    texts = {name: value for name, value in to_record(facts).items() if isinstance(value, str)}
    texts |= {f"signer_authority_lines.{i}": line for i, line in enumerate(facts.signer_authority_lines)}
    return [
        Refusal(
            "certificates.text_too_long",
            _("“%(text)s…” dài %(length)s ký tự; giấy chứng nhận chỉ đủ chỗ cho %(limit)s ký tự."),
            text=text[:40],
            length=len(text),
            limit=LONGEST.get(name, LONGEST_OTHER),
        )
        for name, text in texts.items()
        if len(text) > LONGEST.get(name, LONGEST_OTHER)
    ]


def _unprintable(facts: CertificateFacts) -> list[Refusal]:
    texts = [value for value in to_record(facts).values() if isinstance(value, str)]
    text = " ".join([*texts, *facts.signer_authority_lines])
    strange = sorted({letter for letter in text if not any(ord(letter) in span for span in PRINTABLE)})
    too_wide = [word for word in text.split() if len(word) > LONGEST_WORD]
    return [
        Refusal(
            "certificates.word_too_long",
            _("“%(word)s…” là một từ dài hơn %(limit)s ký tự không có dấu cách, không xếp được lên giấy."),
            word=word[:30],
            limit=LONGEST_WORD,
        )
        for word in too_wide
    ] + [
        Refusal(
            "certificates.unprintable",
            _("Phông chữ của giấy chứng nhận không có ký tự “%(letter)s” (U+%(point)s)."),
            letter=letter if letter.isprintable() else " ",
            point=f"{ord(letter):04X}",
        )
        for letter in strange
    ]
