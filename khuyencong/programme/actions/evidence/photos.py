"""Takes the fingerprint of each photograph that is put to a project, before its metadata are gone."""

from __future__ import annotations

from django.db.models import Model

from khuyencong.documents.models import StoredFile
from khuyencong.documents.queries import open_file
from khuyencong.programme.adapters.pictures import Picture, read_picture
from khuyencong.programme.models import PhotoPiece, PhotoPrint, PhotoTwin, Project
from khuyencong.programme.queries.evidence.photos import alike
from khuyencong.programme.rules.evidence.likeness import fingerprint, pieces, written


def print_photo(stored: StoredFile, owner: Model) -> None:
    """Keep fingerprints, time and place of a photograph of a project, and which others it is like.

    Runs within the deed that attaches the file; a paper that is no picture leaves nothing.
    """
    if not isinstance(owner, Project) or stored.width is None:
        return
    if PhotoPrint.objects.filter(file=stored).exists():
        return
    picture = read_picture(stored.received or open_file(stored))
    if picture is None:
        return
    photo = _write(stored, owner, picture)
    PhotoTwin.objects.bulk_create(PhotoTwin(later=photo, earlier=one, apart=bits) for one, bits in alike(photo))


def _write(stored: StoredFile, project: Project, picture: Picture) -> PhotoPrint:
    whole = fingerprint(picture.whole)
    inner = [print_ for grid in picture.inner if (print_ := fingerprint(grid)) is not None]
    photo = PhotoPrint.objects.create(
        file=stored, project=project, likeness=written(whole) if whole is not None else "",
        trimmed=" ".join(written(one) for one in inner) if whole is not None else "",
        taken_at=picture.taken_at, latitude=picture.latitude, longitude=picture.longitude,
    )  # fmt: skip  # one row
    shelves = {(slot, piece) for one in photo.prints for slot, piece in enumerate(pieces(one))}
    PhotoPiece.objects.bulk_create(PhotoPiece(photo=photo, slot=slot, piece=piece) for slot, piece in sorted(shelves))
    return photo
