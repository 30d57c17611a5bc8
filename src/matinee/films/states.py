"""The fixed lists of the films room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """What kind of film it is."""

    FICTION = "fiction", _("Fiction")
    DOCUMENTARY = "documentary", _("Documentary")
    ANIMATION = "animation", _("Animation")
    EXPERIMENTAL = "experimental", _("Experimental")
    MUSIC_VIDEO = "music_video", _("Music video")
    EPISODIC = "episodic", _("Episodic")
    OTHER = "other", _("Other")


class ProductionContext(models.TextChoices):
    """In which frame a film was made."""

    INDEPENDENT = "independent", _("Independently")
    SCHOOL = "school", _("At a school or in a course")
    COMMUNITY = "community", _("By a community or a collective")
    COMPANY = "company", _("By a production company")
    COPRODUCTION = "coproduction", _("As a co-production of several countries")
    COMMISSION = "commission", _("On commission")


class CreditRole(models.TextChoices):
    """What a person did in a film."""

    DIRECTOR = "director", _("Director")
    WRITER = "writer", _("Writer")
    PRODUCER = "producer", _("Producer")
    CAST = "cast", _("Cast")
    CREW = "crew", _("Crew")


class Premiere(models.TextChoices):
    """The premiere ladder, highest first."""

    WORLD = "world", _("World premiere")
    INTERNATIONAL = "international", _("International premiere")
    CONTINENTAL = "continental", _("Continental premiere")
    NATIONAL = "national", _("National premiere")
    REGION = "region", _("Regional premiere")
    STATE = "state", _("State premiere")
    CITY = "city", _("City premiere")
    NONE = "none", _("No premiere")
    UNKNOWN = "unknown", _("Not known")


class DatePrecision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    UNKNOWN = "unknown", _("Not known")


class UploadState(models.TextChoices):
    """Where an uploaded screener stands."""

    RECEIVING = "receiving", _("Arriving")
    CHECKING = "checking", _("Being looked at")
    READY = "ready", _("Ready to watch")
    REFUSED = "refused", _("Not accepted")
    DROPPED = "dropped", _("Given up")
    REPLACED = "replaced", _("Replaced by a later cut")


class UploadAim(models.TextChoices):
    """What a file that arrives is for."""

    SCREENER = "screener", "The film's screener"
    INTERVIEW = "interview", "An interview's video"


UPLOAD_MOVES: dict[UploadState, frozenset[UploadState]] = {
    UploadState.RECEIVING: frozenset({UploadState.CHECKING, UploadState.DROPPED}),
    UploadState.CHECKING: frozenset({UploadState.READY, UploadState.REFUSED}),
    UploadState.READY: frozenset({UploadState.REPLACED}),
}
