"""Verification for everybody: read in one second on a phone, without log-in, cookie or personal data."""

from __future__ import annotations

from functools import lru_cache

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_http_methods, require_safe

from khuyencong.accounts.guards import public
from khuyencong.certificates import actions
from khuyencong.certificates.adapters import authority
from khuyencong.certificates.forms import FileForm, VerifyForm
from khuyencong.certificates.rules.codes import grouped
from khuyencong.certificates.rules.tokens import read_scanned
from khuyencong.certificates.rules.verdicts import Status, Verdict
from khuyencong.certificates.views.limits import limit
from khuyencong.kernel.refusal import Refusal
from khuyencong.ui.templatetags.words import sentence

TONES = {
    Status.VALID: "good",
    Status.EXPIRED: "warn",
    Status.REVOKED: "bad",
    Status.REPLACED: "warn",
    Status.UNKNOWN: "unsure",
    Status.TAMPERED: "bad",
    Status.UNTRUSTED: "bad",
}


@require_safe
@public
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for a typed code or a short address."""
    return _answered(request, code)


@require_safe
@public
def scan_code(request: HttpRequest, way: str, code: str, token: str) -> HttpResponse:  # part of the address
    """Answer for all that a QR code says, its signed payload included."""
    return _answered(request, f"{code}/{token}")


@require_http_methods(["GET", "HEAD", "POST"])
@public
def verify(request: HttpRequest) -> HttpResponse:
    """Take a code or a PDF; a file is checked and forgotten."""
    form = VerifyForm(request.GET if "code" in request.GET else None)
    files = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and files.is_valid():
        limit(request, "file", most=30, seconds=600)
        data = files.cleaned_data["file"].read()
        return _told(actions.verify_pdf(data, on=timezone.localdate()))
    if form.is_bound and form.is_valid():
        try:
            return redirect("certificates:verify_code", read_scanned(form.cleaned_data["code"]).code)
        except Refusal as refusal:
            form.add_error("code", sentence(refusal))
    faulty = form.errors or files.errors
    return render(request, "certificates/verify.html", {"form": form, "files": files}, status=422 if faulty else 200)


@require_safe
@public
def verify_keys(_request: HttpRequest) -> JsonResponse:
    """Publish what an outside program needs to check QR codes and PDF files without this server."""
    folder = settings.VAR / "keys"
    return JsonResponse(
        {
            "code_keys": {
                name.hex(): {"kty": "OKP", "crv": "Ed25519", "x": key.public_bytes_raw().hex()}
                for name, key in authority.code_keys(folder).items()
            },
            "roots": [
                root.public_bytes(Encoding.PEM).decode() for root in authority.roots(folder, settings.CERTIFICATE_ROOTS)
            ],
            "signers": [
                one.public_bytes(Encoding.PEM).decode()
                for one in authority.known_signers(folder, settings.CERTIFICATE_SIGNER_CERTIFICATES).values()
            ],
        }
    )


def _answered(request: HttpRequest, text: str) -> HttpResponse:
    verdict = actions.verify_code(text, on=timezone.localdate())
    if not verdict.facts.code:
        limit(request, "unknown", most=60, seconds=600)
    return _told(verdict, status=404 if verdict.status is Status.UNKNOWN else 200)


def _told(verdict: Verdict, *, status: int = 200) -> HttpResponse:
    answer = HttpResponse(_page(verdict, get_language() or settings.LANGUAGE_CODE), status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "no-store"
    return answer


@lru_cache(maxsize=4096)
def _page(verdict: Verdict, _language: str) -> str:
    """Return the page of a verdict, which nothing but the verdict and the language decides.

    The register is asked every time; only putting the same answer into words again is spared.
    """
    facts = {
        "verdict": verdict,
        "facts": verdict.facts,
        "tone": TONES[verdict.status],
        "code": grouped(verdict.facts.code),
        "replaced_by": grouped(verdict.replaced_by),
        "english": _in_english(verdict.word),
    }
    return render_to_string("certificates/verdict.html", facts)


def _in_english(word: str) -> str:
    """Return the word for buyers abroad, who need not find the switch of languages first."""
    with override("en"):
        return gettext(word)
