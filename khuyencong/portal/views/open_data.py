"""The page of open data and its files, as the last export left them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from khuyencong.accounts.guards import public
from khuyencong.reporting.adapters.open_data import CATALOGUE, SUMS, Lying, lying_in
from khuyencong.reporting.rules.open_data.catalogue import LICENCE, LICENCE_NAME, TYPES
from khuyencong.reporting.rules.open_data.fields import DATASETS
from khuyencong.reporting.rules.open_data.marks import Dataset

GRANTS = "grants-360giving.json"


@public
@require_safe
def view_open_data(request: HttpRequest) -> HttpResponse:
    """Show every public set: its files with size and sum, its fields, when it was made, under which licence."""
    lying = lying_in(settings.OPEN_DATA)
    facts = {
        "sets": [_told(dataset, lying) for dataset in DATASETS.values()],
        "modified": datetime.fromisoformat(lying.modified) if lying else None,
        "others": [_file(lying, name) for name in (GRANTS, CATALOGUE) if name in lying.sums],
        "sums": SUMS,
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
    }
    return render(request, "portal/view_open_data.html", facts)


@public
@require_safe
def view_open_data_file(_request: HttpRequest, name: str) -> HttpResponseBase:
    """Send one file of the export, byte for byte as its sum says; other sites may read it."""
    lying = lying_in(settings.OPEN_DATA)
    if not lying or name not in {*lying.sums, SUMS}:
        raise Http404
    kind = TYPES.get(name.rpartition(".")[2], "text/plain")
    answer = FileResponse((settings.OPEN_DATA / name).open("rb"), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def _told(dataset: Dataset, lying: Lying) -> dict[str, object]:
    is_english = get_language() == "en"
    names = [f"{dataset.code}.csv", f"{dataset.code}.json"]
    return {
        "code": dataset.code,
        "title": dataset.title_en if is_english else dataset.title_vi,
        "about": dataset.about_en if is_english else dataset.about_vi,
        "files": [_file(lying, name) for name in names if name in lying.sums],
        "fields": [
            {
                "name": one.name,
                "about": one.en if is_english else one.vi,
                "kind": one.kind.value,
                "source": one.source,
                "mark": one.mark.value,
            }
            for one in dataset.fields
        ],
    }


def _file(lying: Lying, name: str) -> dict[str, object]:
    return {"name": name, "size": lying.sizes[name], "sha256": lying.sums[name]}
