"""The weights that proposals of a festival go by, fitted to its own past programs."""

from django.db import models

from matinee.festival.models import Festival
from matinee.kit.models import Dated


class Curation(Dated):
    """What was learnt from a festival's past programs; without it, proposals go by the engine's own weights."""

    festival = models.OneToOneField(Festival, on_delete=models.CASCADE, related_name="curation")
    weights = models.JSONField(help_text="Points for one unit of each term, as in matinee-blocks/1.")
    found = models.JSONField(help_text="The whole answer of “matinee engine fit”: evidence, percentiles, warnings.")

    is_in_force = models.BooleanField(default=True, help_text="No: proposals go by the engine's own weights.")

    def __str__(self) -> str:
        return f"Curation of {self.festival}"
