"""Taking over what the engine proposed: whole, or some of its programs, in one change that can be undone."""

from collections.abc import Collection, Mapping
from typing import Any

from matinee.accounts.models import User
from matinee.entries.models import Consideration
from matinee.entries.states import EntryState
from matinee.films.models import Film
from matinee.kit.errors import Conflict, NotFound, WrongState
from matinee.programming.actions.boards import board_change
from matinee.programming.actions.placements import NewPlace, replace_films
from matinee.programming.actions.proposals import mark_adopted
from matinee.programming.models import Lineup, Placement, Program, Proposal
from matinee.programming.queries import board, why_of
from matinee.programming.rules import is_forbidden
from matinee.programming.states import LineupState, ProposalState

ADOPTABLE = (ProposalState.READY, ProposalState.CANCELLED, ProposalState.ADOPTED)
OUT = (EntryState.WITHDRAWN, EntryState.DISQUALIFIED)


def take_proposal(
    *, proposal: Proposal, by: User | None, programs: Collection[str] | None = None, version: int | None = None
) -> Lineup:
    """Put the proposed films into the board's programs: all of them, or those with these codes.

    Programs that are not adopted keep their films, but for films that the adopted ones take over. An edition without a
    lineup gets this one; where the board is the edition's lineup already, its entries follow. ``actions.undo_change``
    brings the board back as it was, state and all.

    Raises
    ------
    WrongState
        There is no answer to adopt.
    NotFound
        No such program in the proposal.
    Conflict
        The board has changed since ``version``; a film is locked elsewhere, has left the running or the festival.
    """
    if proposal.state not in ADOPTABLE or not (proposal.solution or {}).get("programs"):
        raise WrongState("There is nothing to adopt here: the engine has no answer to this question.")
    lineup = Lineup.objects.select_related("edition__festival").get(pk=proposal.lineup_id)
    chosen = _chosen(proposal, programs)
    with board_change(lineup=lineup, verb="adopt_proposal", by=by, version=version, proposal=proposal.code) as row:
        _place(row, chosen, proposal)
        mark_adopted(proposal=proposal)
        _become_lineup(row)
    return lineup


def _become_lineup(lineup: Lineup) -> None:
    """Make a board the edition's lineup where the edition has none and no check forbids it."""
    has_one = Lineup.objects.filter(edition=lineup.edition_id, state=LineupState.ADOPTED).exists()
    if not has_one and not is_forbidden(board(lineup).findings):
        lineup.state = LineupState.ADOPTED
        lineup.save(update_fields=["state", "changed_at"])


def _chosen(proposal: Proposal, programs: Collection[str] | None) -> dict[str, Mapping[str, Any]]:
    """Return the proposed programs that are wanted, by code."""
    proposed = {one["id"]: one for one in (proposal.solution or {})["programs"]}
    for code in programs or ():
        if code not in proposed:
            raise NotFound("This program is not in the proposal. Open the proposal again.")
    return {code: one for code, one in proposed.items() if programs is None or code in programs}


def _place(lineup: Lineup, chosen: Mapping[str, Mapping[str, Any]], proposal: Proposal) -> None:
    """Put the chosen programs' films where they belong, taking them from the other programs."""
    targets = {one.code: one for one in Program.objects.filter(lineup=lineup, code__in=chosen)}
    wanted = [code for one in chosen.values() for code in one["films"]]
    films = {film.code: film for film in Film.objects.filter(festival=lineup.edition.festival_id, code__in=wanted)}
    _refuse_gone(lineup, chosen, targets, films)
    _refuse_locked(lineup, chosen, targets)
    reasons = why_of(proposal)
    elsewhere = Placement.objects.filter(program__lineup=lineup, film__in=films.values())
    elsewhere.exclude(program__in=targets.values()).delete()
    for code, one in chosen.items():
        places = [NewPlace(films[film], reasons.get(film, "")) for film in one["films"]]
        replace_films(program=targets[code], places=places)
    _close_gaps(lineup)


def _refuse_gone(
    lineup: Lineup, chosen: Mapping[str, Any], targets: Mapping[str, Program], films: Mapping[str, Film]
) -> None:
    """Refuse what cannot be placed any more since the engine was asked."""
    if targets.keys() != chosen.keys():
        raise Conflict("A program of this proposal is no longer on the board. Ask the engine again.")
    missing = [code for one in chosen.values() for code in one["films"] if code not in films]
    left = Consideration.objects.filter(edition=lineup.edition, entry__film__in=films.values(), entry__state__in=OUT)
    titles = [str(one.entry) for one in left.select_related("entry__film")]
    if missing or titles:
        what = ", ".join(f"“{title}”" for title in titles) or "A film"
        raise Conflict(f"{what} has left the running since the engine was asked. Ask it again.")


def _refuse_locked(lineup: Lineup, chosen: Mapping[str, Any], targets: Mapping[str, Program]) -> None:
    """Refuse to move what a programmer has locked since the engine was asked."""
    for place in Placement.objects.filter(program__lineup=lineup).select_related("film", "program"):
        if not (place.is_locked or place.program.is_locked):
            continue
        goes_to = next((code for code, one in chosen.items() if place.film.code in one["films"]), None)
        is_moved = goes_to is not None and goes_to != place.program.code
        is_dropped = goes_to is None and place.program.code in targets
        if is_moved or is_dropped:
            raise Conflict(f"“{place.film}” was locked in “{place.program}” since the engine was asked. Ask it again.")


def _close_gaps(lineup: Lineup) -> None:
    """Let every program count its films from 1 again after some were taken over."""
    for program in Program.objects.filter(lineup=lineup):
        places = Placement.objects.filter(program=program).order_by("position", "pk").select_related("film")
        replace_films(program=program, places=[NewPlace(place.film, place.why) for place in places])
