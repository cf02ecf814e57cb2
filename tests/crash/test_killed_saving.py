"""Killed again and again under 1,000 saves of five jurors, the server keeps every save that it acknowledged."""

import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.crash.visitor import GONE, Visitor

JURORS, DOSSIERS, REVISIONS = 5, 20, 10
KILLS = 3
SHEETS = """
import json
from khuyencong.selection.models import Scorecard
cards = Scorecard.objects.select_related("juror__person").prefetch_related("scores__criterion")
print(json.dumps([
    [card.juror.person.username, card.dossier_id, card.revision,
     {score.criterion.code: score.points_hundredths for score in card.scores.all()}]
    for card in cards
]))
"""

pytestmark = pytest.mark.crash


def points_of(revision):
    """Return the points of a revision, which tell it from every other."""
    return {"1": str(20 + revision), "2": str(30 - revision), "3": "7,5", "4": "8"}


def hundredths_of(revision):
    return {"1": (20 + revision) * 100, "2": (30 - revision) * 100, "3": 750, "4": 800}


@pytest.fixture(scope="module")
def scoring(installation):
    """Return the log-ins and the dossiers of a round that stands in scoring."""
    cast = json.loads(installation.run("seed", "--cast-only", "--json"))["cast"]
    code = f"from tests.crash.prepare import scoring_round; print(scoring_round({DOSSIERS}, {JURORS}))"
    return {one["username"]: one["password"] for one in cast}, installation.ask(code)


class Scoring:
    """What the jurors were told is saved: the newest acknowledged revision by juror and dossier."""

    def __init__(self, installation, logins, dossiers):
        self.installation, self.logins, self.dossiers = installation, logins, dossiers
        self.acknowledged = {}
        self.done = threading.Event()

    def visitor(self, username):
        """Return the juror's browser, logged in."""
        visitor = Visitor(f"http://127.0.0.1:{self.installation.port}")
        visitor.log_in(username, self.logins[username])
        return visitor

    def juror(self, username, visitor):
        """Save every dossier's sheet in every revision, each again until it is acknowledged, as the script does."""
        for revision in range(1, REVISIONS + 1):
            for dossier in self.dossiers:
                self._save(visitor, username, dossier, revision)

    def _save(self, visitor, username, dossier, revision):
        body = {"revision": revision, "points": points_of(revision), "remarks": ""}
        while not self.done.is_set():
            try:
                told = visitor.post(f"/cham-diem/{dossier}/", body)
            except GONE:
                time.sleep(0.2)
                continue
            assert told["revision"] == revision
            self.acknowledged[username, dossier] = revision
            return

    def lost(self):
        """Return the acknowledged saves that the database does not hold."""
        promised = dict(self.acknowledged)
        kept = {(username, dossier): revision for username, dossier, revision, _points in self.installation.ask(SHEETS)}
        return {pair: revision for pair, revision in promised.items() if kept.get(pair, 0) < revision}


def test_no_acknowledged_save_is_lost_and_each_is_there_once(installation, scoring):
    logins, dossiers = scoring
    run, draw = Scoring(installation, logins, dossiers), random.Random(3)
    usernames = [f"giamkhao{number:02}" for number in range(1, JURORS + 1)]
    installation.serve()
    visitors = {username: run.visitor(username) for username in usernames}

    with ThreadPoolExecutor(JURORS) as pool:
        work = [pool.submit(run.juror, username, visitor) for username, visitor in visitors.items()]
        try:
            for _kill in range(KILLS):
                time.sleep(draw.uniform(2.0, 4.0))
                installation.kill_server()
                assert run.lost() == {}
                installation.serve()
            for one in work:
                one.result(timeout=300)
        finally:
            run.done.set()
    installation.kill_server()

    sheets = {
        (username, dossier): (revision, points) for username, dossier, revision, points in installation.ask(SHEETS)
    }
    assert len(installation.ask(SHEETS)) == len(sheets) == JURORS * DOSSIERS
    assert [kept for kept in sheets.values() if kept != (REVISIONS, hundredths_of(REVISIONS))] == []
    assert set(run.acknowledged.values()) == {REVISIONS}
    installation.run("audit", "verify")
