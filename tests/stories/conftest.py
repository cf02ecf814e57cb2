"""A real browser before a real server. A page that complains on its console fails the story that opened it."""

import pytest
from playwright.sync_api import sync_playwright

PHONE, TABLET, DESK = (390, 844), (820, 1180), (1440, 900)


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, one for all stories."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, live_server):
    """Open browser windows: `open_page("thuky", size=PHONE)` is logged in as that person of the cast.

    ``meant`` is a piece of what the console may say, for a story that cuts the network or is refused on purpose.
    """
    contexts, complaints = [], []

    def opened(person=None, *, size=DESK, language="vi", meant=None):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            accept_downloads=True,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        cookies = {"ngon_ngu": language}
        if person is not None:
            cookies["phien"] = _session_of(person)
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line, meant) else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(line, meant):
    """Tell whether a line of the console is a fault: an error that the story did not bring about itself."""
    return line.type == "error" and not (meant and meant in line.text)


def _session_of(person):
    from django.test import Client

    client = Client()
    client.force_login(person)
    return client.cookies["phien"].value


def width_beyond(page):
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
