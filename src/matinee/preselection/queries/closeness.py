"""Reads: which entries name what a reviewer is close to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.states import ALIVE
from matinee.festival.models import Festival
from matinee.films.models import Credit
from matinee.people.rules import name_key_of
from matinee.preselection.models import Clearance, Recusal, Tie
from matinee.preselection.queries.people import reviewers_of
from matinee.preselection.rules.ties import Close, Named, tie_in
from matinee.preselection.states import TieKind


def ties_of(user: User, festival: Festival) -> list[Tie]:
    """Return what a reviewer declared to be close to."""
    return list(Tie.objects.filter(festival=festival, reviewer=user))


def close_entries(
    festival: Festival, team: Iterable[User], entries: Sequence[int] | None = None
) -> dict[tuple[int, int], str]:
    """Return the (entry, reviewer) pairs that are too close and not cleared, each with why, in constant queries."""
    people = {user.pk: user for user in team}
    closes = _closes(festival, people)
    named = _named(festival, closes, entries)
    cleared = set(
        Clearance.objects.filter(entry__festival=festival, reviewer__in=people).values_list("entry_id", "reviewer_id")
    )
    return {
        (entry, who): why
        for entry, film in named.items()
        for who, close in closes.items()
        if (entry, who) not in cleared and (why := tie_in(film, close))
    }


def closeness_of(entry: Entry, user: User) -> str:
    """Return why an entry is too close to one reviewer, or nothing."""
    return close_entries(entry.festival, [user], [entry.pk]).get((entry.pk, user.pk), "")


def _closes(festival: Festival, people: dict[int, User]) -> dict[int, Close]:
    """Return whom each reviewer is close to."""
    ties: defaultdict[int, dict[tuple[str, str], str]] = defaultdict(dict)
    for tie in Tie.objects.filter(festival=festival, reviewer__in=people):
        ties[tie.reviewer_id][tie.kind, tie.name_key] = tie.name
    return {pk: Close(_own_name(user), ties[pk]) for pk, user in people.items()}


def _own_name(user: User) -> str:
    """Return a reviewer's folded name; a single word names too many people."""
    key = name_key_of(user.name)
    return key if " " in key else ""


def _named(festival: Festival, closes: dict[int, Close], entries: Sequence[int] | None) -> dict[int, Named]:
    """Return what each entry names, reading only what somebody is close to."""
    wanted = {close.own_name for close in closes.values()} | {key for c in closes.values() for _kind, key in c.ties}
    films = Entry.objects.filter(festival=festival, state__in=ALIVE)
    films = films.filter(pk__in=entries) if entries is not None else films
    credits_ = Credit.objects.filter(film__entries__in=films, person__name_key__in=wanted - {""})
    people: defaultdict[int, set[str]] = defaultdict(set)
    for entry, key in credits_.values_list("film__entries", "person__name_key"):
        people[entry].add(key)
    texts = _texts(films) if any(kind != TieKind.PERSON for c in closes.values() for kind, _ in c.ties) else {}
    return {entry: Named(frozenset(people[entry]), texts.get(entry, "")) for entry in people.keys() | texts.keys()}


def _texts(films: Iterable[Entry]) -> dict[int, str]:
    """Return the words about each film's making."""
    rows = films.values_list("pk", "film__school", "film__making", "sender_name")  # type: ignore[attr-defined]  # a queryset
    return {pk: " . ".join(words) for pk, *words in rows}


def tie_of(user: User, festival: Festival, code: str) -> Tie | None:
    """Return one of a reviewer's ties."""
    return Tie.objects.filter(festival=festival, reviewer=user, code=code).select_related("festival").first()


@dataclass(frozen=True, slots=True)
class Match:
    """A film that names what a reviewer is close to, for a person to look at."""

    entry: Entry
    reviewer: User
    why: str


def matches_to_look_at(festival: Festival) -> list[Match]:
    """Return the matches that nobody has judged yet, in the order of titles."""
    team = {user.pk: user for user in reviewers_of(festival)}
    found = close_entries(festival, team.values())
    judged = set(Recusal.objects.filter(entry__festival=festival).values_list("entry_id", "reviewer_id"))
    pairs = {pair: why for pair, why in found.items() if pair not in judged}
    entries = Entry.objects.filter(pk__in={entry for entry, _who in pairs}).select_related("film").in_bulk()
    matches = [Match(entries[entry], team[who], why) for (entry, who), why in pairs.items()]
    return sorted(matches, key=lambda one: (str(one.entry).casefold(), str(one.reviewer)))
