"""Making, copying, adopting and setting aside lineups."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition
from matinee.kit.codes import new_code
from matinee.kit.errors import Conflict
from matinee.kit.rows import checked
from matinee.programming.actions.boards import board_change, change_state
from matinee.programming.actions.programs import add_program
from matinee.programming.actions.rows import refuse_if_used
from matinee.programming.models import Benched, BoardChange, Lineup, Placement, Program
from matinee.programming.queries import board, focus_of
from matinee.programming.rules import is_forbidden
from matinee.programming.rules.horizon import blocks_in
from matinee.programming.states import CheckLevel, LineupState

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@transaction.atomic
def make_lineup(*, edition: Edition, title: str, by: User | None) -> Lineup:
    """Make an empty draft for an edition."""
    lineup = Lineup(edition=edition, title=title.strip())
    checked(lineup)
    lineup.save()
    audit(festival=edition.festival, by=by, verb="make_lineup", about=lineup)
    return lineup


@transaction.atomic
def start_lineup(*, edition: Edition, by: User | None, title: str = "First draft") -> Lineup:
    """Make a draft with as many empty programs as the edition's minutes hold; its focus strands come first."""
    lineup = make_lineup(edition=edition, title=title, by=by)
    policy, focus = edition.festival.policy, list(focus_of(edition))
    number = blocks_in(edition.capacity_min, policy)
    for strand in focus[:number]:
        add_program(lineup=lineup, title=f"{strand.title} Shorts", strand=strand, about=strand.about, by=by)
    for position in range(number - min(len(focus), number)):
        add_program(lineup=lineup, title=f"Shorts {ROMAN[position]}", by=by)
    return lineup


@transaction.atomic
def copy_lineup(*, lineup: Lineup, by: User | None, title: str = "") -> Lineup:
    """Make a draft with the same programs and films, to try something beside the original."""
    twin = make_lineup(edition=lineup.edition, title=(title or f"{lineup.title}, copy")[:120], by=by)
    for program in Program.objects.filter(lineup=lineup).order_by("position", "pk"):
        places = list(Placement.objects.filter(program=program).order_by("position", "pk"))
        program.pk, program.code, program.lineup = None, new_code(), twin
        program._state.adding = True  # noqa: SLF001  Django's documented way to copy a row
        program.save()
        for place in places:
            place.pk, place.program = None, program
        Placement.objects.bulk_create(places)
    Benched.objects.bulk_create(
        Benched(lineup=twin, film_id=row.film_id, position=row.position)
        for row in Benched.objects.filter(lineup=lineup)
    )
    return twin


@transaction.atomic
def remove_lineup(*, lineup: Lineup, by: User | None) -> None:
    """Throw a draft away, with what the engine said about it.

    Raises
    ------
    Conflict
        It is the edition's lineup, or something hangs on one of its programs.
    """
    row = Lineup.objects.select_for_update().get(pk=lineup.pk)
    if row.state == LineupState.ADOPTED:
        raise Conflict("This is the edition's lineup. Adopt another one, or set it aside first.")
    for program in Program.objects.filter(lineup=row):
        refuse_if_used(program)
    audit(festival=lineup.edition.festival, by=by, verb="remove_lineup", about=row)
    row.delete()


@transaction.atomic
def adopt_lineup(
    *, lineup: Lineup, by: User | None, version: int | None = None, instead_of: str | None = None
) -> Lineup:
    """Make a draft the edition's lineup; the one before becomes a draft again, and the entries follow.

    ``instead_of`` is the code of the edition's lineup as the page showed it, or nothing for none: of two people who
    adopt two drafts at once, the second is told.

    Raises
    ------
    Conflict
        A check forbids it, there is nothing in it, the board has changed since ``version``, or another lineup was
        adopted meanwhile.
    """
    Edition.objects.select_for_update().get(pk=lineup.edition_id)
    before = Lineup.objects.filter(edition=lineup.edition_id, state=LineupState.ADOPTED).exclude(pk=lineup.pk).first()
    if instead_of is not None and before is not None and before.code != instead_of:
        raise Conflict(f"“{before.title}” was made the lineup meanwhile. Look at it; adopt again to replace it.")
    with board_change(lineup=lineup, verb="adopt_lineup", by=by, version=version) as row:
        _refuse_forbidden(row)
        if before is not None:
            change_state(lineup=before, to=LineupState.DRAFT, verb="displace_lineup", by=by)
        row.state = LineupState.ADOPTED
        row.save(update_fields=["state", "changed_at"])
    if before is not None:
        _remember_displaced(lineup, before)
    return lineup


@transaction.atomic
def set_aside_lineup(*, lineup: Lineup, by: User | None, version: int | None = None) -> Lineup:
    """Make the edition's lineup a draft again: the edition has none then, and its films are considered again."""
    with board_change(lineup=lineup, verb="set_aside_lineup", by=by, version=version) as row:
        row.state = LineupState.DRAFT
        row.save(update_fields=["state", "changed_at"])
    return lineup


def _refuse_forbidden(lineup: Lineup) -> None:
    """Refuse to adopt what a check forbids, in the check's words."""
    here = board(lineup)
    if not any(program.films for program in here.programs):
        raise Conflict("There is no film in this lineup yet. Place films, or ask the engine for a proposal.")
    if is_forbidden(here.findings):
        words = " ".join(finding.text for finding in here.findings if finding.level == CheckLevel.FORBIDS)
        raise Conflict(f"This lineup cannot be adopted as it is. {words}")


def _remember_displaced(lineup: Lineup, before: Lineup) -> None:
    """Write down which lineup an adoption set aside, so that undo brings it back."""
    change = BoardChange.objects.filter(lineup=lineup, version=lineup.version).first()
    if change is not None:
        change.delta = change.delta | {"displaced": [None, before.code]}
        change.save(update_fields=["delta"])
