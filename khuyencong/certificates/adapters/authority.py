"""Keys of the offices: a demonstration authority made once, or an office's own PKCS#12 file.

Every office has one identity: a P-256 key with a certificate that signs the PDF files, and an
Ed25519 key that signs what stands in the QR code. Private keys are readable by their owner only.
"""

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile, mkdtemp

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from khuyencong.certificates.adapters.cms import Signer, SignerKey

WORTHLESS = "không có giá trị pháp lý"
"""Stands in every subject of the demonstration authority."""

BY_HAND = "tu-ky"
"""Stands where a PKCS#12 file would: the office signs with a tool of its own and hands the file in."""

FROM, UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)
ROOT = "goc-trinh-dien"


@dataclass(frozen=True, slots=True)
class Identity:
    """What signs for one office."""

    office: str
    key: SignerKey | None
    chain: tuple[x509.Certificate, ...]
    code_key: ed25519.Ed25519PrivateKey
    demonstration: bool

    def signer(self) -> Signer:
        """Return the signer of PDF files."""
        assert self.key is not None, "this office signs with a tool of its own"
        return Signer(self.key, self.chain)


def ensure_demonstration_authority(folder: Path, *offices: str) -> x509.Certificate:
    """Make the demonstration root, and a signer for each office, where they are missing; return the root.

    Safe to repeat and under concurrent starts: one process makes, the others wait and find it made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / ROOT).exists():
            _publish(folder, ROOT, _make_root())
        root_key, root = _read_root(folder)
        for office in offices:
            if not (folder / _safe(office)).exists():
                _publish(folder, _safe(office), _make_signer(office, root_key, root))
    return root


@lru_cache(maxsize=64)
def identity(folder: Path, office: str, own: str = "") -> Identity:
    """Return the identity of an office: its own PKCS#12 file where one is configured, else the demonstration's.

    The password of ``own`` stands in the file of the same name with ``.password`` behind it; with
    ``BY_HAND`` only the QR code is signed here.
    """
    ensure_demonstration_authority(folder, office)
    home = folder / _safe(office)
    code_key = serialization.load_pem_private_key((home / "code.key.pem").read_bytes(), None)
    assert isinstance(code_key, ed25519.Ed25519PrivateKey)
    if own == BY_HAND:
        return Identity(office, None, (), code_key, demonstration=False)
    if own:
        key, chain = _read_own(Path(own))
        register_signers(folder, office, chain[:1])
        return Identity(office, key, chain, code_key, demonstration=False)
    key = _usable(serialization.load_pem_private_key((home / "signer.key.pem").read_bytes(), None))
    chain = (x509.load_pem_x509_certificate((home / "signer.pem").read_bytes()),)
    return Identity(office, key, chain, code_key, demonstration=True)


def code_keys(folder: Path) -> dict[bytes, ed25519.Ed25519PublicKey]:
    """Return the public keys of QR payloads by their short name."""
    found = {}
    for path in sorted(folder.glob("*/code.pub.pem")):
        key = serialization.load_pem_public_key(path.read_bytes())
        assert isinstance(key, ed25519.Ed25519PublicKey)
        found[key_name(key)] = key
    return found


def key_name(key: ed25519.Ed25519PublicKey) -> bytes:
    """Return the four bytes that name a key inside a payload."""
    return hashlib.sha256(key.public_bytes_raw()).digest()[:4]


def roots(folder: Path, more: str = "") -> list[x509.Certificate]:
    """Return the trusted roots: the demonstration's, and every PEM file in the folder ``more``."""
    paths = [folder / ROOT / "root.pem"] if (folder / ROOT).exists() else []
    if more:
        paths += sorted(Path(more).glob("*.pem"))
    return [found for path in paths for found in x509.load_pem_x509_certificates(path.read_bytes())]


def known_signers(folder: Path, more: str = "") -> dict[str, x509.Certificate]:
    """Return by fingerprint every certificate that ever signed for an office here, and those in the folder ``more``.

    Under a trusted root there are other holders, who are not ours.
    """
    paths = [*sorted(folder.glob("*/signer.pem")), *sorted(folder.glob("*/signers/*.pem"))]
    paths += sorted(Path(more).glob("*.pem")) if more else []
    found = [one for path in paths for one in x509.load_pem_x509_certificates(path.read_bytes())]
    return {one.fingerprint(hashes.SHA256()).hex(): one for one in found}


def register_signers(folder: Path, office: str, certificates: Iterable[x509.Certificate]) -> None:
    """Keep the certificates of an office's signers, so that what they signed is known without the register."""
    home = folder / _safe(office) / "signers"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in certificates:
        with NamedTemporaryFile(dir=home, prefix=".new-", delete=False) as out:
            out.write(one.public_bytes(serialization.Encoding.PEM))
            out.flush()
            os.fsync(out.fileno())
        Path(out.name).rename(home / f"{one.fingerprint(hashes.SHA256()).hex()}.pem")


def _read_own(path: Path) -> tuple[SignerKey, tuple[x509.Certificate, ...]]:
    password = path.with_name(path.name + ".password").read_text().strip().encode()
    key, certificate, others = pkcs12.load_key_and_certificates(path.read_bytes(), password)
    assert certificate is not None
    return _usable(key), (certificate, *others)


def _usable(key: object) -> SignerKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise TypeError(f"cannot sign with {type(key).__name__}")
    return key


def _read_root(folder: Path) -> tuple[SignerKey, x509.Certificate]:
    home = folder / ROOT
    key = _usable(serialization.load_pem_private_key((home / "root.key.pem").read_bytes(), None))
    return key, x509.load_pem_x509_certificate((home / "root.pem").read_bytes())


def _make_root() -> dict[str, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Chứng thực trình diễn – {WORTHLESS}")
    usage = _usage(signs_certificates=True)
    builder = _builder(name, name, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    return {"root.key.pem": _private(key), "root.pem": certificate.public_bytes(serialization.Encoding.PEM)}


def _make_signer(office: str, root_key: SignerKey, root: x509.Certificate) -> dict[str, bytes]:
    key = ec.generate_private_key(ec.SECP256R1())
    code_key = ed25519.Ed25519PrivateKey.generate()
    name = _name(f"{office[:20]} (trình diễn, {WORTHLESS})")
    builder = _builder(name, root.subject, key).add_extension(
        x509.BasicConstraints(ca=False, path_length=None), critical=True
    )
    certificate = builder.add_extension(_usage(signs_certificates=False), critical=True).sign(root_key, hashes.SHA256())
    return {
        "signer.key.pem": _private(key),
        "signer.pem": certificate.public_bytes(serialization.Encoding.PEM),
        "code.key.pem": _private(code_key),
        "code.pub.pem": code_key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    }


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"Bản trình diễn, {WORTHLESS}"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _private(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _publish(folder: Path, name: str, files: dict[str, bytes]) -> None:
    """Write the files whole or not at all: into a folder beside, then renamed."""
    beside = Path(mkdtemp(dir=folder, prefix=".new-"))
    try:
        for file, content in files.items():
            handle = os.open(beside / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        beside.rename(folder / name)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _safe(office: str) -> str:
    """Return the folder name of an office, one to one and without ways out of the folder."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "-", office)[:40]
    return f"{plain}-{hashlib.sha256(office.encode()).hexdigest()[:8]}"
