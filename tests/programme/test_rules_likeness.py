"""Copies of a picture are found however they were saved; other pictures are not."""

from decimal import Decimal

import pytest

from khuyencong.programme.adapters.pictures import read_picture
from khuyencong.programme.rules.evidence.likeness import (
    NEAR_BITS,
    apart,
    around,
    fingerprint,
    metres_between,
    pieces,
    written,
)
from tests.factories.pictures import drawn, jpeg

SEEDS = range(6)


def prints(picture, quality=90):
    read = read_picture(jpeg(picture, quality))
    return [fingerprint(grid) for grid in (read.whole, *read.inner)]


def nearest(first, second):
    return min(apart(one, other) for one in first for other in second)


def trimmed(picture, percent):
    width, height = picture.size
    side, top = width * percent // 100, height * percent // 100
    return picture.crop((side, top, width - side, height - top))


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("saved anew", lambda picture: (picture, 35)),
        ("half as large", lambda picture: (picture.resize((400, 300)), 80)),
        ("very small", lambda picture: (picture.resize((240, 180)), 60)),
        ("trimmed", lambda picture: (trimmed(picture, 3), 80)),
        ("trimmed more", lambda picture: (trimmed(picture, 5), 80)),
        ("brighter", lambda picture: (picture.point(lambda value: min(255, value + 20)), 80)),
    ],
)
def test_copies_are_alike(name, copy):
    originals = [drawn(seed) for seed in SEEDS]

    distances = [nearest(prints(one), prints(*copy(one))) for one in originals]

    assert max(distances) <= NEAR_BITS, name


def test_other_pictures_are_not_alike():
    known = [prints(drawn(seed)) for seed in range(12)]

    assert min(nearest(known[a], known[b]) for a in range(12) for b in range(a)) > 2 * NEAR_BITS


def test_flat_pictures_have_no_fingerprint():
    assert fingerprint([[120] * 32 for _ in range(32)]) is None


def test_pieces_within_six_bits_share_a_shelf():
    one = 0x0123456789ABCDEF
    for bits in ([0, 1, 16, 17, 32, 48], [0, 16, 17, 33, 34, 50], [63, 62, 61, 60, 59, 58]):
        other = one
        for bit in bits:
            other ^= 1 << bit

        assert apart(one, other) == 6
        assert any(mine in around(its) for mine, its in zip(pieces(one), pieces(other), strict=True))


def test_fingerprint_is_written_in_sixteen_digits():
    assert (written(255), len(around(0)), pieces(1 << 16)) == ("00000000000000ff", 17, [0, 1, 0, 0])


def test_metres_between_places():
    here = (Decimal("10.253900"), Decimal("105.972200"))

    assert metres_between(here, here) == 0
    assert metres_between(here, (Decimal("10.262893"), Decimal("105.972200"))) == 999
    assert 1090 <= metres_between(here, (Decimal("10.253900"), Decimal("105.982200"))) <= 1100


def test_time_and_place_are_read_from_the_file():
    read = read_picture(
        jpeg(drawn(1), taken="2026:11:20 09:30:00", place=((10, 15, 14.04), (105, 58, 19.92)))
    )  # fmt: skip  # one call

    assert read.taken_at.isoformat() == "2026-11-20T09:30:00+07:00"
    assert (read.latitude, read.longitude) == (Decimal("10.253900"), Decimal("105.972200"))


@pytest.mark.parametrize("taken", ["", "0000:00:00 00:00:00", "hôm qua"])
def test_files_without_time_or_place_tell_none(taken):
    read = read_picture(jpeg(drawn(1), taken=taken, place=((200, 0, 0), (105, 0, 0))))

    assert (read.taken_at, read.latitude, read.longitude) == (None, None, None)


def test_what_is_no_picture_is_none():
    assert read_picture(b"%PDF-1.7") is None
