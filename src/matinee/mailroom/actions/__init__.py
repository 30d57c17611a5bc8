"""The writers of the mailroom."""

from matinee.mailroom.actions.bounces import clear_mailbox, take_bounce, take_complaint, take_delay
from matinee.mailroom.actions.carrying import carry_due_letters, carry_letter
from matinee.mailroom.actions.outbox import retry_letter, schedule_letter, send_now, stop_batch, stop_letter
from matinee.mailroom.actions.posting import enqueue_delivery, post_letter
from matinee.mailroom.actions.wordings import reset_wording, write_wording

__all__ = [
    "carry_due_letters",
    "carry_letter",
    "clear_mailbox",
    "enqueue_delivery",
    "post_letter",
    "reset_wording",
    "retry_letter",
    "schedule_letter",
    "send_now",
    "stop_batch",
    "stop_letter",
    "take_bounce",
    "take_complaint",
    "take_delay",
    "write_wording",
]
