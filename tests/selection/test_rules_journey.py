"""The map of a round: one current stage, done before it, what is left in words."""

import pytest

from khuyencong.selection.rules.journey import CURRENT, DONE, TODO, RoundCounts, journey

WHOLE = {"criteria": 4, "rubric_total": 10_000}
READY = WHOLE | {"dossiers": 3, "accepted": 3, "jurors": 3}


def states(state, **counts):
    return [stop.state for stop in journey(state, RoundCounts(**counts))]


def stop(code, state, **counts):
    return next(one for one in journey(state, RoundCounts(**counts)) if one.code == code)


@pytest.mark.parametrize(
    ("state", "counts", "done"),
    [
        ("preparing", {}, 0),
        ("preparing", WHOLE, 1),
        ("collecting", WHOLE | {"dossiers": 3, "unchecked": 1}, 1),
        ("collecting", READY, 3),
        ("scoring", READY | {"sheets": 5, "sheets_due": 9}, 3),
        ("sealed", READY | {"sheets": 9, "sheets_due": 9}, 4),
        ("decided", READY | {"recognised": 2}, 6),
        ("closed", READY | {"recognised": 2, "certificates": 2, "is_published": True}, 8),
    ],
)
def test_journey_has_one_current_stage_after_those_that_are_done(state, counts, done):
    current = [CURRENT] if done < 8 else []

    assert states(state, **counts) == [DONE] * done + current + [TODO] * (8 - done - len(current))


def test_cancelled_round_has_no_current_stage():
    assert CURRENT not in states("cancelled", **WHOLE)


@pytest.mark.parametrize(
    ("code", "state", "counts", "left"),
    [
        ("rubric", "preparing", {}, "Chưa có bộ tiêu chí tròn 100 điểm."),
        ("dossiers", "collecting", {}, "Chưa có hồ sơ nào."),
        ("jury", "collecting", {}, "Chưa cử giám khảo."),
        ("jury", "collecting", {"jurors": 8}, "Số giám khảo phải là số lẻ."),
        ("scoring", "scoring", {"sheets": 8, "sheets_due": 9}, "Còn %(missing)s phiếu chưa nộp."),
        ("scoring", "scoring", {"sheets": 9, "sheets_due": 9}, "Đủ phiếu, chờ niêm phong điểm."),
        ("scoring", "collecting", {}, "Chưa bắt đầu chấm."),
        ("scoring", "sealed", {}, ""),
        ("council", "sealed", {}, "Chưa ghi phiên họp Hội đồng."),
        ("council", "sealed", {"meetings": 1}, "Chờ Chủ tịch ban hành quyết định."),
        ("certificates", "decided", {"recognised": 3, "certificates": 1}, "Còn %(missing)s giấy chưa cấp."),
        ("dossiers", "scoring", {"dossiers": 3, "unchecked": 2}, ""),
        ("publication", "decided", {"is_published": True}, ""),
    ],
)
def test_stage_says_what_is_left(code, state, counts, left):
    assert stop(code, state, **counts).left == left


def test_sentences_find_their_values():
    for one in journey("scoring", RoundCounts(**READY, sheets_due=9, unchecked=1, awaiting=2)):
        assert one.detail % one.values
        assert one.left == "" or one.left % one.values
