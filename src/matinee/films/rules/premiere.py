"""The premiere ladder: world > international > continental > national > region > state > city > none.

Source: ``product.md``, rules of the trade. Only public showings with a date and a place count, and public releases
online. A place that is known in part is taken at its worst: a showing somewhere in the country without its city costs
every rung that it might have been on, and then the answer is "not known" rather than a claim.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import get_language, gettext_lazy, gettext_noop, pgettext
from django.utils.translation import gettext as _

from matinee.films.rules.geography import continent_of, place_of_city, region_of, state_name
from matinee.films.states import Premiere
from matinee.kit.places import country_name


class ShowingLike(Protocol):
    """What the ladder needs of a showing."""

    shown_on: date | None
    city: str
    region: str
    country: str
    is_online: bool
    is_public: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a festival is: a country code, a state or province, a city; what is not known is empty."""

    country: str = ""
    region: str = ""
    city: str = ""


CONTINENTAL_WORDS = {
    "Africa": gettext_lazy("African premiere"),
    "Asia": gettext_lazy("Asian premiere"),
    "Europe": gettext_lazy("European premiere"),
    "North America": gettext_lazy("North American premiere"),
    "South America": gettext_lazy("South American premiere"),
    "Oceania": gettext_lazy("Oceanian premiere"),
}
REGION_WORDS = (
    gettext_noop("West Coast"),
    gettext_noop("Mountain West"),
    gettext_noop("Midwest"),
    gettext_noop("South"),
    gettext_noop("East Coast"),
)
RUNGS = (Premiere.CONTINENTAL, Premiere.NATIONAL, Premiere.REGION, Premiere.STATE, Premiere.CITY)


def premiere_of(
    showings: Sequence[ShowingLike], *, place: Place, on: date | None, origins: Collection[str] = ()
) -> Premiere:
    """Return the highest rung that a showing at ``place`` on that day would be.

    Showings on the day itself or later do not count; ``on=None`` counts every dated one. ``origins`` are the film's own
    countries: only with them can a premiere be international (the first outside of where it was made).
    """
    counting = [s for s in showings if s.is_public and (s.shown_on is None or on is None or s.shown_on < on)]
    if not counting:
        return Premiere.WORLD
    if _is_international(counting, place, origins):
        return Premiere.INTERNATIONAL
    for rung in RUNGS:
        if _exists(rung, place) and all(_was_elsewhere(s, rung, place) for s in counting):
            return rung
    was_here = any(_was_elsewhere(s, Premiere.CITY, place) is False for s in counting)
    return Premiere.NONE if was_here else Premiere.UNKNOWN


def premiere_words(premiere: Premiere | str, place: Place) -> str:
    """Return a rung in the words of a place: ``Los Angeles premiere``, ``West Coast premiere``."""
    rung = Premiere(premiere or Premiere.UNKNOWN)
    said = {
        Premiere.CONTINENTAL: ("%(place)s", str(CONTINENTAL_WORDS.get(continent_of(place.country), ""))),
        Premiere.NATIONAL: (pgettext("of a country", "%(place)s premiere"), _country(place)),
        Premiere.REGION: (pgettext("of a region", "%(place)s premiere"), _(region_of(place.region, place.country))),
        Premiere.STATE: (pgettext("of a state", "%(place)s premiere"), place.region),
        Premiere.CITY: (pgettext("of a city", "%(place)s premiere"), place.city),
    }
    words, name = said.get(rung, ("", ""))
    return words % {"place": name} if name else str(rung.label)


def in_sentence(words: str) -> str:
    """Return a rung as it stands inside a sentence: ``world premiere``, but ``Los Angeles premiere``.

    In English the place comes first; elsewhere the rung begins with its noun (*estreno*, *première*, *prima*).
    """
    is_place_first = (get_language() or "en").startswith("en") and not words.startswith(("World", "International"))
    return words if is_place_first else words[:1].lower() + words[1:]


def _country(place: Place) -> str:
    return country_name(place.country, get_language() or "en") if place.country else ""


def _exists(rung: Premiere, place: Place) -> bool:
    """Tell whether a place is known well enough for a rung."""
    needed = {
        Premiere.CONTINENTAL: continent_of(place.country),
        Premiere.NATIONAL: place.country,
        Premiere.REGION: region_of(place.region, place.country),
        Premiere.STATE: place.region,
        Premiere.CITY: place.city,
    }
    return bool(needed[rung])


def _is_international(showings: Iterable[ShowingLike], place: Place, origins: Collection[str]) -> bool:
    """Tell whether the film has been shown at home only, and this place is abroad."""
    if not origins or not place.country or place.country in origins:
        return False
    return all(s.shown_on is not None and _whole(s).country in origins for s in showings)


def _was_elsewhere(showing: ShowingLike, rung: Premiere, place: Place) -> bool | None:
    """Tell whether a showing was outside of the place's city, state, region ...; None where that is not known."""
    if showing.shown_on is None:
        return None
    there = _whole(showing)
    if showing.is_online and _reaches(there, place):
        return False
    apart = _apart(there, place)
    order = [Premiere.CONTINENTAL, Premiere.NATIONAL, Premiere.REGION, Premiere.STATE, Premiere.CITY]
    verdicts = apart[: order.index(rung) + 1]
    if True in verdicts:
        return True
    return verdicts[-1]


def _apart(there: Place, here: Place) -> list[bool | None]:
    """Return for continent, country, region, state and city whether two places differ, None where one is not known."""
    pairs = (
        (continent_of(there.country), continent_of(here.country)),
        (there.country, here.country),
        (region_of(there.region, there.country), region_of(here.region, here.country)),
        (state_name(there.region, there.country), state_name(here.region, here.country)),
        (there.city.casefold(), here.city.casefold()),
    )
    return [None if not one or not other else one != other for one, other in pairs]


def _reaches(release: Place, place: Place) -> bool:
    """Tell whether a release online can be seen at a place: everywhere, or where it is limited to its country."""
    return not release.country or release.country == place.country


def _whole(showing: ShowingLike) -> Place:
    """Return a showing's place, with state and country filled in where its city is known for them."""
    known = place_of_city(showing.city) if showing.city else None
    region, country = known or ("", "")
    if showing.country and showing.country.upper() != country:
        return Place(showing.country.upper(), showing.region, showing.city)
    return Place(country or showing.country.upper(), showing.region or region, showing.city)
