"""What is frozen comes back as the same paper."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyencong.documents.rules.papers import paper as p
from khuyencong.documents.rules.papers.freezing import freeze, freeze_issue, thaw, thaw_issue
from tests.factories.papers import ISSUE, make_paper

text = st.text(max_size=12)
texts = st.lists(text, max_size=3).map(tuple)
columns = st.builds(p.Column, text, st.integers(1, 90), st.sampled_from(p.Align))
tables = st.builds(
    p.Table,
    st.lists(columns, min_size=1, max_size=3).map(tuple),
    st.lists(texts, max_size=3).map(tuple),
    st.frozensets(st.integers(0, 3)),
    text,
)
blocks = st.one_of(
    st.builds(p.Heading, st.sampled_from(p.HeadingLevel), text, text),
    st.builds(p.Paragraph, text, st.booleans(), st.booleans(), st.booleans()),
    st.builds(p.Points, texts, st.booleans()),
    st.builds(p.Fields, st.lists(st.tuples(text, text), max_size=3).map(tuple)),
    tables,
)
bodies = st.lists(blocks, max_size=4).map(tuple)
papers = st.builds(
    p.Paper,
    form=st.sampled_from(p.Form),
    name=text,
    abbreviation=text,
    abstract=text,
    letterhead=st.builds(p.Letterhead, text, text, text, text),
    body=bodies,
    signatures=st.lists(st.builds(p.Signature, texts, text, text), max_size=2).map(tuple),
    authority=text,
    bases=texts,
    addressees=texts,
    recipients=texts,
    archived_by=text,
    annexes=st.lists(st.builds(p.Annex, text, bodies, st.booleans()), max_size=2).map(tuple),
    is_landscape=st.booleans(),
    draft_mark=text,
)


@settings(max_examples=100, deadline=None)
@given(papers)
def test_thaw_gives_back_every_paper_that_freeze_wrote(paper):
    assert thaw(json.loads(json.dumps(freeze(paper)))) == paper


def test_freezing_loses_no_field():
    assert set(freeze(make_paper())) == {*p.Paper.__dataclass_fields__, "version"}


def test_thaw_refuses_a_later_version():
    with pytest.raises(ValueError, match="version 2"):
        thaw({**freeze(make_paper()), "version": 2})


@pytest.mark.parametrize("issue", [ISSUE, p.Issue(), p.Issue("123", "BC-SCT", date(2026, 12, 31))])
def test_thaw_issue_gives_back_number_symbol_and_day(issue):
    assert thaw_issue(json.loads(json.dumps(freeze_issue(issue)))) == issue
