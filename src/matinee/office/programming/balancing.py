"""Balance as pages show it: dimensions and values in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Festival
from matinee.films.states import Form as FilmForm
from matinee.kit.places import country_name, language_name
from matinee.programming.queries.balance import Balance
from matinee.programming.rules.balance import Kind, Level, Mix

TITLES: dict[str, str | Promise] = {
    "made": _("Makers"),
    "form": _("Form"),
    "genre": _("Genre"),
    "country": _("Country"),
    "language": _("Language"),
}
MADE: dict[str, str | Promise] = {
    "first_film": _("First films"),
    "student": _("Student films"),
    "alumni": _("Makers shown here before"),
}


@dataclass(frozen=True, slots=True)
class Meter:
    """One kind on a board: its words and its level."""

    label: str
    level: Level


@dataclass(frozen=True, slots=True)
class Row:
    """One kind through programs, board, year and pool: films of it, and the share of each whole."""

    label: str
    programs: list[int]
    whole: tuple[int, float]
    year: tuple[int, float]
    pool: tuple[int, float]
    wished: str


@dataclass(frozen=True, slots=True)
class Group:
    """A dimension with its meters or rows."""

    title: str | Promise
    meters: list[Meter]
    rows: list[Row]


def groups_of(balance: Balance, festival: Festival, programs: Mapping[str, Mix] | None = None) -> list[Group]:
    """Return every dimension of a balance in words, in the order of the page."""
    found = []
    for dimension, title in TITLES.items():
        levels = balance.levels.get(dimension, [])
        meters = [Meter(label_of(level.kind, festival), level) for level in levels]
        rows = [_row(level, balance, festival, programs or {}) for level in levels]
        if levels:
            found.append(Group(title, meters, rows))
    return found


def label_of(kind: Kind, festival: Festival) -> str:
    """Return a kind in words."""
    if kind.dimension == "form":
        return str(dict(FilmForm.choices).get(kind.value, kind.value))
    if kind.dimension == "country":
        return country_name(kind.value)
    if kind.dimension == "language":
        return language_name(kind.value)
    if kind.value == "local":
        return str(_("From here (%(country)s)") % {"country": country_name(festival.country)})
    return str(MADE.get(kind.value, kind.value.capitalize()))


def _row(level: Level, balance: Balance, festival: Festival, programs: Mapping[str, Mix]) -> Row:
    kind = level.kind
    wished = f"{level.has_min}/{level.wished_min} min" if level.wished_min else ""
    return Row(
        label=label_of(kind, festival),
        programs=[mix.counts.get(kind, 0) for mix in programs.values()],
        whole=(level.films, level.share),
        year=(balance.year.counts.get(kind, 0), balance.year.share(kind)),
        pool=(level.pool_films, level.pool_share),
        wished=wished,
    )
