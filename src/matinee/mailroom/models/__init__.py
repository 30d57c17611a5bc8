"""Letters, mailings to many, the mailboxes they came back from, and the festivals' own wordings."""

from matinee.mailroom.models.letter import Letter
from matinee.mailroom.models.mailbox import Mailbox
from matinee.mailroom.models.mailing import Mailing
from matinee.mailroom.models.template import Template

__all__ = ["Letter", "Mailbox", "Mailing", "Template"]
