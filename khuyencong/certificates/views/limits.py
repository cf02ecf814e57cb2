"""How often one address may ask, for what is costly or could be used for guessing."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _

from khuyencong.kernel.refusal import Refusal


def limit(request: HttpRequest, what: str, *, most: int, seconds: int) -> None:
    """Count one asking.

    :raises Refusal: beyond ``most`` askings of one address within ``seconds``.
    """
    key = f"certificates.{what}.{_asker(request)}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:
        return
    if count > most:
        raise Refusal(
            "certificates.too_often",
            _("Máy của bạn đã hỏi quá nhiều lần; hãy đợi %(minutes)s phút rồi thử lại."),
            minutes=max(1, seconds // 60),
        )


def _asker(request: HttpRequest) -> str:
    """Return the address that asks; behind a proxy the one that the proxy saw."""
    seen = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and forwarded:
        seen = forwarded.rsplit(",", 1)[-1].strip()
    return _network(seen)


def _network(address: str) -> str:
    """Return what belongs to one subscriber: an IPv4 address, or the network of an IPv6 address."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{known}/64", strict=False)) if known.version == 6 else str(known)
