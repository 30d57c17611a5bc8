"""Taking over what the engine proposed: whole, some programs, or one move; what does not fit any more is told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Consideration
from matinee.entries.states import EntryState
from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.kit.errors import Conflict, NotFound, WrongState
from matinee.programming.actions.boards import hold, refuse_stale, write_down
from matinee.programming.actions.moves import Made, make_move
from matinee.programming.actions.proposals import mark_adopted
from matinee.programming.actions.rows import meet, write
from matinee.programming.models import Invitation, Lineup, Proposal
from matinee.programming.queries import board
from matinee.programming.queries.asking import Variant, variants_of
from matinee.programming.queries.history import changes_since
from matinee.programming.queries.state import Loaded, load
from matinee.programming.rules import is_forbidden
from matinee.programming.rules.adopting import take_over
from matinee.programming.rules.operations import Move
from matinee.programming.rules.state import BoardState, delta_of
from matinee.programming.states import LineupState, OfferState, ProposalState

ADOPTABLE = (ProposalState.READY, ProposalState.CANCELLED, ProposalState.ADOPTED)
OUT = (EntryState.WITHDRAWN, EntryState.DISQUALIFIED)


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of an adoption: the lineup, and in words what could not be taken over."""

    lineup: Lineup
    left: list[str] = field(default_factory=list)


@transaction.atomic
def take_proposal(
    *,
    proposal: Proposal,
    by: User | None,
    programs: Collection[str] | None = None,
    version: int | None = None,
    variant: int = 0,
) -> Adopted:
    """Put the proposed films into the board's programs: all of them, or those with these codes.

    What is locked elsewhere by now, has left the running or was declined is passed over and told. Programs that are
    not adopted keep their films, but for those that the adopted ones take over. An edition without a lineup gets this
    one. One change of the board's log: ``actions.undo_change`` brings it back as it was, state and all.

    Raises
    ------
    WrongState
        There is no answer to adopt.
    NotFound
        No such program in the proposal.
    Conflict
        Somebody changed the same programs since ``version``, or nothing of it fits any more.
    """
    found = _variant(proposal, variant)
    chosen = _chosen(found, programs)
    Edition.objects.select_for_update(of=("self",)).get(pk=proposal.lineup.edition_id)
    row = hold(proposal.lineup)
    _refuse_touched(row, chosen, version)
    here = load(row)
    meet(here, _known(row, chosen))
    taken = take_over(here.state, chosen, _gone(row, chosen), found.whys)
    delta = delta_of(here.state, taken.state)
    if taken.left and not any(key.startswith("film:") for key in delta):
        raise Conflict(" ".join([_("Nothing of this proposal fits the board any more."), *taken.left]))
    _write(here, taken.state)
    delta = delta_of(here.state, taken.state)
    if delta:
        said = {"proposal": proposal.code, "letter": found.letter}
        write_down(here, delta, verb="adopt_proposal", by=by, said=said)
    mark_adopted(proposal=proposal)
    proposal.lineup.version, proposal.lineup.state = row.version, row.state
    return Adopted(row, taken.left)


@transaction.atomic
def take_move(*, proposal: Proposal, film: str, by: User | None, variant: int = 0, version: int | None = None) -> Made:
    """Make one move of a proposal: put a film (by code) where it is proposed, or take it off where it is not.

    It goes after the nearest film before it in the proposal that is in the program already.

    Raises
    ------
    WrongState
        There is no answer to adopt.
    Conflict
        A lock is in the way, the film has left the running, or somebody moved it since ``version``.
    """
    found = _variant(proposal, variant)
    row = hold(proposal.lineup)
    here = load(row).state
    program = found.homes.get(film, "")
    if not program:
        return make_move(lineup=row, move=Move("pool", (film,)), by=by, base=version)
    gone = _gone(row, {program: [film]})
    if gone:
        raise Conflict(" ".join(gone.values()))
    if program not in here.films:
        raise NotFound(_("This program is not on the board any more. Look at the board again."))
    order = next(one["films"] for one in found.programs if one["id"] == program)
    before = [one for one in order[: order.index(film)] if one in here.films[program]]
    where = {"after": before[-1]} if before else {"position": 1}
    move = Move("place", (film,), program, why=found.whys.get(film, ""), **where)
    return make_move(lineup=row, move=move, by=by, base=version)


def _refuse_touched(row: Lineup, chosen: Mapping[str, Sequence[str]], version: int | None) -> None:
    """Refuse to go over what somebody did to the same programs or films since a page was opened."""
    if version is not None and version < row.version:
        films = [f"film:{film}" for some in chosen.values() for film in some]
        refuse_stale(changes_since(row, version), [*films, *(f"in:{code}" for code in chosen), "lineup"])


def _variant(proposal: Proposal, number: int) -> Variant:
    """Return one proposal of an answer that may be adopted."""
    found = variants_of(proposal) if proposal.state in ADOPTABLE else []
    if not found:
        raise WrongState(_("There is nothing to adopt here: the engine has no answer to this question."))
    if not 0 <= number < len(found):
        raise NotFound(_("This proposal is not in the engine’s answer. Open it again."))  # noqa: RUF001  typographic
    return found[number]


def _chosen(found: Variant, programs: Collection[str] | None) -> dict[str, Sequence[str]]:
    """Return the films of the proposed programs that are wanted, by the program's code."""
    proposed: dict[str, Sequence[str]] = {one["id"]: one["films"] for one in found.programs}
    for code in programs or ():
        if code not in proposed:
            raise NotFound(_("This program is not in the proposal. Open the proposal again."))
    return {code: films for code, films in proposed.items() if programs is None or code in programs}


def _known(lineup: Lineup, chosen: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the proposed films that this festival still has."""
    wanted = [film for films in chosen.values() for film in films]
    found = Film.objects.filter(festival=lineup.edition.festival_id, code__in=wanted)
    return list(found.values_list("code", flat=True))


def _gone(lineup: Lineup, chosen: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return, for each film that cannot be shown any more, why, in words."""
    wanted = [film for films in chosen.values() for film in films]
    there = set(_known(lineup, chosen))
    gone = {film: _("A film is not at this festival any more.") for film in wanted if film not in there}
    left = Consideration.objects.filter(
        edition=lineup.edition_id, entry__film__code__in=wanted, entry__state__in=OUT
    ).select_related("entry__film")
    for row in left:
        says = {"film": row.entry.film.title, "state": row.entry.get_state_display()}
        gone[row.entry.film.code] = _("“%(film)s” has left the running: %(state)s.") % says
    offers = Invitation.objects.filter(edition=lineup.edition_id, film__code__in=wanted).select_related("film")
    for code, offer in {offer.film.code: offer for offer in offers.order_by("pk")}.items():
        if offer.state == OfferState.DECLINED:
            gone[code] = _("The makers of “%(film)s” have declined.") % {"film": offer.film}
    return gone


def _write(here: Loaded, new: BoardState) -> None:
    """Write a board, and make it the edition's lineup where the edition has none and no check forbids it."""
    row = here.lineup
    write(here, new)
    has_one = Lineup.objects.filter(edition=row.edition_id, state=LineupState.ADOPTED).exists()
    if not has_one and not is_forbidden(board(row).findings):
        new.state = row.state = LineupState.ADOPTED
