"""Persons are found by name, in any case, and recorded once."""

import pytest

from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput
from matinee.people.actions import change_person, link_person, person_named, persons_named, record_person
from matinee.people.models import Person
from matinee.people.queries import person_of, persons_of

pytestmark = pytest.mark.django_db


def test_person_is_found_by_name_in_any_case(festival: Festival, other_festival: Festival) -> None:
    zoe = person_named(festival=festival, name="Zoë  O'Neil", by=None)

    assert person_named(festival=festival, name="ZOË O'NEIL", by=None) == zoe
    assert (zoe.name, zoe.sort_name, zoe.slug) == ("Zoë O'Neil", "O'Neil, Zoë", "zoe-oneil")
    assert person_named(festival=other_festival, name="Zoë O'Neil", by=None) != zoe


def test_two_people_of_one_name_may_be_recorded(festival: Festival) -> None:
    first, second = (record_person(festival=festival, name="Ana Lima", by=None) for _ in range(2))

    assert (first.slug, second.slug) == ("ana-lima", "ana-lima-2")
    assert person_named(festival=festival, name="ana lima", by=None) == first


def test_many_are_found_and_recorded_at_once(festival: Festival) -> None:
    ana = person_named(festival=festival, name="Ana Lima", by=None)

    found = persons_named(
        festival=festival, names=["ana lima", "李 伟", "Ana-Lima", "李 伟", "Bo Wong", "BO WONG"], by=None
    )

    assert found["ana lima"] == ana
    assert found["Bo Wong"] == found["BO WONG"]
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ana Lima", "Ana-Lima", "Bo Wong", "李 伟"]
    assert found["李 伟"].slug.startswith("person-")
    assert persons_named(festival=festival, names=[], by=None) == {}


@pytest.mark.parametrize("name", ["", " \n", "x" * 151])
def test_no_name_is_no_person(festival: Festival, name: str) -> None:
    with pytest.raises(InvalidInput):
        record_person(festival=festival, name=name, by=None)


def test_new_name_keeps_the_address(festival: Festival) -> None:
    ana = record_person(festival=festival, name="Ana Lima", by=None)

    change_person(person=ana, by=None, name="Ana Lima Costa", pronouns="she/her")

    assert (ana.slug, ana.sort_name, ana.pronouns) == ("ana-lima", "Costa, Ana Lima", "she/her")
    assert person_named(festival=festival, name="ana lima costa", by=None) == ana


def test_link_is_kept_once(festival: Festival) -> None:
    ana = record_person(festival=festival, name="Ana Lima", by=None)

    for label in ("Site", "Own site"):
        link_person(person=ana, label=label, url="https://example.org", by=None)

    assert list(ana.links.values_list("label", flat=True)) == ["Own site"]
    with pytest.raises(InvalidInput):
        link_person(person=ana, label="Bad", url="javascript:alert(1)", by=None)


def test_persons_are_those_of_one_festival(festival: Festival, other_festival: Festival) -> None:
    ana = record_person(festival=festival, name="Ana Lima", by=None)
    record_person(festival=other_festival, name="Bo Wong", by=None)

    assert list(persons_of(festival)) == [ana]
    assert list(persons_of(festival, "bo")) == []
    assert (person_of(festival, ana.code), person_of(festival, "bo-wong")) == (ana, None)
