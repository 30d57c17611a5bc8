"""The writers of the programming room."""

from matinee.programming.actions.adoption import take_proposal
from matinee.programming.actions.boards import undo_change
from matinee.programming.actions.curation import fit_curation, forget_curation, use_curation
from matinee.programming.actions.invitations import (
    GuestSaid,
    answer_invitation,
    expire_invitations,
    extend_invitation,
    offer_invitation,
    refuse_odd_day,
    withdraw_invitation,
)
from matinee.programming.actions.lineups import (
    adopt_lineup,
    copy_lineup,
    make_lineup,
    remove_lineup,
    set_aside_lineup,
    start_lineup,
)
from matinee.programming.actions.placements import (
    lock_film,
    move_film,
    order_program,
    place_film,
    remove_film,
    replace_films,
)
from matinee.programming.actions.programs import add_program, change_program, move_program, remove_program
from matinee.programming.actions.proposals import ask_engine, mark_adopted, run_proposal, stop_proposal
from matinee.programming.actions.strands import change_strand, focus_edition, make_strand, say_belongs

__all__ = [
    "GuestSaid",
    "add_program",
    "adopt_lineup",
    "answer_invitation",
    "ask_engine",
    "change_program",
    "change_strand",
    "copy_lineup",
    "expire_invitations",
    "extend_invitation",
    "fit_curation",
    "focus_edition",
    "forget_curation",
    "lock_film",
    "make_lineup",
    "make_strand",
    "mark_adopted",
    "move_film",
    "move_program",
    "offer_invitation",
    "order_program",
    "place_film",
    "refuse_odd_day",
    "remove_film",
    "remove_lineup",
    "remove_program",
    "replace_films",
    "run_proposal",
    "say_belongs",
    "set_aside_lineup",
    "start_lineup",
    "stop_proposal",
    "take_proposal",
    "undo_change",
    "use_curation",
    "withdraw_invitation",
]
