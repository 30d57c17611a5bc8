"""Reads: entries a person may see, the pool of an edition, calls, imports and their problems."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from matinee.accounts.models import User
from matinee.entries.models import Call, Consideration, Entry, ImportProblem, ImportRun
from matinee.entries.states import ALIVE, ConsiderationState, EntryState, ImportState
from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.festival.queries import may
from matinee.festival.states import Permission
from matinee.films.models import Credit
from matinee.films.states import CreditRole


def entries_visible_to(user: User, festival: Festival) -> QuerySet[Entry]:
    """Return the entries of a festival that a person may see: all for its staff, else their own."""
    entries = Entry.objects.filter(festival=festival).select_related("film", "call")
    if may(user, festival, Permission.SEE_ENTRIES):
        return entries.exclude(state=EntryState.DRAFT)
    return entries.filter(sender=user)


def entry_of(festival: Festival, code: str) -> Entry | None:
    """Return one entry of this festival with film and call."""
    return (
        Entry.objects.filter(festival=festival, code=code).select_related("film", "call", "sender", "festival").first()
    )


def entries_of(user: User) -> QuerySet[Entry]:
    """Return what a person has entered, in any festival, with considerations."""
    mine = Entry.objects.filter(sender=user).select_related("film", "call", "festival")
    return mine.prefetch_related(_considerations())


def pool_of(edition: Edition) -> QuerySet[Entry]:
    """Return the entries that may still be shown at an edition, with film and directors."""
    open_states = (ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED, ConsiderationState.PLACED)
    weighed = Consideration.objects.filter(entry=OuterRef("pk"), edition=edition, state__in=open_states)
    pool = Entry.objects.filter(Exists(weighed), festival_id=edition.festival_id, state__in=ALIVE)
    return with_directors(pool.select_related("film", "call"))


def considerations_of(entry: Entry) -> QuerySet[Consideration]:
    """Return an entry's considerations with their editions, the nearest edition first."""
    return (
        Consideration.objects.filter(entry=entry)
        .select_related("edition__festival", "decided_by")
        .order_by("edition__month", "pk")
    )


def consideration_of(entry: Entry, edition: Edition) -> Consideration | None:
    """Return how an entry stands for one edition."""
    return Consideration.objects.filter(entry=entry, edition=edition).first()


def with_directors(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Prefetch the directors of the films as ``entry.film.credits.all()``."""
    directors = Credit.objects.filter(role=CreditRole.DIRECTOR).select_related("person").order_by("position", "pk")
    return entries.prefetch_related(Prefetch("film__credits", queryset=directors))


def matching(entries: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """Return the entries with a text in title, maker, sender or number."""
    made = Credit.objects.filter(film=OuterRef("film"), role=CreditRole.DIRECTOR, person__name__icontains=text)
    return entries.filter(
        Q(film__title__icontains=text)
        | Q(film__original_title__icontains=text)
        | Q(sender_name__icontains=text)
        | Q(sender_email__icontains=text)
        | Q(tracking_number__iexact=text)
        | Q(external_id__iexact=text)
        | Exists(made)
    )


def from_countries(entries: QuerySet[Entry], codes: list[str]) -> QuerySet[Entry]:
    """Return the entries whose film comes from one of the countries."""
    named = Q()
    for code in codes:
        named |= Q(countries_text__contains=f'"{code.upper()}"')
    return entries.annotate(countries_text=Cast("film__countries", TextField())).filter(named)


def eligible_for(entries: QuerySet[Entry], edition: Edition, states: list[str]) -> QuerySet[Entry]:
    """Return the entries that stand in one of these states for an edition."""
    weighed = Consideration.objects.filter(entry=OuterRef("pk"), edition=edition, state__in=states)
    return entries.filter(Exists(weighed))


def state_counts(entries: QuerySet[Entry]) -> dict[str, int]:
    """Return how many entries stand in each state."""
    rows = entries.order_by().values("state").annotate(count=Count("pk")).values_list("state", "count")
    return {state: count for state, count in rows}  # noqa: C416  dict() of pairs is not typed


def history_of(entry: Entry) -> QuerySet[AuditEvent]:
    """Return who did what to an entry and its film, the newest first."""
    about_entry = Q(object_kind="entry", object_code=entry.code)
    about_film = Q(object_kind="film", object_code=entry.film.code)
    return AuditEvent.objects.filter(about_entry | about_film, festival_id=entry.festival_id).select_related("by")


def calls_of(festival: Festival) -> QuerySet[Call]:
    """Return a festival's calls with the number of their entries, drafts left out."""
    sent = Count("entries", filter=~Q(entries__state=EntryState.DRAFT))
    return Call.objects.filter(festival=festival).annotate(sent=sent)


def call_of(festival: Festival, slug: str) -> Call | None:
    """Return one call of this festival."""
    return Call.objects.filter(festival=festival, slug=slug).first()


def imports_of(festival: Festival) -> QuerySet[ImportRun]:
    """Return a festival's imports, the newest first."""
    return ImportRun.objects.filter(festival=festival).select_related("by", "call")


def import_of(festival: Festival, code: str) -> ImportRun | None:
    """Return one import of this festival."""
    return ImportRun.objects.filter(festival=festival, code=code).select_related("call", "festival", "by").first()


def is_running(run: ImportRun) -> bool:
    """Tell whether an import still moves or waits for its turn."""
    return run.state in {ImportState.QUEUED, ImportState.RUNNING}


def refused_rows(run: ImportRun) -> Iterator[tuple[list[str], str]]:
    """Return each refused row's cells with all its reasons in one sentence, in the order of the file."""
    cells: list[str] = []
    reasons: list[str] = []
    line = 0
    for problem in ImportProblem.objects.filter(run=run, is_fatal=True).order_by("line", "pk").iterator(500):
        if problem.line != line and reasons:
            yield cells, " ".join(reasons)
            cells, reasons = [], []
        line = problem.line
        cells = problem.row or cells
        reasons.append(f"{problem.column}: {problem.message}" if problem.column else problem.message)
    if reasons:
        yield cells, " ".join(reasons)


def _considerations() -> Prefetch[str, QuerySet[Consideration]]:
    """Return the prefetch of considerations with their editions."""
    rows = Consideration.objects.select_related("edition").order_by("edition__month", "pk")
    return Prefetch("considerations", queryset=rows)
