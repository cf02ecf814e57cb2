"""Each outside checker finds a fault that was planted, and nothing in a clean page."""

import pytest

from tests.stories import axe, nu

pytestmark = pytest.mark.story

CLEAN = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang</title></head>'
    "<body><main><h1>Trang</h1><p>Xin chào.</p></main></body></html>"
)


@pytest.fixture
def page(browser):
    opened = browser.new_page()
    yield opened
    opened.close()


def test_axe_passes_a_clean_page(page):
    page.set_content(CLEAN)

    axe.assert_accessible(page)


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ('<img src="data:,">', "image-alt"),
        ('<input type="text">', "label"),
        ('<p style="color:#bbb;background:#fff">mờ</p>', "color-contrast"),
        ("<button></button>", "button-name"),
    ],
)
def test_axe_finds_a_planted_fault(page, fault, rule):
    page.set_content(CLEAN.replace("</main>", f"{fault}</main>"))

    with pytest.raises(AssertionError, match=rule):
        axe.assert_accessible(page)


def test_nu_passes_a_clean_page():
    nu.assert_valid_html(CLEAN)


def test_nu_finds_a_planted_fault_and_names_the_page():
    with pytest.raises(AssertionError, match="second"):
        nu.assert_valid_html(first=CLEAN, second=CLEAN.replace("<p>", "<p><div>").replace("</p>", "</p></div>"))
