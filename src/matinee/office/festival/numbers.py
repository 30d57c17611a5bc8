"""The trade's numbers as the policy page asks for them: in the unit people think in, each with its meaning."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
MINUTES = 60


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its column, its words, its unit and how many stored units one shown unit is."""

    name: str
    label: Words
    help: Words
    unit: Words
    factor: int = 1
    most: int = 100_000
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers that belong together."""

    title: Words
    numbers: tuple[Number, ...]


MIN, SEC, FILMS, MARKS, MONTHS = _("minutes"), _("seconds"), _("films"), _("marks"), _("months")
DAYS = _("days")
GROUPS = (
    Group(
        _("Programs"),
        (
            Number("short_max_s", _("Longest short"), _("A longer film counts as a feature."), MIN, MINUTES),
            Number("block_min_s", _("Shortest program"), _("Program time below this is told as thin."), MIN, MINUTES),
            Number("block_warn_s", _("Program warns over"), _("From here the clock turns amber."), MIN, MINUTES),
            Number("block_max_s", _("Program refuses over"), _("A longer program cannot be adopted."), MIN, MINUTES),
            Number("block_min_films", _("Fewest films"), _("In a shorts program."), FILMS, most=100),
            Number("block_max_films", _("Most films"), _("A shorts program warns over it."), FILMS, most=100),
            Number("gap_s", _("Black and title card"), _("Added after each film."), SEC, most=600),
            Number(
                "opening_reel_s", _("Opening reel"), _("Trailer and sponsors, before the first film."), SEC, most=3600
            ),
        ),
    ),
    Group(
        _("The slot around a program"),
        (
            Number("doors_min", _("Doors and reception"), _("Before the announced time."), MIN, most=600),
            Number("tolerance_min", _("Start tolerance"), _("How late a screening may begin."), MIN, most=60),
            Number("intro_min", _("Introduction"), _("Words before the films."), MIN, most=60),
            Number("qa_base_min", _("Q&A, before anybody speaks"), _("To set the chairs."), MIN, most=120),
            Number(
                "qa_per_maker_min", _("Q&A for each maker present"), _("Added for everyone who comes."), MIN, most=60
            ),
            Number("qa_least_min", _("Q&A at least"), _("However few come."), MIN, most=240),
            Number("qa_most_min", _("Q&A at most"), _("However many come."), MIN, most=240),
            Number("clearing_min", _("Clearing"), _("Until the auditorium is empty."), MIN, most=240),
            Number("turnaround_min", _("Turnaround"), _("Until the next doors."), MIN, most=240),
        ),
    ),
    Group(
        _("Preselection"),
        (
            Number(
                "quality_cut",
                _("The cut"),
                _("Calibrated mean, of 10, from which a film is a candidate."),
                MARKS,
                most=10,
                decimals=1,
            ),
            Number(
                "viewings_least",
                _("Viewings at least"),
                _("Before an entry is above or below the cut."),
                _("viewings"),
                most=50,
            ),
            Number(
                "viewings_if_disputed",
                _("Viewings where reviewers disagree"),
                _("One more pair of eyes."),
                _("viewings"),
                most=50,
            ),
            Number(
                "dispute_spread",
                _("Disagreement"),
                _("Highest minus lowest mark from which it is one."),
                MARKS,
                most=9,
                decimals=1,
            ),
        ),
    ),
    Group(
        _("Entries"),
        (
            Number(
                "consideration_months",
                _("Consideration window"),
                _("How long an entry is considered."),
                MONTHS,
                most=120,
            ),
            Number(
                "completed_within_months",
                _("Completed within"),
                _("Months before the edition."),
                MONTHS,
                most=600,
            ),
            Number(
                "entries_per_hour", _("Entries an hour"), _("Most that one person may send."), _("entries"), most=1000
            ),
        ),
    ),
    Group(
        _("Letters"),
        (
            Number("letters_wait_min", _("Time to stop a mailing"), _("Letters to many wait so long."), MIN, most=1440),
            Number("answer_days", _("Answer to an invitation"), _("Unless you give another day."), DAYS, most=120),
            Number(
                "answer_reminder_days",
                _("Reminder of an invitation"),
                _("Before its last day; 0: none."),
                DAYS,
                most=60,
            ),
            Number(
                "draft_reminder_days", _("Reminder of a draft"), _("Before its call closes; 0: none."), DAYS, most=60
            ),
            Number("expiry_first_days", _("First letter before an end"), _("Before a window ends."), DAYS, most=180),
            Number("expiry_last_days", _("Second letter before an end"), _("Once more, nearer to it."), DAYS, most=90),
            Number(
                "extension_months", _("Longer on request"), _("What a maker may ask for; 0: none."), MONTHS, most=24
            ),
        ),
    ),
)
NUMBERS = {number.name: number for group in GROUPS for number in group.numbers}
