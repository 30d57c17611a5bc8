"""Standings follow the marks; nobody types them in."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from matinee.entries.models import Entry
from matinee.festival.models import Festival
from matinee.preselection import bridge
from matinee.preselection.models import Scorecard, Standing
from matinee.preselection.rules import Figures, figures_of

CALIBRATION = "matinee.preselection.tasks.calibrate"  # by name: tasks stand above actions
COLUMNS = ("viewings", "plain_mean", "mean", "sd", "spread")
CENT = Decimal("0.01")


@transaction.atomic
def refresh_standings(*, festival: Festival) -> int:
    """Calibrate all marks of a festival and rewrite the standings that changed; return how many did."""
    marks = _marks_of(festival)
    figures = _figures_of(marks)
    estimates = bridge.calibrated(marks)
    wanted = {entry: _columns(figures[entry], estimates[entry]) for entry in figures}
    return _settle(festival, wanted)


def refresh_entry(entry: Entry) -> None:
    """Let an entry's standing follow its marks at once, uncalibrated; a task calibrates the festival right after."""
    _refresh_plainly(entry)
    transaction.on_commit(lambda: import_string(CALIBRATION).enqueue(entry.festival_id))


def _refresh_plainly(entry: Entry) -> None:
    """Rewrite one standing from its own marks alone."""
    marks = [float(mark) for mark in Scorecard.objects.filter(viewing__entry=entry).values_list("mark", flat=True)]
    if not marks:
        Standing.objects.filter(entry=entry).delete()
        return
    figures = figures_of(marks)
    columns = _columns(figures, bridge.Estimate(figures.mean, figures.sd))
    Standing.objects.update_or_create(entry=entry, defaults=columns)


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


def _columns(figures: Figures, estimate: bridge.Estimate) -> dict[str, int | Decimal]:
    """Return a standing's columns, rounded as the database keeps them."""
    return {
        "viewings": figures.viewings,
        "plain_mean": _cents(figures.mean),
        "mean": _cents(min(10.0, max(1.0, estimate.mean))),
        "sd": _cents(estimate.sd),
        "spread": _cents(figures.spread),
    }


def _cents(value: float) -> Decimal:
    return Decimal(value).quantize(CENT)


def _settle(festival: Festival, wanted: Mapping[int, dict[str, int | Decimal]]) -> int:
    """Make the table say what is wanted, touching only rows that differ."""
    known = {standing.entry_id: standing for standing in Standing.objects.filter(entry__festival=festival)}
    gone = known.keys() - wanted.keys()
    if gone:
        Standing.objects.filter(entry_id__in=gone).delete()
    new = [Standing(entry_id=entry, **columns) for entry, columns in wanted.items() if entry not in known]
    Standing.objects.bulk_create(new, batch_size=500)
    moved = [s for entry, s in known.items() if entry in wanted and _take(s, wanted[entry])]
    Standing.objects.bulk_update(moved, [*COLUMNS, "changed_at"], batch_size=200)
    return len(new) + len(moved) + len(gone)


def _take(standing: Standing, columns: Mapping[str, int | Decimal]) -> bool:
    """Set the columns on a row and tell whether any differed."""
    if all(getattr(standing, name) == value for name, value in columns.items()):
        return False
    for name, value in columns.items():
        setattr(standing, name, value)
    standing.changed_at = timezone.now()
    return True
