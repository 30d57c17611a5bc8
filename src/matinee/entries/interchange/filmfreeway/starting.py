"""Taking a file in: recognised, counted and kept, before anything of it is imported."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions import open_import
from matinee.entries.interchange.filmfreeway.columns import default_fields, keys_in, with_needed
from matinee.entries.interchange.filmfreeway.opening import OpenFile, open_file
from matinee.entries.models import Call, ImportRun
from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput


def start_import(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    festival: Festival,
    call: Call | None,
    file: bytes | Path | IO[bytes],
    by: User | None,
    file_name: str = "",
    taken_fields: Sequence[str] | None = None,
) -> ImportRun:
    """Keep a file with its recognised encoding, columns and number of rows; ``run_import`` takes its rows.

    Without ``taken_fields`` everything is taken but birth date, gender, telephone and postal address. Without a call
    the rows go to the festival's rolling call.

    Raises
    ------
    InvalidInput
        Not FilmFreeway's submissions export, or a field that it does not have.
    """
    with _opened(file) as content:
        name = file_name or Path(str(getattr(content, "name", "") or "export.csv")).name
        found = open_file(content, name)
        rows = sum(1 for _row in found.rows)
        content.seek(0)
        return open_import(
            festival=festival,
            call=call,
            file_name=name,
            content=File(content),
            by=by,
            file_digest=found.sniffed.digest,
            encoding=found.sniffed.label,
            mapping=_mapping(found),
            rows_total=rows,
            taken_fields=taken_of(found, taken_fields),
        )


def taken_of(found: OpenFile, wanted: Sequence[str] | None) -> list[str]:
    """Return the keys to take, those that are needed among them."""
    if wanted is None:
        return with_needed(default_fields(found.columns))
    there = keys_in(found.columns)
    strange = [key for key in wanted if key not in there]
    if strange:
        raise InvalidInput("fields", ", ".join(strange), _("The file has: %(keys)s.") % {"keys": ", ".join(there)})
    return with_needed(wanted)


def _mapping(found: OpenFile) -> dict[str, Any]:
    """Return what was recognised, as the run keeps it."""
    columns = [[column.heading, column.key] for column in found.columns]
    return {"columns": columns, "codec": found.sniffed.encoding, "is_damaged": found.sniffed.is_damaged}


def _opened(file: bytes | Path | IO[bytes]) -> IO[bytes]:
    """Return a file object at its start."""
    if isinstance(file, bytes):
        return BytesIO(file)
    if isinstance(file, Path):
        return file.open("rb")
    file.seek(0)
    return file
