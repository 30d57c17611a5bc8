"""Standings follow the marks; nobody types them in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.models import Festival
from matinee.festival.queries import upcoming_editions
from matinee.preselection import bridge
from matinee.preselection.actions.curves import habits_of, settle_curves
from matinee.preselection.models import Calibration, Scorecard, Standing
from matinee.preselection.rules import Figures, Telling, figures_of, places_for, telling, weighed

CALIBRATION = "matinee.preselection.tasks.calibrate"  # by name: tasks stand above actions
COLUMNS = (
    "viewings", "plain_mean", "mean", "sd", "spread", "rank_low", "rank_high", "top_probability", "telling",
    "chance_of_change",
)  # fmt: skip
CENT = Decimal("0.01")
ASK_AGAIN = timedelta(minutes=10)
UNKNOWN_MIN = 15.0


def refresh_standings(*, festival: Festival, anew: bool = True) -> int:
    """Calibrate all marks of a festival and rewrite the standings that changed; return how many did.

    Without ``anew`` a process may go on from its last calibration, which takes milliseconds.
    """
    if anew:
        bridge.forget(festival.pk)
    Calibration.objects.filter(festival=festival).update(asked_at=None)
    marks, asked = _marks_of(festival), _asked(festival)
    found = bridge.calibrated(marks, asked)
    with transaction.atomic():
        figures = _figures_of(marks)
        wanted = {entry: _columns(figures[entry], found.entries[entry]) for entry in figures}
        changed = _settle(festival, wanted)
        _settle_calibration(festival, found, asked, len(marks))
        settle_curves(festival, found.curves)
    return changed


def refresh_entry(entry: Entry) -> None:
    """Let an entry's standing follow its marks at once, with the habits known; a task calibrates the festival after."""
    marks = Scorecard.objects.filter(viewing__entry=entry).values_list("viewing__reviewer", "mark")
    given = [(reviewer, float(mark)) for reviewer, mark in marks]
    if given:
        columns = _columns(figures_of([mark for _, mark in given]), _estimate(entry, given))
        kept = {name: value for name, value in columns.items() if value is not None}  # ranks follow
        Standing.objects.update_or_create(entry=entry, defaults=kept)
    else:
        Standing.objects.filter(entry=entry).delete()
    _ask_for_calibration(entry.festival)


def _ask_for_calibration(festival: Festival) -> None:
    """Enqueue a calibration after commit, unless one is waiting already."""
    now = timezone.now()
    known = Calibration.objects.filter(festival=festival)
    is_asked = known.filter(asked_at__gt=now - ASK_AGAIN).exists()
    if not is_asked:
        known.update(asked_at=now)
        transaction.on_commit(lambda: import_string(CALIBRATION).enqueue(festival.pk))


def _estimate(entry: Entry, given: Sequence[tuple[int, float]]) -> bridge.Estimate:
    """Return an entry's estimate with everybody's habits as the last calibration found them."""
    last = Calibration.objects.filter(festival=entry.festival_id).first()
    if last is None:
        figures = figures_of([mark for _, mark in given])
        return bridge.Estimate(figures.mean, figures.sd)
    habits = habits_of(entry, [reviewer for reviewer, _ in given], last)
    pairs = [(mark, habits[reviewer]) for reviewer, mark in given]
    mean, sd = weighed(pairs, level=last.level, quality_sd=last.quality_sd)
    told = _telling(entry, last, mean, sd)
    return bridge.Estimate(mean, sd, telling=told.worth, chance_of_change=told.chance)


def _telling(entry: Entry, last: Calibration, mean: float, sd: float) -> Telling:
    minutes = entry.film.running_time_s / 60 if entry.film.running_time_s else UNKNOWN_MIN
    return telling(mean, sd, minutes=minutes, worst_in=last.worst_in, best_out=last.best_out, noise_sd=last.noise_sd)


def _asked(festival: Festival) -> bridge.Asked:
    """Return which entries are in the running, how long they are, and how many can be shown."""
    running = Entry.objects.filter(festival=festival, state=EntryState.CONSIDERED)
    lengths = dict(running.values_list("pk", "film__running_time_s"))
    capacity = sum(edition.capacity_min for edition in upcoming_editions(festival))
    minutes = {entry: seconds / 60 if seconds else UNKNOWN_MIN for entry, seconds in lengths.items()}
    return bridge.Asked(minutes, places_for(capacity, lengths.values()), festival.pk)


def _settle_calibration(festival: Festival, found: bridge.Calibrated, asked: bridge.Asked, marks: int) -> None:
    """Keep the numbers that the standings rest on."""
    if not marks:
        Calibration.objects.filter(festival=festival).delete()
        return
    names = ("level", "quality_sd", "noise_sd", "worst_in", "best_out")
    numbers = {name: getattr(found, name) for name in names} | {"top_k": asked.top_k, "marks": marks}
    Calibration.objects.update_or_create(festival=festival, defaults=numbers)


def _marks_of(festival: Festival) -> list[bridge.Mark]:
    """Return every mark that counts."""
    rows = (
        Scorecard.objects.filter(viewing__entry__festival=festival)
        .order_by("pk")
        .values_list("viewing__entry", "viewing__reviewer", "mark", "viewing__entry__film__genres")
    )
    return [bridge.Mark(entry, who, float(mark), genres[0] if genres else "") for entry, who, mark, genres in rows]


def _figures_of(marks: list[bridge.Mark]) -> dict[int, Figures]:
    """Return the plain figures of every marked entry."""
    by_entry: defaultdict[int, list[float]] = defaultdict(list)
    for one in marks:
        by_entry[one.entry].append(one.mark)
    return {entry: figures_of(values) for entry, values in by_entry.items()}


def _columns(figures: Figures, estimate: bridge.Estimate) -> dict[str, Any]:
    """Return a standing's columns, rounded as the database keeps them."""
    chance = estimate.top_probability
    return {
        "viewings": figures.viewings,
        "plain_mean": _cents(figures.mean),
        "mean": _cents(min(10.0, max(1.0, estimate.mean))),
        "sd": _cents(estimate.sd),
        "spread": _cents(figures.spread),
        "rank_low": estimate.rank_low,
        "rank_high": estimate.rank_high,
        "top_probability": None if chance is None else round(chance, 3),
        "telling": float(f"{estimate.telling:.3g}"),
        "chance_of_change": round(estimate.chance_of_change, 3),
    }


def _cents(value: float) -> Decimal:
    return Decimal(value).quantize(CENT)


def _settle(festival: Festival, wanted: Mapping[int, dict[str, Any]]) -> int:
    """Make the table say what is wanted, touching only rows that differ."""
    known = {standing.entry_id: standing for standing in Standing.objects.filter(entry__festival=festival)}
    gone = known.keys() - wanted.keys()
    if gone:
        Standing.objects.filter(entry_id__in=gone).delete()
    new = [Standing(entry_id=entry, **columns) for entry, columns in wanted.items() if entry not in known]
    moved = [s for entry, s in known.items() if entry in wanted and _take(s, wanted[entry])]
    Standing.objects.bulk_create(new, batch_size=500)
    Standing.objects.bulk_create(
        moved, update_conflicts=True, unique_fields=["entry"], update_fields=[*COLUMNS, "changed_at"], batch_size=500
    )
    return len(new) + len(moved) + len(gone)


def _take(standing: Standing, columns: Mapping[str, Any]) -> bool:
    """Set the columns on a row and tell whether any differed."""
    if all(getattr(standing, name) == value for name, value in columns.items()):
        return False
    for name, value in columns.items():
        setattr(standing, name, value)
    standing.changed_at = timezone.now()
    return True
