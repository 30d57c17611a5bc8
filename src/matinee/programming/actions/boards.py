"""Changing a board: one at a time, never over somebody else's move, always undoable."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.kit.errors import Conflict
from matinee.programming.actions.outcomes import settle_outcomes
from matinee.programming.models import BoardChange, Lineup, Placement, Program
from matinee.programming.states import LineupState

Snapshot = dict[str, Any]
PROGRAM_COLUMNS = (
    "code", "slug", "title", "kind", "strand_id", "about", "position", "min_s", "max_s", "min_films", "max_films",
    "is_locked",
)  # fmt: skip
PLACEMENT_COLUMNS = ("film_id", "position", "is_locked", "why")
KEPT_CHANGES = 50


@contextmanager
def board_change(
    *,
    lineup: Lineup,
    verb: str,
    by: User | None,
    version: int | None = None,
    **detail: Any,  # noqa: ANN401  audit
) -> Iterator[Lineup]:
    """Change a board inside this: it is locked, its version checked and raised, what it replaced kept for undo.

    ``version`` is the board's as the page showed it; ``None`` (commands) does not ask. ``lineup.version`` follows.
    Where nothing differs in the end, nothing is written.

    Raises
    ------
    Conflict
        Somebody changed the board since ``version``.
    """
    with transaction.atomic():
        row = Lineup.objects.select_for_update().select_related("edition__festival").get(pk=lineup.pk)
        if version is not None and version != row.version:
            raise Conflict(_stale(row, version))
        before = snapshot(row)
        yield row
        if snapshot(row) == before:
            return
        row.version += 1
        row.save(update_fields=["version", "state", "changed_at"])
        lineup.version, lineup.state = row.version, row.state
        BoardChange.objects.create(lineup=row, version=row.version, verb=verb, before=before, by=by)
        BoardChange.objects.filter(lineup=row, version__lte=row.version - KEPT_CHANGES).delete()
        audit(festival=row.edition.festival, by=by, verb=verb, about=row, version=row.version, **detail)
        settle_outcomes(row, by, was_adopted=before["state"] == LineupState.ADOPTED)


def snapshot(lineup: Lineup) -> Snapshot:
    """Return a whole board as plain JSON."""
    films: dict[int, list[dict[str, Any]]] = {}
    for place in Placement.objects.filter(program__lineup=lineup).order_by("position", "pk"):
        films.setdefault(place.program_id, []).append(_columns(place, PLACEMENT_COLUMNS))
    programs = Program.objects.filter(lineup=lineup).order_by("position", "pk")
    return {
        "state": str(lineup.state),
        "programs": [_columns(one, PROGRAM_COLUMNS) | {"films": films.get(one.pk, [])} for one in programs],
    }


@transaction.atomic
def undo_change(*, lineup: Lineup, by: User | None, version: int | None = None) -> Lineup:
    """Undo the board's last change; again, and the one before it.

    Raises
    ------
    Conflict
        Nothing to undo, somebody changed the board meanwhile, or a program that would go is scheduled.
    """
    row = Lineup.objects.select_for_update().select_related("edition__festival").get(pk=lineup.pk)
    if version is not None and version != row.version:
        raise Conflict(_stale(row, version))
    last = BoardChange.objects.filter(lineup=row, version=row.version).first()
    if last is None:
        raise Conflict("There is nothing to undo on this board.")
    was_adopted = row.state == LineupState.ADOPTED
    restore(row, last.before)
    last.delete()
    earlier = BoardChange.objects.filter(lineup=row).order_by("-version").first()
    row.version += 1
    row.save(update_fields=["version", "state", "changed_at"])
    if earlier is not None:
        earlier.version = row.version
        earlier.save(update_fields=["version"])
    if last.before.get("displaced"):
        _adopt_again(row, last.before["displaced"])
    audit(festival=row.edition.festival, by=by, verb="undo_change", about=row, undone=last.verb)
    settle_outcomes(row, by, was_adopted=was_adopted)
    lineup.version, lineup.state = row.version, row.state
    return row


def restore(lineup: Lineup, before: Mapping[str, Any]) -> None:
    """Make a board what it was; programs keep their identity by code, so that what hangs on them stays."""
    lineup.state = _state_again(lineup, before["state"])
    known = {program.code: program for program in Program.objects.filter(lineup=lineup)}
    wanted = {columns["code"]: columns for columns in before["programs"]}
    for code, program in known.items():
        if code not in wanted:
            refuse_if_used(program)
            program.delete()
    for code, columns in wanted.items():
        program = known.get(code) or Program(lineup=lineup)
        _set(program, columns, PROGRAM_COLUMNS)
        program.save()
        Placement.objects.filter(program=program).delete()
        Placement.objects.bulk_create([Placement(program=program, **film) for film in columns["films"]])


def refuse_if_used(program: Program) -> None:
    """Refuse to take away a program that something above hangs on, such as its screenings."""
    for relation in program._meta.related_objects:  # noqa: SLF001  Django's documented door to its columns
        if relation.related_model is Placement:
            continue
        related = relation.related_model
        rows = related._default_manager  # noqa: SLF001  as above
        if rows.filter(**{relation.field.name: program}).exists():
            what = related._meta.verbose_name_plural  # noqa: SLF001  as above
            raise Conflict(f"“{program}” has {what}. Cancel or move them first.")


def _state_again(lineup: Lineup, state: str) -> str:
    """Return the state a board goes back to; it stays a draft where another lineup has been adopted since."""
    others = Lineup.objects.filter(edition=lineup.edition_id, state=LineupState.ADOPTED).exclude(pk=lineup.pk)
    if state == LineupState.ADOPTED and others.exists():
        return LineupState.DRAFT
    return state


def _adopt_again(lineup: Lineup, code: str) -> None:
    """Give the edition back the lineup that an undone adoption had set aside."""
    if not Lineup.objects.filter(edition=lineup.edition_id, state=LineupState.ADOPTED).exists():
        displaced = Lineup.objects.filter(edition=lineup.edition_id, code=code)
        displaced.update(state=LineupState.ADOPTED, version=models.F("version") + 1)


def _columns(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _set(row: models.Model, columns: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        setattr(row, name, columns[name])


def _stale(lineup: Lineup, version: int) -> str:
    """Return what a page hears that was opened before the last change."""
    last = BoardChange.objects.filter(lineup=lineup, version=lineup.version).select_related("by").first()
    who = str(last.by) if last and last.by else "Somebody"
    return (
        f"{who} changed this board after you opened it (version {lineup.version}, yours was {version}). "
        "Nothing was overwritten: open the board again and repeat your move."
    )
