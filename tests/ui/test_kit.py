"""Components: what they say to eyes and to screen readers."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

import khuyencong
from khuyencong.kernel.money import Money
from khuyencong.kernel.refusal import Refusal
from khuyencong.ui.gallery import SampleFileForm, SampleForm
from khuyencong.ui.templatetags import words

PACKAGE = Path(khuyencong.__file__).parent
NO = Refusal("ui.sample", "Chưa đủ %(count)s phiếu.", source="TT 26/2014/TT-BCT, Điều 17", count=9)


def draw(text, **facts):
    return Template(text).render(Context(facts))


def test_button_is_drawn_with_its_words_inside_a_span():
    html = draw('{% button icon="check" %}Lưu{% endbutton %}')

    assert '<button type="submit" class="btn btn-primary">' in html
    assert '<i class="bi bi-check" aria-hidden="true"></i><span>Lưu</span>' in html


@pytest.mark.parametrize(
    "text",
    [
        "{% button no=no %}Lưu{% endbutton %}",
        '{% link_button href="/" no=no %}Lưu{% endlink_button %}',
        '{% confirm action="/x/" label="Lưu" title="Lưu?" no=no %}{% endconfirm %}',
    ],
)
def test_refused_button_stays_readable_and_says_why(text):
    html = draw(text, no=NO)

    assert 'aria-disabled="true"' in html
    assert "Chưa đủ 9 phiếu. (TT 26/2014/TT-BCT, Điều 17)" in html
    assert "href" not in html
    assert "<form" not in html


def test_confirm_posts_with_the_token_and_is_named_by_its_title():
    html = draw(
        '{% confirm action="/thu-hoi/1/" label="Thu hồi" title="Thu hồi giấy?" kind="danger" %}<p>Hỏi</p>{% endconfirm %}',
        csrf_token="dau",
    )

    assert 'id="ask-thu-hoi1" aria-labelledby="ask-thu-hoi1-title"' in html
    assert '<form method="post" action="/thu-hoi/1/">' in html
    assert 'name="csrfmiddlewaretoken" value="dau"' in html
    assert 'data-opens="ask-thu-hoi1"' in html


def test_components_escape_what_is_passed_in():
    evil = "<script>alert(1)</script>"

    for text in (
        "{% page_header title=evil lead=evil %}{% endpage_header %}",
        "{% card title=evil foot=evil %}{{ evil }}{% endcard %}",
        "{% notice title=evil source=evil %}{{ evil }}{% endnotice %}",
        "{% fact label=evil %}{{ evil }}{% endfact %}",
        "{% badge %}{{ evil }}{% endbadge %}",
        "{% empty title=evil text=evil %}{% endempty %}",
        "{% progress 1 2 evil %}",
    ):
        assert "<script>" not in draw(text, evil=evil)


def test_progress_never_overflows_and_survives_nothing_to_do():
    assert 'max="9" value="9"' in draw('{% progress 12 9 "Phiếu" %}')
    assert 'max="1" value="0"' in draw('{% progress 0 0 "Phiếu" %}')


def test_fact_without_a_value_shows_a_dash():
    assert "—" in draw('{% fact label="Điện thoại" %}  {% endfact %}')


def test_field_ties_label_help_and_error_to_the_control():
    form = SampleForm({"name": ""})
    html = draw("{% field form.name %}", form=form)

    assert '<label for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="form-control"' in html


def test_group_of_choices_is_a_fieldset_with_a_legend():
    html = draw("{% field form.form_kind %}", form=SampleForm())

    assert "<fieldset" in html
    assert "<legend>Loại hình</legend>" in html


def test_form_with_faults_lists_them_with_links_to_the_fields():
    html = draw("{% form_fields form %}", form=SampleForm({"name": "", "received_on": "31/02/2026"}))

    assert 'role="alert"' in html
    assert '<a href="#id_name">Tên cơ sở</a>: Hãy điền mục này.' in html
    assert '<a href="#id_received_on">Ngày nhận hồ sơ</a>: Ngày không đọc được' in html


def test_file_drop_keeps_the_browsers_own_control():
    html = draw('{% file_drop form.file accept=".xlsx" %}', form=SampleFileForm())

    assert 'type="file"' in html
    assert 'accept=".xlsx"' in html
    assert '<label for="id_file">' in html


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(2579, 31), 2, "83,19"), (1234567, None, "1.234.567"), (Fraction(1, 2), None, "0,50"), (None, 2, "—"),
        (Fraction(-5, 1000), 2, "-0,01"), (Fraction(5, 1000), 2, "0,01"), (0, 2, "0,00"), ("", None, "—"),
    ],
)  # fmt: skip  # a table
def test_so_rounds_half_up_exactly(value, places, expected):
    assert words.so(value, places) == expected


def test_amounts_and_days_are_written_as_the_reader_reads():
    moment = datetime(2026, 6, 4, 17, 30, tzinfo=UTC)

    assert words.dong(Money(1_250_000)) == "1.250.000 đồng"
    assert words.dong(None) == words.ngay(None) == words.gio(None) == "—"
    assert words.ngay(date(2026, 6, 5)) == "05/06/2026"
    assert words.ngay(moment) == "05/06/2026"
    assert words.gio(moment) == "00:30 05/06/2026"
    with override("en"):
        assert words.ngay(date(2026, 6, 5)) == "5 Jun 2026"
        assert words.so(1234567) == "1,234,567"


def test_every_static_file_that_a_template_names_exists():
    named = {
        name
        for path in PACKAGE.rglob("templates/**/*.html")
        for name in re.findall(r"\{% static ['\"]([^'\"]+)['\"]", path.read_text())
    }

    assert [name for name in sorted(named) if finders.find(name) is None] == []


def test_every_icon_that_a_template_names_is_in_the_font():
    known = set(
        re.findall(r"\.bi-([a-z0-9-]+)::before", Path(finders.find("vendor/icons/bootstrap-icons.min.css")).read_text())
    )
    named = {
        name
        for path in PACKAGE.rglob("templates/**/*.html")
        for name in re.findall(r"icon=\"([a-z0-9-]+)\"|bi bi-([a-z0-9-]+)\"", path.read_text())
        for name in name
        if name
    }

    assert sorted(named - known) == []


def test_no_template_carries_a_script_or_style_of_its_own():
    found = [
        path.name
        for path in PACKAGE.rglob("templates/**/*.html")
        if re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*application/json)", path.read_text())
    ]

    assert found == []


def test_no_style_or_script_of_ours_asks_another_host():
    own = Path(finders.find("ui/tokens.css")).parent

    assert [
        path.name
        for path in own.rglob("*")
        if path.is_file() and re.search(r"https?://(?!www\.w3\.org)", path.read_text())
    ] == []


@pytest.mark.django_db
def test_gallery_draws_every_component_for_an_administrator_only(cast):
    from khuyencong.ui.templatetags.kit import register

    page = cast.client("quantri").get("/thu-vien-giao-dien/")
    gallery = "".join(path.read_text() for path in (PACKAGE / "ui/templates/ui/gallery").iterdir())
    gallery += (PACKAGE / "ui/templates/ui/gallery.html").read_text()
    missing = [name for name in register.tags if f"{{% {name} " not in gallery and f"{{% {name} %" not in gallery]

    assert page.status_code == 200
    assert cast.client("thuky").get("/thu-vien-giao-dien/").status_code == 403
    assert sorted(missing) == ["field", "form_fields", "icon", "translate_norm"]


def test_a_refusal_leads_back_and_promises_no_second_try_where_the_right_is_missing(cast):
    client = cast.client("thuky")

    ours = client.get("/thu-vien-giao-dien/", headers={"referer": "http://testserver/viec/"}).content.decode()
    foreign = client.get("/thu-vien-giao-dien/", headers={"referer": "https://la.example/viec/"}).content.decode()

    assert 'href="http://testserver/viec/"' in ours
    assert "la.example" not in foreign
    assert "làm lại" not in ours


@pytest.mark.django_db
def test_missing_page_and_stale_form_answer_in_vietnamese(cast):
    strict = Client(enforce_csrf_checks=True)

    assert "Không tìm thấy trang" in Client().get("/khong-co/").content.decode()
    assert "Phiên làm việc đã hết hạn" in strict.post("/ngon-ngu/", {"language": "en"}).content.decode()
