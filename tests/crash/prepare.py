"""Run inside an installation: a round that stands in scoring, with jurors who log in and have declared."""

from django.utils import timezone

from khuyencong.accounts.models import Office, Person
from khuyencong.selection.actions.jury import declare_interest
from khuyencong.selection.models import Juror
from tests.cast import Cast
from tests.factories.selection import make_scoring


def scoring_round(dossiers, jurors):
    """Make it and return the ids of the dossiers."""
    people = {person.username: person for person in Person.objects.order_by("username")}
    cast = Cast(people, {office.code: office for office in Office.objects.all()})
    at = timezone.now()
    codes = [f"A{number:02}" for number in range(1, dossiers + 1)]
    _round, made, _jury = make_scoring(cast, at, codes, jurors=jurors)
    for juror in Juror.objects.select_related("person", "round"):
        for dossier in made:
            declare_interest(actor=juror.person, juror=juror, dossier=dossier, has_conflict=False, at=at)
    return [dossier.pk for dossier in made]
