"""The shape of what the mailroom desk asks for."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Edition
from matinee.kit.clock import at_local
from matinee.office.festival.forms import Day


class Clock(forms.TimeInput):
    """A time of day, with the browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhenForm(forms.Form):
    """When a letter goes, in the festival's own time."""

    day = forms.DateField(label=_("Day"), widget=Day())
    time = forms.TimeField(label=_("Time"), widget=Clock(), help_text=_("In the time of the festival."))

    def moment(self, zone: str) -> datetime:
        """Return the moment that was meant."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["time"], zone)


class AgainForm(forms.Form):
    """To which address a letter goes again."""

    to_email = forms.EmailField(label=_("Address"), max_length=254)


class WordingForm(forms.Form):
    """The words of an occasion in one language."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Letter"),
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text=_("Fields in braces are filled in. A paragraph all of whose fields are empty is left out."),
    )


class InviteForm(forms.Form):
    """What an invitation says beside the film."""

    answer_by = forms.DateField(label=_("Answer by"), widget=Day())
    message = forms.CharField(
        label=_("Your own words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in every letter of this mailing."),
    )


class ExtendForm(forms.Form):
    """How long an invitation waits for its answer."""

    answer_by = forms.DateField(label=_("Answer by"), widget=Day())


class WithdrawForm(forms.Form):
    """What is said when an invitation is taken back."""

    message = forms.CharField(
        label=_("Why"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the letter, unless the invitation has not gone out yet."),
    )  # fmt: skip


def edition_choice(editions: list[Edition], slug: str) -> Edition | None:
    """Return the edition that the address names, or the nearest."""
    return next((one for one in editions if one.slug == slug), editions[0] if editions else None)
