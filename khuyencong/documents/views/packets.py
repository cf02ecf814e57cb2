"""Handing out a whole dossier."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from khuyencong.accounts.guards import acts, now, person_of
from khuyencong.accounts.rules.policy import Action
from khuyencong.documents.actions import packets as actions
from khuyencong.documents.queries.packets import packet_sources


@require_POST
@acts(Action.DOWNLOAD_PACKET)
def download_packet(request: HttpRequest, kind: str, pk: int) -> FileResponse:
    """Send a dossier as one ZIP; who took it is written down, so nothing is sent for a mere reading."""
    source = packet_sources.get(kind)
    if source is None:
        raise Http404
    thing = get_object_or_404(source.model._default_manager.all(), pk=pk)
    packet = actions.download_packet(actor=person_of(request), source=source, thing=thing, at=now())
    return FileResponse(packet.file, as_attachment=True, filename=packet.name, content_type="application/zip")
