"""The shape of what the newsroom asks about an interview: itself, its time, its captions."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Festival
from matinee.kit.clock import at_local
from matinee.kit.places import language_name
from matinee.newsroom.models import Interview, VideoState
from matinee.office.newsroom.forms import MARKDOWN, AboutForm

CLOCK = re.compile(r"^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$")
SIXTY, THOUSAND = 60, 1000


class InterviewForm(AboutForm):
    """An interview about a film."""

    guests = forms.CharField(label=_("With"), max_length=200, required=False)
    interviewer = forms.CharField(label=_("Asked by"), max_length=150, required=False)
    language = forms.CharField(
        label=_("Spoken in"), max_length=40, required=False, help_text=_("Captions in it are the transcript.")
    )
    talking_points = forms.CharField(
        label=_("Talking points"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For the interviewer; never public."),
    )  # fmt: skip
    video = forms.ChoiceField(label=_("Video"), choices=VideoState.choices)
    video_url = forms.URLField(
        label=_("Address of the video"), required=False, max_length=500, assume_scheme="https",
        help_text=_("YouTube, Vimeo and the Internet Archive can be loaded on a click; every other site as a link."),
    )  # fmt: skip
    body = forms.CharField(
        label=_("In words"), required=False, widget=forms.Textarea(attrs={"rows": 14}), help_text=MARKDOWN
    )
    is_published = forms.BooleanField(
        label=_("Show it"), required=False, help_text=_("On its own page and the film's, with the next release.")
    )
    field_order = (
        "film", "edition", "guests", "interviewer", "language", "talking_points", "video", "video_url", "body",
        "is_published",
    )  # fmt: skip

    def __init__(self, festival: Festival, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(festival, data, **kwargs)
        self.fields["film"].required = True

    @classmethod
    def of(cls, interview: Interview, data: Any = None) -> "InterviewForm":  # noqa: ANN401  Django's own
        """Return the form with what holds now."""
        names = ("guests", "interviewer", "talking_points", "video", "video_url", "body", "is_published")
        known = {name: getattr(interview, name) for name in names} | {"film": interview.film.slug}
        known["language"] = language_name(interview.language) if interview.language else ""
        edition = interview.edition
        return cls(interview.festival, data, initial=known | {"edition": edition.slug if edition else ""})


class BookingForm(forms.Form):
    """When and where an interview is."""

    starts_at = forms.CharField(
        label=_("Day and time"), widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": 300})
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=240, initial=20)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    remote_url = forms.URLField(
        label=_("Link of a remote call"), max_length=500, required=False, assume_scheme="https",
        help_text=_("For the team and the guests; never public."),
    )  # fmt: skip

    def __init__(self, interview: Interview, data: Any = None) -> None:  # noqa: ANN401  Django's own
        zone = ZoneInfo(interview.festival.time_zone)
        known: dict[str, Any] = {name: getattr(interview, name) for name in ("minutes", "place", "remote_url")}
        if interview.starts_at is not None:
            known["starts_at"] = interview.starts_at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
        super().__init__(data, initial=known)
        self.zone = interview.festival.time_zone

    def clean_starts_at(self) -> datetime:
        """Return the moment in the festival's zone; a free time that was pressed says its own offset."""
        try:
            found = datetime.fromisoformat(self.cleaned_data["starts_at"])
        except ValueError as error:
            raise forms.ValidationError(_("Give a day and a time.")) from error
        return found if found.tzinfo else at_local(found.date(), found.time(), self.zone)


def milliseconds(text: str) -> int:
    """Return a moment that was typed as ``1:02.500`` or in seconds; ``ValueError`` where it is none."""
    parts = CLOCK.match(text.strip())
    if parts is None:
        raise ValueError(text)
    hours, minutes, seconds, fraction = (parts[number] or "0" for number in range(1, 5))
    whole = (int(hours) * SIXTY + int(minutes)) * SIXTY + int(seconds)
    return whole * THOUSAND + int(fraction.ljust(3, "0"))


def clock_words(milliseconds: int) -> str:
    """Return a moment as the caption editor shows it: ``1:02.500``."""
    seconds, fraction = divmod(milliseconds, THOUSAND)
    minutes, second = divmod(seconds, SIXTY)
    hours, minute = divmod(minutes, SIXTY)
    return f"{hours}:{minute:02}:{second:02}.{fraction:03}" if hours else f"{minute}:{second:02}.{fraction:03}"
