"""A film as its card shows it, in a template or as JSON: what decides about its place, at a glance."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matinee.festival.models import Festival
from matinee.films.models import Film
from matinee.films.queries import place_of
from matinee.films.rules import premiere_words
from matinee.films.states import Premiere
from matinee.preselection.rules import interval_of
from matinee.programming.models import Lineup, Strand
from matinee.programming.rules import BoardFilm, Finding
from matinee.programming.rules.finding import Match
from matinee.programming.states import CheckLevel, OfferState
from matinee.web.stills import mark_of

THEMES_SHOWN = 3
OFFERS = {
    OfferState.OFFERED: "",
    OfferState.ACCEPTED: "good",
    OfferState.DECLINED: "bad",
    OfferState.EXPIRED: "warn",
    OfferState.WITHDRAWN: "",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One film's card."""

    film: BoardFilm
    still: str
    low: float | None
    high: float | None
    premiere: str
    who: str
    offer_kind: str = ""
    warnings: Sequence[str] = ()
    match: Match | None = None
    findings: Sequence[Finding] = field(default=())

    @property
    def code(self) -> str:
        """The film's code."""
        return self.film.code

    @property
    def title(self) -> str:
        """The film's title."""
        return self.film.title

    @property
    def themes(self) -> list[str]:
        """What it is about, in a few words that people gave it."""
        return list(self.film.film.themes[:THEMES_SHOWN])

    @property
    def score(self) -> float | None:
        """The calibrated mean, if anybody has marked it."""
        return float(self.film.standing.mean) if self.film.standing else None

    @property
    def offer(self) -> str:
        """How its invitation stands, in words."""
        offer = self.film.invitation
        return str(offer.get_state_display()) if offer is not None and offer.state != OfferState.WITHDRAWN else ""

    @property
    def shows(self) -> tuple[Hashable, ...]:
        """Everything that ``placed.html`` draws of it: two cards that show the same are drawn once."""
        film, one = self.film.film, self.film
        words = (self.code, self.title, self.still, self.premiere, self.who, self.offer, self.offer_kind, one.note)
        numbers = (film.running_time_s, self.score, self.low, self.high, one.weight)
        tags = (film.form, str(film.genres[:1]), str(film.countries), str(self.themes), str(list(self.warnings)))
        standing = (
            str(one.consideration.state) if one.consideration else "",
            one.placement.why if one.placement else "",
            one.is_locked,
            one.is_place_locked,
            self.match,
        )
        return words, numbers, tags, standing, tuple(sorted(one.strands))


def surroundings_of(lineup: Lineup, strands: Iterable[Strand], query: str = "") -> tuple[str, ...]:
    """Return what the cards of a page have in common, for the memory of drawn cards."""
    festival, edition = lineup.edition.festival, lineup.edition
    named = str([(one.slug, one.title, one.accent) for one in strands])
    return festival.slug, lineup.code, edition.accent, query, named


def cards_of(
    films: Iterable[BoardFilm],
    festival: Festival,
    findings: Iterable[Finding] = (),
    matches: Mapping[int, Match] | None = None,
    longest_s: int | None = None,
) -> list[Card]:
    """Return films as cards, each with what the checks say of it; asks the database for nothing.

    ``longest_s`` is what the roomiest program of the board could hold, for films of the pool.
    """
    by_film: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.film:
            by_film.setdefault(finding.film, []).append(finding)
    return [_card(film, festival, by_film.get(film.code, []), matches or {}, longest_s) for film in films]


def facts_of(card: Card) -> dict[str, Any]:
    """Return a card as plain JSON, for the board's element."""
    film = card.film.film
    return {
        "code": card.code,
        "title": card.title,
        "seconds": card.film.running_time_s,
        "still": card.still,
        "score": card.score,
        "low": card.low,
        "high": card.high,
        "weight": card.film.weight,
        "themes": card.themes,
        "form": film.get_form_display(),
        "genre": film.genres[0] if film.genres else "",
        "countries": film.countries,
        "premiere": card.premiere,
        "who": card.who,
        "offer": card.offer,
        "strands": sorted(card.film.strands),
        "locked": card.film.is_locked,
        "warnings": list(card.warnings),
    }


def still_address(film: Film, festival: Festival) -> str:
    """Return the address of a film's still in the size of a card, or nothing."""
    if not film.still:
        return ""
    address = reverse("office-programming-still", args=[festival.slug, film.code])
    return f"{address}?v={mark_of(str(film.still.name))}"


def _card(
    one: BoardFilm,
    festival: Festival,
    findings: Sequence[Finding],
    matches: Mapping[int, Match],
    longest_s: int | None,
) -> Card:
    standing, offer = one.standing, one.invitation
    low, high = interval_of(float(standing.mean), float(standing.sd)) if standing else (None, None)
    rung = one.consideration.premiere if one.consideration else ""
    is_known = rung in Premiere.values and rung not in {Premiere.UNKNOWN, Premiere.NONE}
    return Card(
        film=one,
        still=still_address(one.film, festival),
        low=low,
        high=high,
        premiere=premiere_words(rung, place_of(festival)) if is_known else "",
        who=who_comes(one),
        offer_kind=OFFERS.get(OfferState(offer.state), "") if offer else "",
        warnings=_serious(findings) or _warnings(one, longest_s),
        match=matches.get(one.film.pk),
        findings=findings,
    )


def who_comes(one: BoardFilm) -> str:
    """Return who can attend, in words: the guests that were named, or what the entry says."""
    if one.invitation is not None and one.invitation.state == OfferState.ACCEPTED:
        names = [guest.name for guest in one.invitation.guests.all()]
        return ", ".join(names) if names else _("nobody comes")
    n = one.film.makers_attending
    return ngettext("%(n)d maker would come", "%(n)d makers would come", n) % {"n": n} if n else ""


def _serious(findings: Sequence[Finding]) -> list[str]:
    """Return what a card says aloud; what only informs is told with the program."""
    return [finding.text for finding in findings if finding.level != CheckLevel.INFORMS]


def _warnings(one: BoardFilm, longest_s: int | None) -> list[str]:
    """Return what speaks against a film of the pool before it is placed."""
    if one.placement is not None:
        return []
    found = list(one.nos)
    if not one.running_time_s:
        found.append(_("Its running time is missing."))
    elif longest_s is not None and one.running_time_s > longest_s:
        found.append(_("Longer than any program of this board."))
    if one.is_refused:
        found.append(_("Its makers declined."))
    return found
