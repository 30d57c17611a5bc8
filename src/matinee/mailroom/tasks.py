"""What the worker does for the mailroom (queue ``letters``)."""

from django_tasks import task

from matinee.mailroom.actions import carry_due_letters, carry_letter
from matinee.mailroom.models import Letter


@task(queue_name="letters")
def deliver(code: str) -> int:
    """Carry one letter, then whatever is overdue; return how many went out."""
    letter = Letter.objects.filter(code=code).first()
    went = carry_letter(letter=letter) if letter else False
    return int(went) + carry_due_letters(limit=20)
