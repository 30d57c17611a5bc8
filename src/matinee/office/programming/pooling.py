"""The pool beside a board as the address asks for it: words, chips, order, the gap it has to fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matinee.festival.models import Policy
from matinee.films.states import Form as FilmForm
from matinee.films.states import Premiere
from matinee.kit.places import country_name, language_name
from matinee.office.access import DeskRequest
from matinee.office.programming.cards import cards_of, surroundings_of
from matinee.office.programming.forms import PoolForm
from matinee.programming.bridge.meaning import close_to
from matinee.programming.models import Lineup, Strand
from matinee.programming.queries import Pool, strands_of
from matinee.programming.queries.facts import Index
from matinee.programming.queries.gaps import Gap, gaps_of
from matinee.programming.queries.sifting import FACETS, Sift, Sifted, index_for, sift, sifted_films

A_PAGE = 20
SHOWN = 8  # values of a facet, the most frequent first
MEANT_FROM = 3  # letters
MADE_WORDS = {
    "first_film": gettext_lazy("First film"),
    "student": gettext_lazy("Student film"),
    "makers_come": gettext_lazy("Makers would come"),
}
WEIGHT_WORDS = {"light": gettext_lazy("Light"), "heavy": gettext_lazy("Heavy")}
TITLES: dict[str, str | Promise] = {
    "form": gettext_lazy("Form"),
    "country": gettext_lazy("Country"),
    "language": gettext_lazy("Language"),
    "genre": gettext_lazy("Genre"),
    "premiere": gettext_lazy("Premiere"),
    "made": gettext_lazy("Makers"),
    "weight": gettext_lazy("Weight"),
}
WORDS: dict[str, Callable[[str], str]] = {
    "form": lambda value: str(dict(FilmForm.choices).get(value, value)),
    "country": country_name,
    "language": language_name,
    "genre": str.capitalize,
    "premiere": lambda value: str(dict(Premiere.choices).get(value, value)),
    "made": lambda value: str(MADE_WORDS.get(value, value)),
    "weight": lambda value: str(WEIGHT_WORDS.get(value, value)),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: the address's key and value, its words, how many films."""

    key: str
    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of filter with its chips."""

    title: str | Promise
    chips: list[Chip]


def pool_context(request: DeskRequest, lineup: Lineup, gaps: Sequence[Gap] | None = None) -> dict[str, Any]:
    """Return what the pool's templates need, as the address asks for it."""
    gaps = gaps_of(lineup) if gaps is None else gaps
    form = PoolForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    gap = next((one for one in gaps if one.code == request.GET.get("fits")), None)
    asked = asked_by(request.GET, given, gap)
    index = index_for(lineup)
    sifted = sift(lineup, asked, meant(index, asked.pool.words), index)
    page: Page[int] = Paginator(sifted.keys, A_PAGE).get_page(request.GET.get("page"))
    longest_s = longest_in(gaps, lineup.edition.festival.policy)
    films = sifted_films(lineup, list(page))
    strands = list(strands_of(request.festival))
    chosen = [*chips_on(request.GET, {one.slug: one.title for one in strands}), *_gap_chip(gap)]
    return {
        "pool": page,
        "cards": cards_of(films, request.festival, matches=sifted.matches, longest_s=longest_s),
        "pool_form": form,
        "asked": asked.pool,
        "strands": strands,
        "chosen": chosen,
        "facets": [*strands_off(strands, request.GET), *facets_of(sifted, request.GET)],
        "gaps": gaps,
        "places": tuple((one.code, one.title, one.is_locked) for one in gaps),
        "around": surroundings_of(lineup, strands),
        "gap": gap,
        "by_meaning": any(match.is_by_meaning for match in sifted.matches.values()),
        "query": request.GET.urlencode(),
        "surroundings": surroundings_of(lineup, strands, request.GET.urlencode()),
    }


def asked_by(address: QueryDict, given: dict[str, Any], gap: Gap | None) -> Sift:
    """Return the question that an address asks."""
    mosts = [given["most"] * 60] if given.get("most") else []
    mosts += [gap.left_s] if gap is not None else []
    pool = Pool(
        is_above_cut=address.get("cut") != "off",
        words=given.get("q", ""),
        strands=tuple(address.getlist("strand")),
        at_most_s=min(mosts) if mosts else None,
        order=given.get("order") or ("long" if gap is not None and not given.get("q") else "score"),
    )
    return Sift(pool, {name: tuple(address.getlist(name)) for name in FACETS})


def meant(index: Index, words: str) -> dict[int, float]:
    """Return the films that mean what was typed."""
    letters = sum(letter.isalpha() for letter in words)
    return close_to(index, words) if letters >= MEANT_FROM else {}


def longest_in(gaps: Sequence[Gap], policy: Policy) -> int | None:
    """Return what the roomiest program could hold if it were empty, overtime included."""
    over_s = policy.block_max_s - policy.block_warn_s - policy.gap_s - policy.opening_reel_s
    return max((one.max_s + over_s for one in gaps), default=None)


def chips_on(address: QueryDict, strands: dict[str, str]) -> list[Chip]:
    """Return the filters that are on, to be taken off."""
    on = [Chip("cut", "off", _("also below the cut"))] if address.get("cut") == "off" else []
    on += [Chip("strand", slug, strands.get(slug, slug)) for slug in address.getlist("strand")]
    return on + [Chip(name, value, WORDS[name](value)) for name in FACETS for value in address.getlist(name)]


def strands_off(strands: Sequence[Strand], address: QueryDict) -> list[Facet]:
    """Return the strands that are not sifted by."""
    on = address.getlist("strand")
    chips = [Chip("strand", one.slug, one.title) for one in strands if one.slug not in on]
    return [Facet(gettext_lazy("Strand"), chips)] if chips else []


def facets_of(sifted: Sifted, address: QueryDict) -> list[Facet]:
    """Return the filters that are off, with how many films each would show."""
    found = []
    for name in FACETS:
        counted = sifted.counts[name]
        off = [value for value, _n in counted.most_common(SHOWN + 4) if value and value not in address.getlist(name)]
        values = off[:SHOWN] if name != "weight" else [one for one in WEIGHT_WORDS if one not in address.getlist(name)]
        chips = [Chip(name, value, WORDS[name](value), counted[value] or None) for value in values]
        if chips:
            found.append(Facet(TITLES[name], chips))
    return found


def _gap_chip(gap: Gap | None) -> list[Chip]:
    """Return the filter for a program's gap, as a chip."""
    if gap is None:
        return []
    label = _("fits the %(n)s min left in %(program)s") % {"n": gap.left_min, "program": gap.title}
    return [Chip("fits", gap.code, label)]
