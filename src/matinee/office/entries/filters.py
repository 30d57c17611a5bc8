"""What the list of entries shows: filters, search and order, all of them in the address."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.entries.models import Consideration, Entry
from matinee.entries.queries import (
    Look,
    eligible_for,
    from_countries,
    look_counts,
    looked_for,
    matching,
    with_directors,
)
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.models import Edition
from matinee.films.states import Form

SORTS = {
    "title": "film__title",
    "form": "film__form",
    "time": "film__running_time_s",
    "sender": "sender_name",
    "sent": "sent_at",
    "state": "state",
}
COUNTRIES_SHOWN = 8
LOOKS = {
    Look.ANSWERED: _("Correction answered"),
    Look.ASKED: _("Correction asked"),
    Look.UNFIT: _("Does not fit its category"),
    Look.CUT: _("Has a newer cut"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: its value, its words, how many entries it would show (None: not counted)."""

    value: str
    label: str | Promise
    count: int | None = None


def filtered(entries: QuerySet[Entry], query: QueryDict, editions: list[Edition]) -> QuerySet[Entry]:
    """Return the entries that an address asks for; words that mean nothing are passed over."""
    states = _known(query.getlist("state"), EntryState.values)
    forms = _known(query.getlist("form"), Form.values)
    countries = [code for code in query.getlist("country") if len(code) == 2 and code.isalpha()]  # noqa: PLR2004
    standing = _known(query.getlist("standing"), ConsiderationState.values) or [ConsiderationState.ELIGIBLE.value]
    text = query.get("q", "").strip()[:100]
    shown = entries.filter(state__in=states) if states else entries
    shown = shown.filter(film__form__in=forms) if forms else shown
    shown = shown.filter(call__slug__in=query.getlist("call")) if query.getlist("call") else shown
    for look in _known(query.getlist("look"), [one.value for one in Look]):
        shown = looked_for(shown, Look(look))
    shown = from_countries(shown, countries) if countries else shown
    for edition in (one for one in editions if one.slug in query.getlist("edition")):
        shown = eligible_for(shown, edition, standing)
    return matching(shown, text) if text else shown


def ordered(entries: QuerySet[Entry], query: QueryDict) -> QuerySet[Entry]:
    """Return the entries in the order that an address asks for, the newest first unless it does."""
    asked = query.get("sort", "")
    column = SORTS.get(asked.removeprefix("-"), "")
    if not column:
        return entries.order_by("-sent_at", "-pk")
    return entries.order_by(f"-{column}" if asked.startswith("-") else column, "-pk")


def with_columns(entries: QuerySet[Entry], editions: list[Edition]) -> QuerySet[Entry]:
    """Return the entries with what a line of the list shows."""
    ahead = Consideration.objects.filter(edition__in=editions).select_related("edition")
    in_order = ahead.order_by("edition__month", "edition__starts_on")
    weighed = Prefetch("considerations", queryset=in_order, to_attr="ahead")
    return with_directors(entries.select_related("film", "call")).prefetch_related(weighed)


def state_chips(counts: dict[str, int]) -> list[Chip]:
    """Return a chip for every state that an entry stands in."""
    return [Chip(value, label, counts[value]) for value, label in EntryState.choices if counts.get(value)]


def look_chips(entries: QuerySet[Entry], chosen: list[str]) -> list[Chip]:
    """Return a chip for every reason to look at an entry that there is, and for those that are chosen."""
    counts = look_counts(entries)
    return [Chip(look.value, words, counts[look]) for look, words in LOOKS.items() if counts[look] or look in chosen]


def country_chips(entries: QuerySet[Entry], chosen: list[str]) -> list[Chip]:
    """Return the countries most entries come from, and those that are chosen."""
    counts: Counter[str] = Counter()
    for codes in entries.order_by().values_list("film__countries", flat=True).iterator(2000):
        counts.update(codes)
    shown = [code for code, _count in counts.most_common(COUNTRIES_SHOWN)]
    more = [code for code in chosen if code not in shown and counts[code]]
    return [Chip(code, code, counts[code]) for code in (*shown, *more)]


def _known(values: list[str], allowed: list[str]) -> list[str]:
    """Return the values that there are."""
    return [value for value in values if value in allowed]
