"""The page of checks and the promises of an edition, without JavaScript."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.pools import a_film

from matinee.accounts.models import User
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.programming.models import CheckSetting, Obligation
from matinee.programming.queries import customs_of
from matinee.programming.rules.book import CUSTOMS
from matinee.programming.states import CheckKind, CheckLevel

Members = Callable[[Role], User]
SignedIn = Callable[[User], Client]
DESK = "/office/lanterns/programming/"


def as_sent(**changes: object) -> dict[str, object]:
    """Return the page's form as a browser sends it, with some answers changed."""
    sent: dict[str, object] = {}
    for kind, custom in CUSTOMS.items():
        sent |= {f"{kind}-is_on": "on", f"{kind}-level": custom.level.value}
        sent |= {f"{kind}-number": custom.number} if custom.number is not None else {}
        sent |= {f"{kind}-rung": custom.rung} if custom.rung else {}
    changed = {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in (sent | changed).items() if value is not None}


@pytest.mark.django_db
def test_manager_sets_a_check_and_goes_back_to_custom(festival: Festival, director: User, signed_in: SignedIn) -> None:
    tab = signed_in(director)

    same = tab.post(f"{DESK}checks/", as_sent(), follow=True).content.decode()
    page = tab.post(
        f"{DESK}checks/", as_sent(opener__number=8, twins__is_on=None, length_over__level="forbids"), follow=True
    )
    customs = customs_of(festival)

    assert "Nothing was changed." in same
    assert "3 checks go so from now on." in page.content.decode()
    assert customs[CheckKind.OPENER].number == 8
    assert not customs[CheckKind.TWINS].is_on
    assert customs[CheckKind.LENGTH_OVER].level == CheckLevel.FORBIDS
    tab.post(f"{DESK}checks/usual/")
    assert not CheckSetting.objects.exists()


@pytest.mark.django_db
def test_number_out_of_bounds_keeps_what_was_typed(festival: Festival, director: User, signed_in: SignedIn) -> None:
    answer = signed_in(director).post(f"{DESK}checks/", as_sent(heavy_neighbours__number=9, opener__number=7))

    assert answer.status_code == 400
    assert 'value="9"' in answer.content.decode()
    assert 'value="7"' in answer.content.decode()
    assert not CheckSetting.objects.exists()


@pytest.mark.django_db
def test_programmer_reads_the_checks_and_changes_none(festival: Festival, member: Members, signed_in: SignedIn) -> None:
    tab = signed_in(member(Role.PROGRAMMER))

    page = tab.get(f"{DESK}checks/").content.decode()
    tab.post(f"{DESK}checks/", as_sent(opener__number=8))

    assert "A festival manager can change these." in page
    assert "Two heavy films side by side" in page
    assert not CheckSetting.objects.exists()


@pytest.mark.django_db
def test_promise_is_written_down_and_taken_off_the_books(
    festival: Festival, edition: Edition, member: Members, signed_in: SignedIn
) -> None:
    tab, film = signed_in(member(Role.PROGRAMMER)), a_film(festival, "The Opener")
    there = f"{DESK}editions/{edition.slug}/promises/"

    unknown = tab.post(there, {"kind": "opens", "film": "Nobody", "reason": "the mayor"}, follow=True)
    nothing = tab.post(there, {"kind": "opens", "reason": "the mayor"}, follow=True)
    page = tab.post(there, {"kind": "opens", "film": "the opener", "reason": "the mayor comes"}, follow=True)
    row = Obligation.objects.get()

    assert "There is no film “Nobody” here." in unknown.content.decode()
    assert "Name a film of this festival." in nothing.content.decode()
    assert "The Opener" in page.content.decode()
    assert (row.film, row.reason) == (film, "the mayor comes")
    tab.post(f"{there}{row.code}/off/")
    assert not Obligation.objects.exists()
