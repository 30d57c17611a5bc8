"""Lists that only the programming desk sees."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AskMode(models.TextChoices):
    """What the engine may change on a board."""

    ANY = "any", _("Anything that is not locked")
    FILL = "fill", _("Only fill the holes")
    ORDER = "order", _("Only the order")


class CheckKind(models.TextChoices):
    """What the live checks of a board look at."""

    EMPTY = "empty", _("A program without a film")
    LENGTH_REFUSED = "length_refused", _("A program far too long")
    LENGTH_OVER = "length_over", _("A program over its time")
    LENGTH_UNDER = "length_under", _("A program under its time")
    LENGTH_UNKNOWN = "length_unknown", _("A film without a running time")
    FILM_TOO_LONG = "film_too_long", _("A film longer than its program")
    COUNT_OVER = "count_over", _("More films than planned")
    COUNT_UNDER = "count_under", _("Fewer films than planned")
    HEAVY_NEIGHBOURS = "heavy_neighbours", _("Two heavy films side by side")
    HEAVY_COUNT = "heavy_count", _("Many heavy films in one program")
    LONG_NEIGHBOURS = "long_neighbours", _("Two long films side by side")
    TWINS = "twins", _("Two alike films side by side")
    OPENER = "opener", _("How a program opens")
    LONGEST = "longest", _("Where the longest film stands")
    CLOSER = "closer", _("How a program closes")
    STRAND = "strand", _("A film outside its program’s strand")  # noqa: RUF001  a typographic apostrophe
    OBLIGATION = "obligation", _("Something promised that is not kept")
    PREMIERE = "premiere", _("A premiere lower than wished for")
    OUT_OF_RUNNING = "out_of_running", _("A film that was withdrawn or disqualified")
    INELIGIBLE = "ineligible", _("A film that is not eligible")
    NOT_ENTERED = "not_entered", _("A film that nobody entered")
    UNAVAILABLE = "unavailable", _("A film its makers keep for another day")
    DECLINED = "declined", _("An invitation that was declined")
    UNANSWERED = "unanswered", _("An invitation without an answer in time")
    NOT_INVITED = "not_invited", _("A film of the lineup that is not invited")
    CONSENT = "consent", _("A consent that is missing")
    MATERIAL = "material", _("A still or a text that is missing")
    LOCKS = "locks", _("Locks that leave no way out")
    TWICE = "twice", _("A film in two programs")
    BALANCE = "balance", _("A mixture short of its wishes")


class ObligationKind(models.TextChoices):
    """What an edition owes."""

    PLAYS = "plays", _("This film plays")
    OPENS = "opens", _("This film opens the edition")
    CLOSES = "closes", _("This film closes the edition")
    PROGRAM = "program", _("There is a program of this title")
