"""Accent-free search over many establishments, with slips of typing, against a plain LIKE scan of the same rows."""

import random
import time
from datetime import UTC, datetime

from tests.bench.clock import Timing, cpu_now, line, quantile

DATABASES = ("sqlite", "postgresql")
ROWS = 200_000
QUERIES = 300
PAGE = 50
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)
FORMS = ("Hộ kinh doanh", "Cơ sở", "Hợp tác xã", "Công ty TNHH", "Doanh nghiệp tư nhân", "Công ty cổ phần")
TRADES = (
    "Bánh tráng|Bún gạo|Khô cá lóc|Mật ong|Gốm đỏ|Thảm lục bình|Chiếu lác|Kẹo dừa|Rượu bưởi|Cà phê|Nước mắm|Gạch ngói|"
    "Cơ khí|Nấm|Trà|Mứt|Đồ gỗ|Đan lát|Xay xát|Dệt|Thủ công|Tàu hủ ky|Khoai lang sấy|Phân hữu cơ|Lò rèn|Chằm nón"
).split("|")
SYLLABLES = (
    "An Ánh Ân Bá Bạch Bảo Bình Bửu Cẩm Cần Châu Chí Chiến Công Cúc Cường Dân Diễm Diệp Đan Đạt Điền Định Đông Đức "
    "Dũng Dương Duy Gia Giang Hà Hải Hạnh Hào Hậu Hiền Hiếu Hoa Hòa Hoàng Hồng Huệ Hùng Hưng Hương Hữu Huy Khải Khang "
    "Khánh Khoa Kiên Kiều Kim Lan Lâm Lập Lễ Liên Linh Lộc Lợi Long Luân Lực Lương Mai Mạnh Minh Mỹ Nam Nga Ngân Nghĩa "
    "Ngọc Nguyên Nguyệt Nhân Nhật Nhi Như Oanh Phát Phong Phú Phúc Phước Phương Quân Quang Quế Quốc Quý Quyên Sang Sen "
    "Sơn Tài Tâm Tân Thạch Thái Thắng Thanh Thành Thảo Thiên Thiện Thịnh Thọ Thơ Thu Thuận Thủy Tiên Tiến Tín Toàn Trang "
    "Trí Trinh Trọng Trung Trường Tú Tuấn Tùng Tuyết Uyên Vân Việt Vinh Vĩnh Vũ Vương Xuân Yên Yến"
).split()


def measure():
    """Fill an empty database and time pages of fifty for a mix of what people type."""
    from khuyencong.registry.models import Establishment

    chance = random.Random(20161)
    names = fill(chance)
    queries = [typed(chance, chance.choice(names)) for _ in range(QUERIES)]
    ours = [one_page(query) for query in queries]
    walls, cpus = zip(*[timed_page(query) for query in queries], strict=True)
    scan = [timed_scan(query) for query in queries[:20]]
    told = Timing(quantile(list(walls), 0.5), sum(cpus) / QUERIES, QUERIES, max(walls))
    reference = Timing(
        quantile([one for one, _cpu in scan], 0.5), sum(cpu for _one, cpu in scan) / 20, 20, max(scan)[0]
    )
    yield line(
        "search_establishments",
        told,
        reference=reference,
        against="LIKE scan of the folded name",
        aim="p95 under 15 ms",
        p95_ms=round(quantile(list(walls), 0.95) * 1000, 3),
        rows=Establishment.objects.count(),
        queries=QUERIES,
        found_nothing=sum(not page for page in ours),
    )


def fill(chance):
    """Add the rows as an import would and let the database gather its statistics; return the names."""
    from django.db import connection

    from khuyencong.accounts.models import Office
    from khuyencong.registry.actions.words import learn_words
    from khuyencong.registry.models import Establishment, Place
    from khuyencong.registry.rules.facts import establishment_keys
    from khuyencong.registry.rules.legal_forms import form_of

    office = Office.objects.create(code="so", kind="department", name="Sở", province_code="86", path="1/")
    places, names = list(Place.objects.filter(until=None)), []
    for start in range(0, ROWS, 5_000):
        rows = []
        for number in range(start, start + 5_000):
            form, words = chance.choice(FORMS), chance.sample(SYLLABLES, chance.choice((1, 2, 2, 3)))
            place = chance.choice(places)
            name = " ".join([form, chance.choice(TRADES), *words, *([str(number % 97)] if number % 5 == 0 else [])])
            keys = establishment_keys(name, form_of(form), place.name)
            rows.append(
                Establishment(
                    office=office,
                    name=name,
                    form="household",
                    tax_code_kind="none",
                    place=place,
                    created_at=MOMENT,
                    changed_at=MOMENT,
                    **keys,
                )
            )
            names.append(name)
        Establishment.objects.bulk_create(rows, batch_size=1_000)
        if start == 0 or start >= ROWS - 5_000:
            learn_words(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return names


def typed(chance, name):
    """Type a name as people do: all of it, some words, half a word, without accents, or with a slip."""
    words = name.split()
    kind = chance.randrange(5)
    if kind == 0:
        return name
    some = words[-chance.choice((2, 3, 4)) :]
    if kind == 1:
        return " ".join(some).lower()
    if kind == 2:
        return " ".join([*some[:-1], some[-1][: max(2, len(some[-1]) - 1)]])
    if kind == 3:
        return chance.choice(TRADES)
    return slipped(chance, some)


def slipped(chance, words):
    """Swap two letters of the longest word."""
    longest = max(words, key=len)
    place = chance.randrange(max(1, len(longest) - 1))
    letters = list(longest)
    letters[place : place + 2] = reversed(letters[place : place + 2])
    return " ".join("".join(letters) if word == longest else word for word in words)


def one_page(query):
    """Fetch the first page of what is found."""
    from khuyencong.registry.models import Establishment
    from khuyencong.registry.queries.search import search_establishments

    visible = Establishment.objects.filter(state="active", office__code="so")
    return list(search_establishments(query, visible).values_list("pk", "name", "place__name")[:PAGE])


def timed_page(query):
    """Return wall and CPU seconds of one page."""
    wall, cpu = time.perf_counter(), cpu_now()
    one_page(query)
    return time.perf_counter() - wall, cpu_now() - cpu


def timed_scan(query):
    """Return wall and CPU seconds of finding the same by LIKE."""
    from khuyencong.registry.models import Establishment
    from khuyencong.registry.rules.legal_forms import bare_name

    wall, cpu = time.perf_counter(), cpu_now()
    list(Establishment.objects.filter(folded__contains=bare_name(query)).order_by("sort_key")[:PAGE])
    return time.perf_counter() - wall, cpu_now() - cpu


if __name__ == "__main__":
    print(list(measure()))
