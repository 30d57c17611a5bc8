"""What a file holds, shown before anything of it is imported."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from matinee.entries.interchange.filmfreeway.columns import BY_KEY, label_of
from matinee.entries.interchange.filmfreeway.opening import open_file
from matinee.entries.models import ImportRun

SAMPLES = 3
LOOKED_AT = 200
SAMPLE_LENGTH = 60
SECRET = frozenset({"submission password"})


@dataclass(slots=True)
class PreviewColumn:
    """One column of the file, where it goes, and the first values in it."""

    heading: str
    key: str
    label: str
    is_default: bool
    is_needed: bool
    samples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns of a file in its order; ``fields`` are what can be taken or left, each with its columns."""

    columns: Sequence[PreviewColumn]

    @property
    def fields(self) -> dict[str, list[PreviewColumn]]:
        """The columns by field."""
        found: dict[str, list[PreviewColumn]] = {}
        for column in self.columns:
            if column.key:
                found.setdefault(column.key, []).append(column)
        return found


def preview(run: ImportRun) -> Preview:
    """Read the first rows of an import's file."""
    with run.file.open("rb") as file:
        found = open_file(file, run.file_name)
        columns = [_column(column.heading, column.key) for column in found.columns]
        for record in islice(found.rows, LOOKED_AT):
            for column, cell in zip(columns, record.cells, strict=False):
                _sample(column, cell)
    return Preview(columns)


def _column(heading: str, key: str) -> PreviewColumn:
    """Return a column without samples."""
    known = BY_KEY.get(key)
    return PreviewColumn(
        heading,
        key,
        label_of(key) if key else "",
        is_default=known is None or known.is_default,
        is_needed=known is not None and known.is_needed,
    )


def _sample(column: PreviewColumn, cell: str) -> None:
    """Add a value that has not been seen yet; passwords are not shown."""
    value = " ".join(cell[: SAMPLE_LENGTH * 4].split())
    if column.heading.casefold() in SECRET:
        value = "••••••" if value else ""
    short = value if len(value) <= SAMPLE_LENGTH else f"{value[:SAMPLE_LENGTH]}…"
    if short and len(column.samples) < SAMPLES and short not in column.samples:
        column.samples.append(short)
