"""Where a screening stands, and the kinds of events, parts and spans."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScreeningState(models.TextChoices):
    """Where a screening stands."""

    SCHEDULED = "scheduled", _("Scheduled")
    CANCELLED = "cancelled", _("Cancelled")


class EventKind(models.TextChoices):
    """What stands on the grid beside screenings."""

    RECEPTION = "reception", _("Reception")
    PANEL = "panel", _("Panel")
    MEETING = "meeting", _("Industry meeting")
    INTERVIEW = "interview", _("Interview")
    OTHER = "other", _("Other event")


class Part(models.TextChoices):
    """What a person does in a screening or an event."""

    MAKER = "maker", _("Filmmaker")
    MODERATOR = "moderator", _("Moderator")
    JUROR = "juror", _("Juror")
    INTERVIEWER = "interviewer", _("Interviewer")
    PROJECTIONIST = "projectionist", _("Projectionist")
    SPEAKER = "speaker", _("Speaker")


class Showings(models.TextChoices):
    """In which screenings of a program a person takes part."""

    EVERY = "every", _("Every screening")
    FIRST = "first", _("The first one")
    ANY = "any", _("One of them")


class AvailabilitySource(models.TextChoices):
    """Where a span of availability comes from."""

    TYPED = "typed", _("Typed in")
    CALENDAR = "calendar", _("From a calendar")
