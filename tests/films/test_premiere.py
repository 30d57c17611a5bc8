"""The premiere ladder, rung by rung, and what is said where not enough is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.films.models import PublicShowing
from matinee.films.rules import Place, premiere_of
from matinee.films.rules.geography import CONTINENT_OF, is_state, region_of, state_name
from matinee.films.states import Premiere

HERE = Place("US", "California", "Los Angeles")
ON = date(2031, 3, 8)


def shown(
    city: str = "", region: str = "", country: str = "", day: date | None = date(2030, 1, 1), **more: bool
) -> PublicShowing:
    """Return a showing."""
    return PublicShowing(city=city, region=region, country=country, shown_on=day, **more)


@pytest.mark.parametrize(
    ("showings", "rung"),
    [
        ([], Premiere.WORLD),
        ([shown("Seoul", country="KR")], Premiere.CONTINENTAL),
        ([shown("Toronto", country="CA")], Premiere.NATIONAL),
        ([shown("Austin", country="US")], Premiere.REGION),
        ([shown("Smalltown", "Texas", "US")], Premiere.REGION),
        ([shown("Seattle", country="US")], Premiere.STATE),
        ([shown("San Diego", "CA", "US")], Premiere.CITY),
        ([shown("Los Angeles")], Premiere.NONE),
        ([shown("Seoul", country="KR"), shown("San Francisco")], Premiere.CITY),
        ([shown("los angeles", "CA", "us")], Premiere.NONE),
        ([shown("Los Angeles", country="CL")], Premiere.CONTINENTAL),
    ],
)
def test_rung_is_the_highest_that_is_left(showings: list[PublicShowing], rung: Premiere) -> None:
    assert premiere_of(showings, place=HERE, on=ON) == rung


def test_first_showing_abroad_is_international() -> None:
    lisbon = [shown("Lisbon", country="PT")]

    assert premiere_of(lisbon, place=HERE, on=ON, origins=["PT"]) == Premiere.INTERNATIONAL
    assert premiere_of(lisbon, place=HERE, on=ON, origins=["PT", "US"]) == Premiere.CONTINENTAL
    assert (
        premiere_of([*lisbon, shown("Lyon", country="FR")], place=HERE, on=ON, origins=["PT"]) == Premiere.CONTINENTAL
    )


def test_what_does_not_count() -> None:
    by_invitation = shown("Los Angeles", is_public=False)
    later = shown("Los Angeles", day=ON)

    assert premiere_of([by_invitation, later], place=HERE, on=ON) == Premiere.WORLD
    assert premiere_of([later], place=HERE, on=None) == Premiere.NONE


def test_release_online_is_everywhere_or_in_its_country() -> None:
    assert premiere_of([shown(is_online=True)], place=HERE, on=ON) == Premiere.NONE
    assert premiere_of([shown(country="US", is_online=True)], place=HERE, on=ON) == Premiere.NONE
    assert premiere_of([shown(country="CA", is_online=True)], place=HERE, on=ON) == Premiere.NATIONAL


@pytest.mark.parametrize(
    "vague", [shown(), shown("Los Angeles", day=None), shown(country="US"), shown(region="California", country="US")]
)
def test_too_little_known_is_said_and_nothing_is_claimed(vague: PublicShowing) -> None:
    assert premiere_of([vague], place=HERE, on=ON) == Premiere.UNKNOWN


def test_one_sure_showing_here_outweighs_what_is_not_known() -> None:
    assert premiere_of([shown(), shown("Los Angeles", "CA", "US")], place=HERE, on=ON) == Premiere.NONE


def test_unknown_city_elsewhere_still_leaves_the_city() -> None:
    assert premiere_of([shown("Oldtown")], place=HERE, on=ON) == Premiere.CITY


RUNGS = list(Premiere)
PLACES = st.sampled_from(
    [
        ("Seoul", "", "KR"),
        ("Toronto", "", "CA"),
        ("Austin", "", "US"),
        ("Seattle", "", "US"),
        ("San Diego", "", "US"),
        ("", "", ""),
    ]
)


@given(st.lists(PLACES, max_size=5), PLACES)
def test_another_showing_never_raises_the_rung(before: list[tuple[str, str, str]], more: tuple[str, str, str]) -> None:
    rung = premiere_of([shown(*place) for place in before], place=HERE, on=ON)
    lower = premiere_of([shown(*place) for place in [*before, more]], place=HERE, on=ON)

    assert RUNGS.index(lower) >= RUNGS.index(rung)


def test_geography_knows_states_and_continents() -> None:
    assert (state_name("ca", "US"), region_of("CA", "US"), region_of("Ontario", "CA")) == (
        "california",
        "West Coast",
        "",
    )
    assert (is_state("Texas"), is_state("tx"), is_state("Bavaria")) == (True, True, False)
    assert {CONTINENT_OF[code] for code in ("US", "PE", "JP", "KE", "NZ", "PT")} == {
        "North America", "South America", "Asia", "Africa", "Oceania", "Europe",
    }  # fmt: skip
