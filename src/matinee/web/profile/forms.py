"""The shape of a profile and of a key."""

from datetime import datetime, timedelta
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matinee.mailroom.letters.texts import language_choices

KEY_DAYS = (("30", _("30 days")), ("90", _("90 days")), ("365", _("a year")), ("0", _("until I revoke it")))


def zone_choices() -> list[tuple[str, str]]:
    """Return every time zone of a place, as the tz database names it."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(places))]


class ProfileForm(forms.Form):
    """What a person says of themselves."""

    name = forms.CharField(
        label=_("Name"), max_length=150, required=False, help_text=_("As letters and lists show it.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("Times of festivals elsewhere also show in this zone.")
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=language_choices,
        help_text=_("Of pages and letters. The desks of festivals are in English."),
    )


class KeyForm(forms.Form):
    """A new API key."""

    name = forms.CharField(label=_("What is it for?"), max_length=80, help_text=_("Such as: our own website."))
    lasts = forms.ChoiceField(label=_("Works for"), choices=KEY_DAYS, initial="365")

    def expires_at(self) -> datetime | None:
        """Return when the key stops, if ever."""
        days = int(self.cleaned_data["lasts"])
        return timezone.now() + timedelta(days=days) if days else None
