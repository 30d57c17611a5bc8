"""The one tree of errors that actions raise; every message says what to do next.

MatineeError
├── InvalidInput       a value that cannot be taken: names the field, the value and what would be accepted
├── NotAllowed         the person may not do this
├── NotFound           nothing of that name here (also: it belongs to somebody else)
├── Conflict           somebody or something was faster; look again, then repeat
│   └── WrongState     the thing has moved on: this move is not allowed from where it stands
└── Unavailable        something outside did not answer; nothing is lost, try again
"""

from django.utils.translation import gettext as _


class MatineeError(Exception):
    """A refusal that a person can read."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(MatineeError):  # noqa: N818  the house names refusals by what they are, not with an Error suffix
    """A value that cannot be taken.

    ``field`` is the name as the form or file has it, ``value`` what was given, ``accepted`` what would do.
    """

    def __init__(self, field: str, value: object, accepted: str) -> None:
        says = {"field": field, "value": _shown(value), "accepted": accepted}
        super().__init__(_("%(field)s: %(value)s is not accepted. %(accepted)s") % says)
        self.field = field
        self.value = value
        self.accepted = accepted


class NotAllowed(MatineeError):  # noqa: N818  as above
    """The person may not do this."""


class NotFound(MatineeError):  # noqa: N818  as above
    """Nothing of that name here."""


class Conflict(MatineeError):  # noqa: N818  as above
    """Somebody or something was faster."""


class WrongState(Conflict):
    """A move that is not allowed from where the thing stands."""


class Unavailable(MatineeError):  # noqa: N818  as above
    """Something outside did not answer."""


def _shown(value: object) -> str:
    """Return the value as a message shows it: quoted, and never longer than a line."""
    text = str(value)
    return f"“{text[:77]}…”" if len(text) > 80 else f"“{text}”"  # noqa: PLR2004  one line of a terminal
