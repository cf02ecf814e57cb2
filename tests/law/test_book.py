"""Norms of a day: reading them, laying local ones over them, keeping a snapshot."""

from dataclasses import replace
from datetime import date

from khuyencong.kernel.period import Period
from khuyencong.law.norms import national_book

TODAY = date(2026, 6, 5)


def test_text_is_read_as_text():
    norms = national_book().at(TODAY)
    threshold = norms.norm("selection.threshold_points")

    local = norms.overlaid([replace(threshold, unit="text", value="bảy mươi")])

    assert local.text("selection.threshold_points") == "bảy mươi"


def test_rows_are_copies():
    norms = national_book().at(TODAY)

    norms.rows("selection.subcriteria")[0]["anchors"].clear()

    assert norms.rows("selection.subcriteria")[0]["anchors"]


def test_a_local_norm_is_laid_over_the_national_one_and_leaves_it():
    norms = national_book().at(TODAY)
    local = replace(norms.norm("selection.threshold_points"), value=75, source="QĐ 10/2026/QĐ-UBND", certainty="local")

    laid = norms.overlaid([local])

    assert (laid.whole("selection.threshold_points"), laid.cite("selection.threshold_points")) == (
        75,
        "QĐ 10/2026/QĐ-UBND",
    )
    assert norms.whole("selection.threshold_points") == 70
    assert len(laid.all()) == len(norms.all())


def test_a_snapshot_is_plain_data():
    norms = national_book().at(TODAY)

    snapshot = norms.snapshot("selection.threshold_points", "calendar.dated_days")

    assert snapshot["selection.threshold_points"] == {"value": 70, "source": "TT 26/2014/TT-BCT, Điều 17 khoản 1"}
    assert snapshot["calendar.dated_days"]["value"][0]["on"] == "2021-02-11"


def test_a_norm_knows_its_span():
    book = national_book()

    assert book.at(date(2018, 8, 15)).norm("selection.minimum_photos").period == Period(
        date(2014, 10, 21), date(2018, 8, 16)
    )
    assert book.at(date(2018, 8, 16)).norm("selection.minimum_photos").period == Period(date(2018, 8, 16))
