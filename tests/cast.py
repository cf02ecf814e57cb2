"""The named people of the tests: the demonstration's cast and the neighbour province's secretary, made in five queries."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from khuyencong.accounts.actions.offices import ensure_office
from khuyencong.accounts.models import Grant, Office, Person
from khuyencong.demonstration.rules.cast import CAST, NEIGHBOUR, NEIGHBOUR_OFFICES, OFFICES

EVERYBODY = (*CAST, NEIGHBOUR)


@dataclass(frozen=True)
class Cast:
    """People by log-in name (`cast.thuky`), offices by code (`cast.office("sct-vinh-long")`)."""

    people: dict[str, Person]
    offices: dict[str, Office]

    def __getattr__(self, username):
        try:
            return self.people[username.replace("_", "-")]
        except KeyError:
            raise AttributeError(username) from None

    def office(self, code="sct-vinh-long"):
        return self.offices[code]

    @property
    def jurors(self):
        return [person for username, person in self.people.items() if username.startswith("giamkhao")]

    def client(self, username=None):
        """Return a browser that is logged in as somebody of the cast, or as a stranger from the street."""
        client = Client()
        if username is not None:
            client.force_login(self.people[username])
        return client


def make_cast():
    """Make every office and person, each with the one role."""
    offices = {}
    for facts in (*OFFICES, *NEIGHBOUR_OFFICES):
        offices[facts.code] = ensure_office(
            code=facts.code,
            kind=facts.kind,
            name=facts.name,
            province_code=facts.province_code,
            parent=offices.get(facts.parent),
        )
    people = Person.objects.bulk_create(
        Person(username=one.username, full_name=one.full_name, title=one.title, password="!") for one in EVERYBODY
    )
    Grant.objects.bulk_create(
        Grant(person=person, office=offices[one.office], role=one.role.value, from_on=date(2026, 1, 1))
        for person, one in zip(people, EVERYBODY, strict=True)
    )
    return Cast({person.username: person for person in people}, offices)
