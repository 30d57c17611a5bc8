"""The writers of the programming room."""

from matinee.programming.actions.adoption import Adopted, take_move, take_proposal
from matinee.programming.actions.curation import fit_curation, forget_curation, use_curation
from matinee.programming.actions.history import go_back, redo_change, turn_once, undo_change
from matinee.programming.actions.holes import fill_hole
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
from matinee.programming.actions.moves import Made, do_once, make_move
from matinee.programming.actions.placements import (
    bench_film,
    lock_film,
    lock_place,
    move_film,
    order_program,
    place_film,
    remove_film,
    replace_films,
    write_note,
)
from matinee.programming.actions.presence import be_present
from matinee.programming.actions.programs import add_program, change_program, move_program, remove_program
from matinee.programming.actions.proposals import ask_again, ask_engine, mark_adopted, run_proposal, stop_proposal
from matinee.programming.actions.reviewing import fillings_for, why_on_board, words_on_board
from matinee.programming.actions.strands import change_strand, focus_edition, make_strand, say_belongs

__all__ = [
    "Adopted",
    "GuestSaid",
    "Made",
    "add_program",
    "adopt_lineup",
    "answer_invitation",
    "ask_again",
    "ask_engine",
    "be_present",
    "bench_film",
    "change_program",
    "change_strand",
    "copy_lineup",
    "do_once",
    "expire_invitations",
    "extend_invitation",
    "fill_hole",
    "fillings_for",
    "fit_curation",
    "focus_edition",
    "forget_curation",
    "go_back",
    "lock_film",
    "lock_place",
    "make_lineup",
    "make_move",
    "make_strand",
    "mark_adopted",
    "move_film",
    "move_program",
    "offer_invitation",
    "order_program",
    "place_film",
    "redo_change",
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
    "take_move",
    "take_proposal",
    "turn_once",
    "undo_change",
    "use_curation",
    "why_on_board",
    "withdraw_invitation",
    "words_on_board",
    "write_note",
]
