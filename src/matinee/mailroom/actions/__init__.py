"""The writers of the mailroom."""

from matinee.mailroom.actions.bounces import clear_mailbox, take_bounce, take_complaint, take_delay
from matinee.mailroom.actions.carrying import carry_due_letters, carry_letter
from matinee.mailroom.actions.mailings import (
    begin_mailing,
    count_mailing,
    has_lost_its_worker,
    plan_mailing,
    resume_mailing,
    stop_writing,
)
from matinee.mailroom.actions.outbox import retry_letter, schedule_letter, send_now, stop_batch, stop_letter
from matinee.mailroom.actions.posting import enqueue_delivery, post_letter
from matinee.mailroom.actions.wordings import reset_wording, write_wording

__all__ = [
    "begin_mailing",
    "carry_due_letters",
    "carry_letter",
    "clear_mailbox",
    "count_mailing",
    "enqueue_delivery",
    "has_lost_its_worker",
    "plan_mailing",
    "post_letter",
    "reset_wording",
    "resume_mailing",
    "retry_letter",
    "schedule_letter",
    "send_now",
    "stop_batch",
    "stop_letter",
    "stop_writing",
    "take_bounce",
    "take_complaint",
    "take_delay",
    "write_wording",
]
