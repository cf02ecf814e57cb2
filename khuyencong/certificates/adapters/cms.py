"""Writes the CMS container of a PAdES B-B signature, in distinguished encoding (DER).

Written out by hand because everything but digest and signature is the same for every certificate
of an office: the parts are encoded once and joined, where a general library takes 8 ms each time.
pyHanko and pdfsig check what is written here, in the tests and whenever a file comes back.
"""

import hashlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import Certificate

SignerKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

SEQUENCE, SET, OCTETS, OBJECT, INTEGER, TAGGED = 0x30, 0x31, 0x04, 0x06, 0x02, 0xA0

SHA256 = "2.16.840.1.101.3.4.2.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
RSA_SHA256 = "1.2.840.113549.1.1.11"
DATA = "1.2.840.113549.1.7.1"
SIGNED_DATA = "1.2.840.113549.1.7.2"
CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"


class Signer:
    """Signs digests with one key; ``chain`` is its certificate, then those above it without the root."""

    def __init__(self, key: SignerKey, chain: tuple[Certificate, ...]) -> None:
        self._key = key
        encoded = [certificate.public_bytes(serialization.Encoding.DER) for certificate in chain]
        own = hashlib.sha256(encoded[0]).digest()
        self._digest_algorithm = _node(SEQUENCE, _object(SHA256))
        self._certificates = _node(TAGGED, *sorted(encoded))
        self._identifier = _node(SEQUENCE, chain[0].issuer.public_bytes(), _integer(chain[0].serial_number))
        self._algorithm = (
            _node(SEQUENCE, _object(RSA_SHA256), b"\x05\x00")
            if isinstance(key, rsa.RSAPrivateKey)
            else _node(SEQUENCE, _object(ECDSA_SHA256))
        )
        self._content_type = _attribute(CONTENT_TYPE, _object(DATA))
        hashed = _node(SEQUENCE, _node(SEQUENCE, _node(SEQUENCE, _node(OCTETS, own))))
        self._signing_certificate = _attribute(SIGNING_CERTIFICATE_V2, hashed)

    def container(self, digest: bytes) -> bytes:
        """Return the signed container for the SHA-256 digest of a document."""
        attributes = sorted(
            (self._content_type, self._signing_certificate, _attribute(MESSAGE_DIGEST, _node(OCTETS, digest)))
        )
        signature = self._sign(_node(SET, *attributes))
        one = _integer(1)
        info = _node(
            SEQUENCE,
            one,
            self._identifier,
            self._digest_algorithm,
            _node(TAGGED, *attributes),
            self._algorithm,
            _node(OCTETS, signature),
        )
        signed = _node(
            SEQUENCE,
            one,
            _node(SET, self._digest_algorithm),
            _node(SEQUENCE, _object(DATA)),
            self._certificates,
            _node(SET, info),
        )
        return _node(SEQUENCE, _object(SIGNED_DATA), _node(TAGGED, signed))

    def _sign(self, data: bytes) -> bytes:
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


def _node(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    if len(body) < 128:
        return bytes((tag, len(body))) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def _integer(value: int) -> bytes:
    return _node(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _object(dotted: str) -> bytes:
    first, second, *others = map(int, dotted.split("."))
    return _node(OBJECT, bytes([40 * first + second]), *map(_arc, others))


def _arc(number: int) -> bytes:
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(0x80 | (number & 0x7F))
    return bytes(reversed(groups))


def _attribute(name: str, value: bytes) -> bytes:
    return _node(SEQUENCE, _object(name), _node(SET, value))
