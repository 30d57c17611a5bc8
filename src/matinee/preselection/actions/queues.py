"""Putting entries into reviewers' queues."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Count, Max

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.actions import audit
from matinee.festival.models import Festival, Policy
from matinee.kit.errors import Conflict
from matinee.preselection import bridge
from matinee.preselection.models import Assignment, Recusal, ReviewerProfile, Standing, Viewing
from matinee.preselection.queries import close_entries, open_turns, profiles_of, reviewers_of, room_of
from matinee.preselection.rules import Turn, Waiting, conflict_of, understands, viewings_missing

USUAL_EXPERTISE, WON_EXPERTISE, KNOWN_AFTER = 0.5, 0.4, 10
UNKNOWN_LENGTH_S = 15 * 60  # what a film of unknown length counts for in a reviewer's load


@transaction.atomic
def assign(*, entries: Iterable[Entry], reviewers: Iterable[User], by: User | None, reason: str = "") -> int:
    """Put every entry into every reviewer's queue and return how many turns are new.

    Doubles change nothing; who is recused from an entry, or sent it, does not get it.
    """
    films, people = list(entries), list(reviewers)
    if not films or not people:
        return 0
    recused = set(Recusal.objects.filter(entry__in=films, reviewer__in=people).values_list("entry", "reviewer"))
    pairs = [(e, r) for r in people for e in films if (e.pk, r.pk) not in recused and not conflict_of(e, r)]
    new = _append([(entry.pk, reviewer.pk, reason) for entry, reviewer in pairs])
    if new:
        audit(festival=films[0].festival, by=by, verb="assign", entries=len(films), reviewers=len(people), new=new)
    return new


def fill_queues(*, festival: Festival, by: User | None) -> int:
    """Deal every missing viewing to the team and return how many turns are new.

    What waits in a queue already stays; the engine balances minutes, languages and who must stay away, and puts
    first what changes the selection most.

    Raises
    ------
    Conflict
        Nobody on the team watches.
    """
    team = list(reviewers_of(festival))
    if not team:
        raise Conflict("Nobody on the team watches films yet. Invite a reviewer first.")
    profiles = profiles_of(festival)
    waiting, load = _waiting(festival, team), _load_of(festival, team)
    turns = bridge.dealt(waiting, load, _expertise_of(festival, profiles), room_of(festival, profiles, load))
    return _deal(festival, team, turns, by)


@transaction.atomic
def _deal(festival: Festival, team: Sequence[User], turns: Iterable[Turn], by: User | None) -> int:
    """Put turns into the queues, but for what somebody else dealt while the engine was thinking."""
    Festival.objects.select_for_update().get(pk=festival.pk)
    wanted = {film.entry: (film.wanted, film.barred) for film in _waiting(festival, team)}
    given: Counter[int] = Counter()
    kept = []
    for turn in turns:
        most, barred = wanted.get(turn.entry, (0, frozenset()))
        if given[turn.entry] < most and turn.reviewer not in barred:
            given[turn.entry] += 1
            kept.append((turn.entry, turn.reviewer, turn.reason))
    new = _append(kept)
    audit(festival=festival, by=by, verb="fill_queues", about=festival, new=new, reviewers=len(team))
    return new


def _expertise_of(festival: Festival, profiles: Mapping[int, ReviewerProfile]) -> dict[int, dict[str, float]]:
    """Return how well each reviewer knows a genre: a half at first, .9 after ten marked films or by their own word."""
    seen: Counter[tuple[int, str]] = Counter()
    marked = Viewing.objects.filter(entry__festival=festival, scorecard__isnull=False)
    for reviewer, genres in marked.values_list("reviewer", "entry__film__genres"):
        seen.update((reviewer, genre.casefold()) for genre in genres[:1])
    found: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for (reviewer, genre), films in seen.items():
        found[reviewer][genre] = USUAL_EXPERTISE + WON_EXPERTISE * min(1.0, films / KNOWN_AFTER)
    for reviewer, profile in profiles.items():
        found[reviewer] |= dict.fromkeys(profile.genres, USUAL_EXPERTISE + WON_EXPERTISE)
    return found


def _append(turns: Sequence[tuple[int, int, str]]) -> int:
    """Add (entry, reviewer, reason) behind what each reviewer has; return how many were new."""
    reviewers = {reviewer for _, reviewer, _ in turns}
    known = set(Assignment.objects.filter(reviewer__in=reviewers).values_list("entry", "reviewer"))
    rows = Assignment.objects.filter(reviewer__in=reviewers).values_list("reviewer").annotate(last=Max("position"))
    last: defaultdict[int, int] = defaultdict(int, {reviewer: top or 0 for reviewer, top in rows.order_by()})
    new = []
    for entry, reviewer, reason in turns:
        if (entry, reviewer) in known:
            continue
        known.add((entry, reviewer))
        last[reviewer] += 1
        new.append(Assignment(entry_id=entry, reviewer_id=reviewer, position=last[reviewer], reason=reason[:200]))
    Assignment.objects.bulk_create(new, batch_size=500)
    return len(new)


def _load_of(festival: Festival, team: Sequence[User]) -> dict[int, int]:
    """Return the seconds that wait in each reviewer's queue."""
    load = {user.pk: 0 for user in team}
    for reviewer, seconds in open_turns(festival).values_list("reviewer", "entry__film__running_time_s"):
        if reviewer in load:
            load[reviewer] += seconds or UNKNOWN_LENGTH_S
    return load


def _waiting(festival: Festival, team: Sequence[User]) -> list[Waiting]:
    """Return the entries with viewings missing that nobody's queue covers yet."""
    entries = Entry.objects.filter(festival=festival, state=EntryState.CONSIDERED).select_related("film")
    standings = {s.entry_id: s for s in Standing.objects.filter(entry__festival=festival)}
    covered = dict(open_turns(festival).values_list("entry").annotate(n=Count("pk")).order_by())
    barred, policy, profiles = _barred(festival), festival.policy, profiles_of(festival)
    for close, reviewer in close_entries(festival, team):
        barred[close].add(reviewer)
    found = []
    for entry in entries:
        standing = standings.get(entry.pk)
        wanted = _wanted(standing, policy) - covered.get(entry.pk, 0)
        if wanted > 0:
            kept_away = barred[entry.pk] | {user.pk for user in team if conflict_of(entry, user)}
            kept_away |= {who for who, profile in profiles.items() if not understands(profile.languages, entry.film)}
            found.append(_one_waiting(entry, standing, wanted, frozenset(kept_away)))
    return found


def _wanted(standing: Standing | None, policy: Policy) -> int:
    """Return how many viewings an entry wants; a disputed one far below the cut wants none, as nothing would change."""
    if standing is None:
        return policy.viewings_least
    is_far_below = standing.mean + 2 * standing.sd < policy.quality_cut
    if standing.viewings >= policy.viewings_least and is_far_below:
        return 0
    return viewings_missing(standing.viewings, float(standing.spread), policy)


def _one_waiting(entry: Entry, standing: Standing | None, wanted: int, barred: frozenset[int]) -> Waiting:
    """Return an entry as the engine wants it."""
    film = entry.film
    return Waiting(
        entry=entry.pk,
        running_time_s=film.running_time_s or UNKNOWN_LENGTH_S,
        wanted=wanted,
        language=film.languages[0] if film.languages else "",
        genre=film.genres[0].casefold() if film.genres else "",
        mean=float(standing.mean) if standing else None,
        sd=float(standing.sd) if standing else None,
        viewings=standing.viewings if standing else 0,
        barred=barred,
    )


def _barred(festival: Festival) -> defaultdict[int, set[int]]:
    """Return who must not get an entry: recused, already watched, or already in the queue."""
    barred: defaultdict[int, set[int]] = defaultdict(set)
    sources = (Recusal.objects, Viewing.objects.filter(scorecard__isnull=False), Assignment.objects)
    for source in sources:
        for entry, reviewer in source.filter(entry__festival=festival).values_list("entry", "reviewer"):
            barred[entry].add(reviewer)
    return barred
