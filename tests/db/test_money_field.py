"""Money in a column and in a form."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from khuyencong.db.fields import MoneyInput
from khuyencong.kernel.money import Money
from khuyencong.programme.models import Programme, ProgrammeMoney


def test_money_comes_back_as_money_and_sums_as_money(cast):
    programme = Programme.objects.create(
        office=cast.office(), code="P", name="Chương trình", first_year=2026, last_year=2030
    )
    for source, dong in (("national", 22_600_000_000), ("local", 93_480_000_000)):
        ProgrammeMoney.objects.create(programme=programme, source=source, amount=Money(dong))

    assert ProgrammeMoney.objects.get(source="local").amount == Money(93_480_000_000)
    assert ProgrammeMoney.objects.aggregate(total=Sum("amount"))["total"] == Money(116_080_000_000)
    assert ProgrammeMoney.objects.filter(amount__gt=Money(90_000_000_000)).count() == 1


@pytest.mark.parametrize(
    ("typed", "dong"), [("1.250.000", 1_250_000), ("850 triệu", 850_000_000), ("1,2 tỷ", 1_200_000_000)]
)
def test_money_input_reads_amounts_as_people_type_them(typed, dong):
    assert MoneyInput().clean(typed) == Money(dong)


@pytest.mark.parametrize("typed", ["-5", "1,5", "10^18", "1000000000000000000", "nhiều"])
def test_money_input_tells_what_is_wrong(typed):
    with pytest.raises(ValidationError):
        MoneyInput().clean(typed)
