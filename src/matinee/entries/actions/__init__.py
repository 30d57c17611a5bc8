"""The writers of the entries room."""

from matinee.entries.actions.answering import agree, choose_categories, follow_terms, reply
from matinee.entries.actions.calls import change_call, close_call, open_call, rolling_call
from matinee.entries.actions.considering import (
    consider_all,
    consider_edition,
    consider_entries,
    consider_entry,
    expire_entries,
    set_outcome,
)
from matinee.entries.actions.correcting import (
    answer_correction,
    ask_correction,
    close_correction,
    reopen_correction,
)
from matinee.entries.actions.cutting import keep_cut, replace_cut
from matinee.entries.actions.fitting import change_categories, excuse_misfit, undo_excuse
from matinee.entries.actions.identifying import identify, take_back_identity
from matinee.entries.actions.importing import (
    ImportStopped,
    beat,
    cancel_import,
    claim_import,
    fail_import,
    finish_import,
    open_import,
    queue_import,
    remap_import,
)
from matinee.entries.actions.moving import disqualify_entry, mark_incomplete, return_entry, withdraw_entry
from matinee.entries.actions.paying import (
    begin_payment,
    connect_account,
    disconnect_account,
    hear_news,
    record_payment,
    settle_payment,
)
from matinee.entries.actions.receiving import (
    OfferChanged,
    PaymentDue,
    Seen,
    change_entry,
    receive_entry,
    save_draft,
    start_entry,
    submit_entry,
)
from matinee.entries.actions.recording import HandWritten, correct_entry, record_entry
from matinee.entries.actions.refunding import carry_refund, refund_payment
from matinee.entries.actions.revealing import reveal_private
from matinee.entries.actions.settling import sweep_payments
from matinee.entries.actions.taking import RowProblem, TakenRow, take_rows
from matinee.entries.actions.terms import revise_terms
from matinee.entries.actions.waivers import change_waiver, give_back_waiver, make_waiver, use_waiver

__all__ = [
    "HandWritten",
    "ImportStopped",
    "OfferChanged",
    "PaymentDue",
    "RowProblem",
    "Seen",
    "TakenRow",
    "agree",
    "answer_correction",
    "ask_correction",
    "beat",
    "begin_payment",
    "cancel_import",
    "carry_refund",
    "change_call",
    "change_categories",
    "change_entry",
    "change_waiver",
    "choose_categories",
    "claim_import",
    "close_call",
    "close_correction",
    "connect_account",
    "consider_all",
    "consider_edition",
    "consider_entries",
    "consider_entry",
    "correct_entry",
    "disconnect_account",
    "disqualify_entry",
    "excuse_misfit",
    "expire_entries",
    "fail_import",
    "finish_import",
    "follow_terms",
    "give_back_waiver",
    "hear_news",
    "identify",
    "keep_cut",
    "make_waiver",
    "mark_incomplete",
    "open_call",
    "open_import",
    "queue_import",
    "receive_entry",
    "record_entry",
    "record_payment",
    "refund_payment",
    "remap_import",
    "reopen_correction",
    "replace_cut",
    "reply",
    "return_entry",
    "reveal_private",
    "revise_terms",
    "rolling_call",
    "save_draft",
    "set_outcome",
    "settle_payment",
    "start_entry",
    "submit_entry",
    "sweep_payments",
    "take_back_identity",
    "take_rows",
    "undo_excuse",
    "use_waiver",
    "withdraw_entry",
]
