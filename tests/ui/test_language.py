"""Vietnamese first: English only for whoever chose it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cookie", "header", "expected"),
    [
        ("", "", "vi"),
        ("", "en-US,en", "vi"),
        ("en", "", "en"),
        ("en", "vi", "en"),
        ("vi", "en", "vi"),
        ("fr", "fr", "vi"),
    ],
)
def test_language_follows_the_choice_and_never_the_browser(cookie, header, expected):
    client = Client(headers={"accept-language": header})
    if cookie:
        client.cookies["ngon_ngu"] = cookie
    answer = client.get("/tiep-can/")

    assert answer.headers["Content-Language"] == expected
    assert f'<html lang="{expected}" ' in answer.content.decode()
    assert "Cookie" in answer.headers["Vary"]


def test_language_is_back_to_vietnamese_for_the_next_reader():
    reader = Client()
    reader.cookies["ngon_ngu"] = "en"
    reader.get("/tiep-can/")

    assert '<html lang="vi" ' in Client().get("/tiep-can/").content.decode()
