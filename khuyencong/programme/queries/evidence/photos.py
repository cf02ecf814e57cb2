"""Photographs of projects: those that are alike over projects, when and how far away each was taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from khuyencong.programme.models import Inspection, PhotoPiece, PhotoPrint, PhotoTwin, Project
from khuyencong.programme.queries.evidence.support_history import offices_of_tree
from khuyencong.programme.rules.evidence.likeness import NEAR_BITS, apart, around, metres_between, pieces

MOST = 2000
"""More pictures on the same shelf than this are pictures of nothing in particular."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A picture of another project that is the same or very alike."""

    project: Project
    apart: int


@dataclass(frozen=True, slots=True)
class PhotoTold:
    """One photograph with what its file told, how far from the place of inspection, and its twins elsewhere."""

    file_id: int
    taken_at: datetime | None
    place: tuple[Decimal, Decimal] | None
    metres: int | None
    twins: list[Twin] = field(default_factory=list)


def alike(photo: PhotoPrint) -> list[tuple[PhotoPrint, int]]:
    """Return the photographs of other projects of the tree that are the same or very alike, the likest first."""
    wanted = [(slot, piece) for one in photo.prints for slot, piece in enumerate(pieces(one))]
    shelves = Q()
    for slot in range(4):
        near = sorted({value for place, piece in wanted if place == slot for value in around(piece)})
        shelves |= Q(slot=slot, piece__in=near)
    if not wanted:
        return []
    near_by = PhotoPiece.objects.filter(shelves).exclude(photo__project=photo.project_id)
    keys = set(near_by.values_list("photo_id", flat=True)[: MOST * len(wanted)])
    rows = PhotoPrint.objects.filter(pk__in=keys, project__office__in=offices_of_tree(photo.project.office))
    found = [(one, min(apart(mine, its) for mine in photo.prints for its in one.prints)) for one in rows]
    return sorted(((one, bits) for one, bits in found if bits <= NEAR_BITS), key=lambda pair: (pair[1], pair[0].pk))


def similar_photos(project: Project) -> dict[int, list[Twin]]:
    """Return the twins in other projects of each photograph of a project, by the id of its file."""
    twins: dict[int, list[Twin]] = {}
    rows = PhotoTwin.objects.filter(Q(later__project=project) | Q(earlier__project=project))
    for row in rows.select_related("later__project", "earlier__project").order_by("apart", "pk"):
        mine, other = (row.later, row.earlier) if row.later.project_id == project.pk else (row.earlier, row.later)
        twins.setdefault(mine.file_id, []).append(Twin(other.project, row.apart))
    return twins


def photos_told(project: Project) -> list[PhotoTold]:
    """Return the photographs of a project, the oldest first, in three queries whatever their number."""
    twins, spot = similar_photos(project), _spot(project)
    return [_told(one, spot, twins.get(one.file_id, [])) for one in project.photo_prints.order_by("pk")]


def _told(photo: PhotoPrint, spot: tuple[Decimal, Decimal] | None, twins: list[Twin]) -> PhotoTold:
    place = None
    if photo.latitude is not None and photo.longitude is not None:
        place = (photo.latitude, photo.longitude)
    metres = metres_between(place, spot) if place is not None and spot is not None else None
    return PhotoTold(photo.file_id, photo.taken_at, place, metres, twins)


def _spot(project: Project) -> tuple[Decimal, Decimal] | None:
    """Return where an officer stood at the last visit that told it; no other place of a firm is known."""
    visits = Inspection.objects.filter(project=project, latitude__isnull=False, longitude__isnull=False)
    last = visits.order_by("-visited_on", "-pk").values_list("latitude", "longitude").first()
    return None if last is None or last[0] is None or last[1] is None else (last[0], last[1])
