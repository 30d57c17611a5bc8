"""The kinds of closeness and of recusal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TieKind(models.TextChoices):
    """What a reviewer is close to."""

    PERSON = "person", _("A person")
    COMPANY = "company", _("A company")
    SCHOOL = "school", _("A school")


class RecusalKind(models.TextChoices):
    """Why a reviewer keeps away from an entry."""

    OWN = "own", _("I worked on it")
    CLOSE = "close", _("Somebody close to me made it")
    WORK = "work", _("My company or school is part of it")
    MONEY = "money", _("I have money in it")
    OTHER = "other", _("Another reason")
