"""The shape of what the room behind the grid asks for: people, spans, events, showings, ways, questions."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Edition, Festival
from matinee.kit.clock import at_local
from matinee.office.schedule.forms import Clock, Day, SlotForm
from matinee.people.models import Person
from matinee.programming.models import Program
from matinee.schedule.bridge import Ask
from matinee.schedule.models import Event, ProgramNeeds, Screening, Venue
from matinee.schedule.queries import events_of, screenings_of
from matinee.schedule.queries.findings import programs_wanted
from matinee.schedule.states import EventKind, Part, Showings

Thing = Program | Screening | Event
NIGHT_ENDS = time(4)
ASKS = (
    (Ask.FILL, _("A place for what has none; everything else stays")),
    (Ask.WHOLE, _("The whole grid, around what is locked")),
    (Ask.REPAIR, _("The conflicts solved, by the fewest changes")),
)


def words_in(text: str) -> list[str]:
    """Return what somebody typed with commas as a list."""
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


class FeaturesField(forms.CharField):
    """Features with commas."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(required=False, help_text=_("With commas: 35mm, hearing-loop."), **kwargs)

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401  Django's own
        """Return the features as a list."""
        return words_in(super().clean(value))


class SpanForm(forms.Form):
    """From a time on a day to a time on a day."""

    day = forms.DateField(label=_("From"), widget=Day)
    clock = forms.TimeField(label=_("at"), widget=Clock, initial=time(0))
    until_day = forms.DateField(label=_("Until"), widget=Day, required=False, help_text=_("Empty: the same day."))
    until = forms.TimeField(label=_("at"), widget=Clock, initial=time(23, 55))

    def __init__(self, edition: Edition, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(data, **kwargs)
        self.zone = edition.festival.time_zone
        self.fields["day"].initial = edition.starts_on

    def starts_at(self) -> datetime:
        """Return when it begins."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone)

    def ends_at(self) -> datetime:
        """Return when it ends; a time before the beginning is the next morning."""
        day = self.cleaned_data["until_day"] or self.cleaned_data["day"]
        is_next = not self.cleaned_data["until_day"] and self.cleaned_data["until"] <= self.cleaned_data["clock"]
        return at_local(day + timedelta(days=int(is_next)), self.cleaned_data["until"], self.zone)


class AvailabilityForm(SpanForm):
    """When somebody is there, or is not."""

    is_there = forms.TypedChoiceField(
        label=_("They are"), choices=[("yes", _("there")), ("no", _("away"))], coerce=lambda said: said == "yes"
    )
    is_hard = forms.TypedChoiceField(
        label=_("This"),
        choices=[("yes", _("cannot be changed")), ("no", _("is a wish"))],
        coerce=lambda said: said == "yes",
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    field_order = ("is_there", "is_hard", "day", "clock", "until_day", "until", "note")


class CalendarForm(forms.Form):
    """A calendar file."""

    calendar = forms.FileField(
        label=_("Calendar file (.ics)"),
        help_text=_("When it says busy, they are away. Read the same calendar again, and it replaces itself."),
    )


class PartForm(forms.Form):
    """A person's part in something of the grid."""

    person = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"list": "persons"}))
    part = forms.ChoiceField(label=_("Part"), choices=Part.choices)
    thing = forms.ChoiceField(label=_("In"))
    showings = forms.ChoiceField(label=_("In which screenings"), choices=Showings.choices)

    def __init__(self, edition: Edition, data: Any = None, *, with_name: bool = True, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(data, **kwargs)
        self.things = _things(edition)
        field = self.fields["thing"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = _grouped(self.things)
        if not with_name:
            del self.fields["person"]

    def chosen(self) -> dict[str, Any]:
        """Return what somebody takes part in, as the action has it."""
        kind = self.cleaned_data["thing"].partition(":")[0]
        return {kind: self.things[self.cleaned_data["thing"]], "showings": self.cleaned_data["showings"]}


def _things(edition: Edition) -> dict[str, Thing]:
    found: dict[str, Thing] = {f"program:{row.code}": row for row in programs_wanted(edition)}
    found |= {f"event:{row.code}": row for row in events_of(edition)}
    return found | {f"screening:{row.code}": row for row in screenings_of(edition).select_related("edition__festival")}


def _grouped(things: dict[str, Thing]) -> list[Any]:
    words = {"program": _("A program"), "event": _("An event"), "screening": _("One screening only")}
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, row in things.items():
        groups.setdefault(key.partition(":")[0], []).append((key, _named(row)))
    return [(words[kind], choices) for kind, choices in groups.items()]


def _named(row: Thing) -> str:
    if isinstance(row, Screening):
        local = row.starts_at.astimezone(ZoneInfo(row.edition.festival.time_zone))
        return f"{row.program}, {local:%a %H:%M}, {row.auditorium}"
    return str(row)


class EventForm(SlotForm):
    """Something on the grid beside screenings."""

    clock = forms.TimeField(label=_("Announced start"), widget=Clock, initial=time(18))
    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=EventKind.choices)
    length_min = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=1440, initial=60)
    before_min = forms.IntegerField(label=_("Minutes to set up before"), min_value=0, max_value=600, initial=0)
    after_min = forms.IntegerField(label=_("Minutes to clear after"), min_value=0, max_value=600, initial=0)
    demand = forms.IntegerField(label=_("Guests expected"), min_value=0, max_value=100_000, initial=0)
    features = FeaturesField(label=_("The room must have"))
    is_public = forms.BooleanField(label=_("Open to the public"), required=False, initial=True)
    about = forms.CharField(label=_("About"), widget=forms.Textarea, required=False, help_text=_("Markdown."))
    field_order = ("title", "kind", "auditorium", "day", "clock", "length_min", "before_min", "after_min")
    OWN = ("title", "kind", "length_min", "before_min", "after_min", "demand", "features", "is_public", "about")

    @classmethod
    def of(cls, event: Event, data: Any = None) -> "EventForm":  # noqa: ANN401  Django's own
        """Return the form with what holds now."""
        local = event.starts_at.astimezone(ZoneInfo(event.edition.festival.time_zone))
        room = event.auditorium
        now = {name: getattr(event, name) for name in cls.OWN} | {"features": ", ".join(event.features)}
        now |= {"auditorium": f"{room.venue.slug}/{room.slug}", "day": local.date(), "clock": local.time()}
        return cls(event.edition, data, initial=now)

    def own(self) -> dict[str, Any]:
        """Return the event's own columns."""
        return {name: self.cleaned_data[name] for name in self.OWN}


class NeedsForm(forms.Form):
    """How often a program is shown, and what it needs."""

    showings = forms.IntegerField(label=_("Times to be shown"), min_value=1, max_value=20, initial=1)
    apart_h = forms.IntegerField(label=_("Hours from one to the next"), min_value=0, max_value=240, initial=18)
    demand = forms.IntegerField(label=_("Guests expected in all"), min_value=0, max_value=1_000_000, initial=0)
    features = FeaturesField(label=_("The auditorium must have"))
    not_before = forms.TimeField(label=_("Start wished from"), widget=Clock, required=False)
    not_after = forms.TimeField(label=_("to"), widget=Clock, required=False)

    @classmethod
    def of(cls, program: Program, needs: ProgramNeeds | None, data: Any = None) -> "NeedsForm":  # noqa: ANN401  Django's own
        """Return the form with what holds now."""
        row = needs or ProgramNeeds(program=program)
        now = {name: getattr(row, name) for name in cls.base_fields} | {"features": ", ".join(row.features)}
        return cls(data, initial=now, auto_id=f"id_{program.code}_%s")


class TravelForm(forms.Form):
    """The way between two venues."""

    venue = forms.ChoiceField(label=_("From"))
    other = forms.ChoiceField(label=_("To"))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=1440, required=False, help_text=_("Empty: as the map reckons.")
    )

    def __init__(self, festival: Festival, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(data, **kwargs)
        self.venues = {row.slug: row for row in Venue.objects.filter(festival=festival)}
        for name in ("venue", "other"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = [(slug, row.name) for slug, row in self.venues.items()]


class CopyHoursForm(forms.Form):
    """One day's hours for other days."""

    day = forms.DateField(label=_("The hours of"), widget=Day)
    first = forms.DateField(label=_("also for the days from"), widget=Day)
    last = forms.DateField(label=_("to"), widget=Day, required=False, help_text=_("Empty: that day only."))

    def __init__(self, edition: Edition, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(data, **kwargs)
        self.fields["day"].initial = edition.starts_on
        self.fields["first"].initial = edition.starts_on and edition.starts_on + timedelta(days=1)
        is_longer = bool(edition.starts_on and edition.ends_on and edition.ends_on > edition.starts_on)
        self.fields["last"].initial = edition.ends_on if is_longer else None

    def clean(self) -> dict[str, Any]:
        """Refuse a span of days that is none."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last") or cleaned.get("first")
        if first and last and not 0 <= (last - first).days <= 60:  # noqa: PLR2004  two months, longer than any festival
            self.add_error("last", _("Give a day on or after the first, at most 60 days later."))
        return cleaned

    def days(self) -> list[Any]:
        """Return the days that get the hours."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"] or self.cleaned_data["first"]
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return [day for day in days if day != self.cleaned_data["day"]]


class AskGridForm(forms.Form):
    """What the engine is asked for."""

    ask = forms.ChoiceField(label=_("What should it find?"), choices=ASKS, widget=forms.RadioSelect, initial=Ask.FILL)
    budget_s = forms.IntegerField(label=_("Seconds to think"), min_value=1, max_value=600, initial=10)


class LostForm(SlotForm):
    """An auditorium that is not there for a while."""

    clock = forms.TimeField(label=_("Gone from"), widget=Clock, initial=time(18))
    until = forms.TimeField(label=_("Back at"), widget=Clock, required=False, help_text=_("Empty: not that night."))

    def __init__(self, edition: Edition, data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(edition, data, **kwargs)
        self.fields["clock"].help_text = ""

    def ends_at(self) -> datetime:
        """Return when it is back."""
        day, until = self.cleaned_data["day"], self.cleaned_data["until"] or NIGHT_ENDS
        return at_local(day + timedelta(days=int(until <= self.cleaned_data["clock"])), until, self.zone)


class AbsentForm(SpanForm):
    """A person who cannot come for a while."""

    person = forms.ChoiceField(label=_("Who"))
    field_order = ("person", "day", "clock", "until_day", "until")

    def __init__(self, edition: Edition, people: list[Person], data: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(edition, data, **kwargs)
        self.people = {person.code: person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = [(code, person.name) for code, person in self.people.items()]
