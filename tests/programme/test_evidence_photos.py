"""The same photograph handed in for two projects is found, wherever it was attached; time and place are kept."""

import uuid
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string

from khuyencong.documents.actions import attach_file
from khuyencong.documents.queries import open_file
from khuyencong.programme.models import Inspection, PhotoPrint
from khuyencong.programme.queries.evidence.photos import photos_told, similar_photos
from khuyencong.programme.views.evidence.checks import photos_part
from tests.factories.pictures import drawn, jpeg
from tests.factories.programme import make_project

PLACE = ((10, 15, 14.04), (105, 58, 19.92))


def hand_in(cast, project, now, data, name="anh.jpg", purpose="photo", kind="photo"):
    return attach_file(
        actor=cast.chuyenvien, owner=project, data=data, name=name, purpose=purpose, kind=kind,
        office=project.office, at=now,
    )  # fmt: skip  # one call


def pair(cast, **changed):
    return make_project(cast, code="DA-001"), make_project(cast, code="DA-002", **changed)


def test_copy_of_a_photograph_in_another_project_is_found_from_both_sides(cast, now):
    first, second = pair(cast)
    one = hand_in(cast, first, now, jpeg(drawn(1)))
    hand_in(cast, first, now, jpeg(drawn(2)))

    other = hand_in(cast, second, now, jpeg(drawn(1).resize((400, 300)), quality=50))

    assert [twin.project for twin in similar_photos(second)[other.file_id]] == [first]
    assert [twin.project for twin in similar_photos(first)[one.file_id]] == [second]


def test_same_picture_twice_in_one_project_and_other_pictures_are_no_finding(cast, now):
    first, second = pair(cast)
    hand_in(cast, first, now, jpeg(drawn(1)))
    hand_in(cast, first, now, jpeg(drawn(1), quality=40))

    hand_in(cast, second, now, jpeg(drawn(3)))

    assert similar_photos(first) == similar_photos(second) == {}


def test_flat_pictures_are_like_nothing(cast, now):
    first, second = pair(cast)
    blank = drawn(1).point(lambda _value: 120)
    hand_in(cast, first, now, jpeg(blank))
    hand_in(cast, second, now, jpeg(blank, quality=50))

    assert PhotoPrint.objects.count() == 2
    assert similar_photos(first) == {}


def test_another_province_is_not_searched(cast, now):
    first, second = pair(cast)
    hand_in(cast, first, now, jpeg(drawn(1)))
    type(first).objects.filter(pk=first.pk).update(office=cast.office("sct-tinh-ben"))

    hand_in(cast, second, now, jpeg(drawn(1), quality=50))

    assert similar_photos(second) == {}


def test_time_and_place_are_kept_though_the_kept_file_has_lost_them(cast, now):
    project = make_project(cast)
    Inspection.objects.create(
        client_id=uuid.uuid4(), project=project, visited_on=date(2026, 11, 20), findings="Đã lắp",
        latitude=Decimal("10.262893"), longitude=Decimal("105.972200"), recorded_by=cast.chuyenvien, recorded_at=now,
    )  # fmt: skip  # one row

    kept = hand_in(cast, project, now, jpeg(drawn(1), taken="2026:11:20 09:30:00", place=PLACE))

    told = photos_told(project)[0]
    assert told.taken_at.isoformat() == "2026-11-20T02:30:00+00:00"
    assert (told.place, told.metres) == ((Decimal("10.253900"), Decimal("105.972200")), 999)
    assert b"2026:11:20" not in open_file(kept.file)


def test_number_of_queries_does_not_grow_with_photographs(cast, now, django_assert_num_queries):
    project, other = pair(cast)
    for seed in range(3):
        hand_in(cast, other, now, jpeg(drawn(seed)))
        hand_in(cast, project, now, jpeg(drawn(seed), quality=60))

    with django_assert_num_queries(3):
        told = photos_told(project)

    assert [len(one.twins) for one in told] == [1, 1, 1]


def test_part_on_the_project_page_warns_of_twins_to_those_who_look(cast, now, rf):
    first, second = pair(cast)
    hand_in(cast, first, now, jpeg(drawn(1)))
    hand_in(cast, second, now, jpeg(drawn(1), quality=60))
    request = rf.get("/")
    request.user = cast.chuyenvien

    drawn_part = render_to_string("programme/_photos.html", dict(photos_part(request, second).facts))

    assert "Có ảnh giống ảnh của đề án khác" in drawn_part
    assert "DA-001" in drawn_part
    request.user = cast.coso
    assert photos_part(request, second) is None
