"""``matinee festival``: from an empty database to a festival with its director."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from matinee.accounts.models import User
from matinee.festival.models import Festival, Membership

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("festival", *words, stdout=out)
    return out.getvalue()


def test_festival_is_founded_with_an_account_for_its_director() -> None:
    place = ("--city", "Lisbon", "--country", "Portugal", "--time-zone", "Europe/Lisbon")
    said = run("create", "--slug", "harbour", "--name", "Harbour Shorts", "--director", "Ada@example.org", *place)
    festival = Festival.objects.get()
    assert (festival.city, festival.country, festival.time_zone) == ("Lisbon", "PT", "Europe/Lisbon")
    assert ("/office/harbour/" in said, "sign in with a code" in said) == (True, True)
    assert Membership.objects.get().user.email == "ada@example.org"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--slug", "office"), "address of the installation itself"),
        (("--slug", "x", "--time-zone", "Mars/Olympus"), "is not a time zone"),
        (("--slug", "x", "--country", "Atlantis"), "is not a country"),
        (("--slug", "x", "--director", "nobody"), "valid email"),
    ],
)
def test_festival_that_does_not_fit_is_refused_and_leaves_nothing(words: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run("create", "--name", "N", *words)
    assert (Festival.objects.count(), User.objects.count()) == (0, 0)


def test_list_says_what_to_do_first_then_lists() -> None:
    assert "matinee festival create" in run("list")
    run("create", "--slug", "harbour", "--name", "Harbour Shorts")
    [row] = json.loads(run("list", "--json"))
    assert (row["slug"], row["team"], row["editions"]) == ("harbour", 0, 0)
    assert "Harbour Shorts" in run("list")


def test_role_is_given_to_a_person_with_or_without_an_account(festival: Festival, director: User) -> None:
    run("role", "--slug", "lanterns", "--email", "new@example.org", "--role", "press")
    run("role", "--slug", "lanterns", "--email", director.email, "--role", "reviewer")
    assert Membership.objects.count() == 3
    with pytest.raises(CommandError, match="matinee festival list"):
        run("role", "--slug", "nowhere", "--email", "new@example.org", "--role", "press")
