"""Programs of a board: adding, changing, moving, taking away."""

from typing import Any

from django.db.models import Max

from matinee.accounts.models import User
from matinee.kit.errors import NotFound
from matinee.kit.rows import apply_changes, checked
from matinee.kit.text import slug_of
from matinee.programming.actions.boards import board_change
from matinee.programming.actions.rows import refuse_if_used
from matinee.programming.models import Lineup, Program, Strand
from matinee.programming.rules import default_limits
from matinee.programming.states import ProgramKind


def add_program(  # noqa: PLR0913  a program has these parts, all named
    *,
    lineup: Lineup,
    title: str,
    by: User | None,
    kind: ProgramKind = ProgramKind.SHORTS,
    strand: Strand | None = None,
    version: int | None = None,
    **fields: Any,  # noqa: ANN401  columns: about, slug, min_s, max_s, min_films, max_films
) -> Program:
    """Add an empty program at the end of a board; limits that are not given come from the festival's policy."""
    festival = lineup.edition.festival
    if strand is not None and strand.festival_id != festival.pk:
        raise NotFound("This strand is not of this festival.")
    given = {name: value for name, value in fields.items() if value is not None}
    limits = default_limits(ProgramKind(kind), festival.policy)
    with board_change(lineup=lineup, verb="add_program", by=by, version=version, touching=(), program=title) as row:
        slug = given.pop("slug", "") or _free_slug(row, title)
        last = Program.objects.filter(lineup=row).aggregate(last=Max("position"))["last"] or 0
        columns = limits | {"position": last + 1} | given
        program = Program(lineup=row, slug=slug, title=title.strip(), kind=kind, strand=strand, **columns)
        checked(program)
        program.save()
    return program


def change_program(*, program: Program, by: User | None, version: int | None = None, **fields: Any) -> Program:  # noqa: ANN401
    """Change a program's title, words, strand, limits or lock."""
    strand = fields.get("strand")
    if strand is not None and strand.festival_id != program.lineup.edition.festival_id:
        raise NotFound("This strand is not of this festival.")
    lineup, key, title = program.lineup, {f"program:{program.code}"}, program.title
    verb = (
        "change_program"
        if set(fields) != {"is_locked"}
        else "lock_program"
        if fields["is_locked"]
        else "unlock_program"
    )
    with board_change(lineup=lineup, verb=verb, by=by, version=version, touching=key, program=title):
        apply_changes(program, fields)
    return program


def move_program(*, program: Program, by: User | None, to: int, version: int | None = None) -> None:
    """Move a program to another place in the order of the day (from 1)."""
    lineup, key, title = program.lineup, {f"program:{program.code}"}, program.title
    with board_change(lineup=lineup, verb="move_program", by=by, version=version, touching=key, program=title) as row:
        others = list(Program.objects.filter(lineup=row).exclude(pk=program.pk).order_by("position", "pk"))
        others.insert(max(0, min(len(others), to - 1)), program)
        for position, one in enumerate(others, 1):
            Program.objects.filter(pk=one.pk).update(position=position)


def remove_program(*, program: Program, by: User | None, version: int | None = None) -> None:
    """Take a program off the board; its films go back to the pool.

    Raises
    ------
    Conflict
        Something hangs on it, such as a screening, or somebody changed what is in it since ``version``.
    """
    lineup, title = program.lineup, program.title
    keys = {f"program:{program.code}", f"in:{program.code}"}
    with board_change(lineup=lineup, verb="remove_program", by=by, version=version, touching=keys, program=title):
        refuse_if_used(program)
        Program.objects.filter(pk=program.pk).delete()


def _free_slug(lineup: Lineup, title: str) -> str:
    """Return a slug that no other program of the lineup has."""
    wanted = slug_of(title, "program", 70)
    taken = set(Program.objects.filter(lineup=lineup).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
