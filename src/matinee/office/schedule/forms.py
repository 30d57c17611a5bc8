"""The shape of what the schedule desk asks for."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Edition
from matinee.kit.clock import at_local
from matinee.kit.errors import Conflict, InvalidInput, MatineeError
from matinee.kit.places import country_choices
from matinee.programming.models import Program
from matinee.schedule.models import Auditorium, Screening, Venue
from matinee.schedule.queries import auditoriums_of, programs_to_place

STEP_S = 300


class Day(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Clock(forms.TimeInput):
    """A time in steps of five minutes."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"step": STEP_S})


def say_refusal(form: forms.Form, error: MatineeError) -> None:
    """Show a refusal at its field, or over the form."""
    if isinstance(error, InvalidInput) and error.field in form.fields:
        form.add_error(error.field, error.accepted)
    else:
        form.add_error(None, error.message)


REFUSALS = (InvalidInput, Conflict)


class SlotForm(forms.Form):
    """An auditorium, a day and an announced start."""

    auditorium = forms.ChoiceField(label=_("Auditorium"))
    day = forms.DateField(label=_("Day"), widget=Day)
    clock = forms.TimeField(label=_("Announced start"), widget=Clock)

    def __init__(self, edition: Edition, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(data, **kwargs)
        self.zone = edition.festival.time_zone
        self.rooms = {f"{room.venue.slug}/{room.slug}": room for room in auditoriums_of(edition.festival)}
        self._field("auditorium").choices = [(key, str(room)) for key, room in self.rooms.items()]
        self.fields["day"].initial = edition.starts_on
        self.fields["clock"].help_text = _("In %(zone)s, in steps of five minutes.") % {"zone": self.zone}

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        return field

    def room(self) -> Auditorium:
        """Return the chosen auditorium."""
        return self.rooms[self.cleaned_data["auditorium"]]

    def starts_at(self) -> datetime:
        """Return the chosen moment."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone)


class PlaceForm(SlotForm):
    """A program that has no screening yet, and where it goes."""

    program = forms.ChoiceField(label=_("Program"))
    field_order = ("program", "auditorium", "day", "clock")

    def __init__(self, edition: Edition, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(edition, data, **kwargs)
        self.programs = {program.code: program for program in programs_to_place(edition)}
        self._field("program").choices = [(code, program.title) for code, program in self.programs.items()]

    def chosen(self) -> Program:
        """Return the chosen program."""
        return self.programs[self.cleaned_data["program"]]


class MoveForm(SlotForm):
    """Where and when a screening goes instead."""

    @classmethod
    def of(cls, screening: Screening, data: Any = None) -> "MoveForm":  # noqa: ANN401  Django's own
        """Return the form with what holds now."""
        local = screening.starts_at.astimezone(ZoneInfo(screening.edition.festival.time_zone))
        room = screening.auditorium
        now = {"auditorium": f"{room.venue.slug}/{room.slug}", "day": local.date(), "clock": local.time()}
        return cls(screening.edition, data, initial=now)


class HoursForm(SlotForm):
    """When an auditorium is the festival's; closing before opening is the next morning."""

    clock = forms.TimeField(label=_("Opens"), widget=Clock, initial=time(11))
    closes = forms.TimeField(label=_("Closes"), widget=Clock, initial=time(23, 30))

    def closes_at(self) -> datetime:
        """Return the moment of closing, after the moment of opening."""
        day, closes = self.cleaned_data["day"], self.cleaned_data["closes"]
        is_next_day = closes <= self.cleaned_data["clock"]
        return at_local(day + timedelta(days=int(is_next_day)), closes, self.zone)


class VenueForm(forms.Form):
    """A house."""

    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.SlugField(label=_("Short name"), max_length=60, help_text=_("For addresses, such as packing-hall."))
    address = forms.CharField(label=_("Street and number"), max_length=250, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    region = forms.CharField(label=_("State or province"), max_length=80, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=lambda: [("", "—"), *country_choices()])
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        required=False,
        help_text=_("Empty: the festival’s own."),  # noqa: RUF001  a typographic apostrophe
    )
    latitude = forms.DecimalField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90, max_digits=8, decimal_places=5
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        required=False,
        min_value=-180,
        max_value=180,
        max_digits=8,
        decimal_places=5,
        help_text=_("With both, the way to other venues is reckoned from the map."),
    )
    access = forms.CharField(
        label=_("Getting there and getting in"), widget=forms.Textarea, required=False, help_text=_("Markdown.")
    )

    @classmethod
    def of(cls, venue: Venue, data: Any = None) -> "VenueForm":  # noqa: ANN401  Django's own
        """Return the form with what holds now."""
        return cls(data, initial={name: getattr(venue, name) for name in cls.base_fields})


class AuditoriumForm(forms.Form):
    """A room with a screen."""

    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.SlugField(label=_("Short name"), max_length=60)
    seats = forms.IntegerField(label=_("Seats"), min_value=0, max_value=100_000, initial=0)
    features = forms.CharField(
        label=_("Formats and features"),
        required=False,
        help_text=_("With commas: dcp, 35mm, wheelchair, hearing-loop."),
    )
    cleaning_min = forms.IntegerField(
        label=_("Minutes to get it ready again"),
        min_value=0,
        max_value=600,
        required=False,
        help_text=_("Empty: the festival’s usual turnaround."),  # noqa: RUF001  as above
    )
    access = forms.CharField(
        label=_("Getting in and to a seat"), widget=forms.Textarea, required=False, help_text=_("Markdown.")
    )

    @classmethod
    def of(cls, room: Auditorium, data: Any = None) -> "AuditoriumForm":  # noqa: ANN401  Django's own
        """Return the form with what holds now."""
        known = {"name": room.name, "slug": room.slug, "seats": room.seats, "features": ", ".join(room.features)}
        known |= {"cleaning_min": room.cleaning_min, "access": room.access}
        return cls(data, initial=known)

    def clean_features(self) -> list[str]:
        """Return the features as a list."""
        return [part.strip() for part in self.cleaned_data["features"].split(",") if part.strip()]
