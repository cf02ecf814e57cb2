"""What the screens of a conference show: counts, the guests at the door, the calls of the ceremony."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from khuyencong.conferences.models import Conference, Guest, Presentation
from khuyencong.conferences.rules.script import LEVEL_SPOKEN, Call
from khuyencong.documents.models import Attachment


@dataclass(frozen=True, slots=True)
class GuestCounts:
    """How many were invited, what they answered, and who is there."""

    listed: int
    yes: int
    no: int
    stand_in: int
    arrived: int
    seated: int

    @property
    def silent(self) -> int:
        """How many did not answer."""
        return self.listed - self.yes - self.no - self.stand_in

    @property
    def expected(self) -> int:
        """How many will come."""
        return self.yes + self.stand_in


def guests_of(conference: Conference) -> QuerySet[Guest]:
    """Return the guests on the list, by protocol."""
    return conference.guests.filter(is_listed=True).order_by("rank", "number")


def guest_counts(conference: Conference) -> GuestCounts:
    """Count the guests in one query."""
    found = conference.guests.filter(is_listed=True).aggregate(
        listed=Count("pk"),
        yes=Count("pk", filter=Q(answer="yes")),
        no=Count("pk", filter=Q(answer="no")),
        stand_in=Count("pk", filter=Q(answer="stand_in")),
        arrived=Count("pk", filter=Q(arrived_at__isnull=False)),
        seated=Count("pk", filter=Q(seat_row__isnull=False)),
    )
    return GuestCounts(**found)


@dataclass(slots=True)
class Turn:
    """One call with its certificates."""

    number: int
    establishment: str
    place: str
    level: str
    rows: list[Presentation] = field(default_factory=list)

    @property
    def level_label(self) -> str:
        """The level as it is read out."""
        return LEVEL_SPOKEN[self.level]

    @property
    def call(self) -> Call:
        """The call as the reader's script knows it."""
        products = tuple(row.certificate.product_name for row in self.rows)
        return Call(self.number, self.level, self.establishment, products, self.place)


def turns_of(conference: Conference) -> list[Turn]:
    """Return the calls in their order, in one query."""
    turns: dict[int, Turn] = {}
    rows = conference.presentations.select_related("certificate", "establishment__place__province").order_by("place")
    for row in rows:
        row.conference = conference
        maker = row.certificate.establishment_name
        address = row.establishment.public_address
        turn = turns.setdefault(row.turn, Turn(row.turn, maker, address, row.certificate.level))
        turn.rows.append(row)
    return list(turns.values())


def outcome_counts(conference: Conference) -> dict[str, int]:
    """Count the certificates by how they were handed over."""
    found = dict(conference.presentations.values_list("outcome").annotate(number=Count("pk")).order_by())
    return {code: found.get(code, 0) for code in Presentation.Outcome.values}


def photos_by_presentation(conference: Conference) -> dict[int, list[Attachment]]:
    """Return the photographs of each handing over, in one query."""
    keys = conference.presentations.values("pk")
    found: dict[int, list[Attachment]] = {}
    photos = Attachment.objects.filter(
        owner_label="conferences.presentation", owner_id__in=keys, kind="photo", withdrawn_at=None
    ).select_related("file")
    for photo in photos.order_by("added_at", "pk"):
        found.setdefault(photo.owner_id, []).append(photo)
    return found


def product_photos(turns: list[Turn]) -> dict[int, Attachment]:
    """Return the first photograph of each product that is called, in one query, for the slides."""
    products = {row.certificate.product_id for turn in turns for row in turn.rows}
    found: dict[int, Attachment] = {}
    photos = Attachment.objects.filter(
        owner_label="registry.product", owner_id__in=products, kind="photo", withdrawn_at=None
    ).select_related("file")
    for photo in photos.order_by("added_at", "pk"):
        found.setdefault(photo.owner_id, photo)
    return found
