"""The forms of the entries desk: shape only; the rooms decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.entries.actions import HandWritten
from matinee.entries.models import Call, Entry
from matinee.entries.rules import Terms
from matinee.entries.states import CallKind
from matinee.films.states import CreditRole, DatePrecision, Form
from matinee.kit.places import country_code, country_name, language_code, language_name
from matinee.web.fields import CodesField, LinesField, RoughDateField, RunningTimeField

PEOPLE = {
    "directors": CreditRole.DIRECTOR,
    "writers": CreditRole.WRITER,
    "producers": CreditRole.PRODUCER,
    "cast": CreditRole.CAST,
}
FACTS = (
    "title", "original_title", "running_time_s", "form", "genres", "countries", "languages", "subtitles", "logline",
    "synopsis", "content_notes", "emotional_weight", "is_student", "is_first_film", "website",
)  # fmt: skip
Groups = tuple[tuple[Any, tuple[str, ...]], ...]
LOCAL_TIME = "%Y-%m-%dT%H:%M"  # what browsers read in such a field
OWN = ("sender_name", "sender_email", "not_before")


class EntryForm(forms.Form):
    """A film and its entry as staff write them down."""

    title = forms.CharField(label=_("Title"), max_length=400)
    original_title = forms.CharField(label=_("Original title"), max_length=400, required=False)
    running_time_s = RunningTimeField(label=_("Running time"), required=False, help_text=_("Such as 12:25."))
    completed = RoughDateField(
        label=_("Finished"), required=False, help_text=_("A day, a month or a year: 2026-03-14, March 2026 or 2026.")
    )
    form = forms.ChoiceField(label=_("Kind of film"), choices=Form.choices)
    genres = LinesField(label=_("Genres"), required=False, help_text=_("One a line."), most=20, longest=60)
    countries = CodesField(label=_("Countries"), read=country_code, name=country_name, required=False)
    languages = CodesField(label=_("Languages"), read=language_code, name=language_name, required=False)
    subtitles = CodesField(label=_("Subtitles"), read=language_code, name=language_name, required=False)
    directors = LinesField(label=_("Directed by"), required=False, help_text=_("One name a line."))
    writers = LinesField(label=_("Written by"), required=False)
    producers = LinesField(label=_("Produced by"), required=False)
    cast = LinesField(label=_("Cast"), required=False)
    logline = forms.CharField(
        label=_("In one sentence"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    synopsis = forms.CharField(label=_("The story"), max_length=1_000_000, required=False, widget=forms.Textarea)
    content_notes = forms.CharField(label=_("Content notes"), max_length=300, required=False)
    emotional_weight = forms.IntegerField(
        label=_("Emotional weight"), min_value=1, max_value=5, required=False, help_text=_("1 light to 5 heavy.")
    )
    is_student = forms.BooleanField(label=_("Made at a school or in a course"), required=False)
    is_first_film = forms.BooleanField(label=_("A first film"), required=False)
    website = forms.URLField(label=_("Website"), max_length=500, required=False, assume_scheme="https")
    screener_url = forms.URLField(
        label=_("Where the film can be watched"), max_length=500, required=False, assume_scheme="https"
    )
    screener_password = forms.CharField(
        label=_("Its password"), max_length=200, required=False, help_text=_("Left empty, the known one stays.")
    )
    sender_name = forms.CharField(label=_("Sent by"), max_length=150, required=False)
    sender_email = forms.EmailField(label=_("Sender's e-mail"), required=False)
    not_before = forms.DateField(
        label=_("Not to be shown before"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    groups: Groups = (
        (_("The film"), ("title", "original_title", "running_time_s", "completed", "form", "genres")),
        (_("Where it comes from"), ("countries", "languages", "subtitles", "is_student", "is_first_film")),
        (_("Its people"), tuple(PEOPLE)),
        (_("What it is about"), ("logline", "synopsis", "content_notes", "emotional_weight", "website")),
        (_("How we watch it"), ("screener_url", "screener_password")),
        (_("Who sent it"), OWN),
    )

    def grouped(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields under their headings."""
        return [(heading, [self[name] for name in names]) for heading, names in self.groups]

    def said(self) -> HandWritten:
        """Return what was written, as the actions take it."""
        data = self.cleaned_data
        day, precision = data["completed"]
        film = {name: data[name] for name in FACTS}
        film |= {"completed_on": day, "completed_precision": precision or DatePrecision.UNKNOWN.value}
        return HandWritten(
            film=film,
            credits={role: data[name] for name, role in PEOPLE.items()},
            screener_url=data["screener_url"],
            screener_password=data["screener_password"] or None,
            entry={name: data[name] for name in OWN},
        )


class NewEntryForm(EntryForm):
    """The same, with the call that it goes to."""

    call = forms.ModelChoiceField(
        label=_("Call"), queryset=Call.objects.none(), required=False, empty_label=_("The rolling call")
    )
    groups = (*EntryForm.groups, (_("Which call"), ("call",)))

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = calls  # type: ignore[attr-defined]  # a ModelChoiceField, as declared


def initial_of(entry: Entry) -> dict[str, Any]:
    """Return what is known of an entry, as its form shows it."""
    film = entry.film
    names = {name: [c.person.name for c in film.credits.all() if c.role == role] for name, role in PEOPLE.items()}
    known = {name: getattr(film, name) for name in FACTS} | {name: getattr(entry, name) for name in OWN} | names
    screener = getattr(film, "screener", None)
    known["completed"] = (film.completed_on, film.completed_precision)
    return known | {"screener_url": screener.url if screener else ""}


class StillForm(forms.Form):
    """A picture and what it shows."""

    image = forms.FileField(label=_("Picture"), required=False, help_text=_("JPEG, PNG, WebP or AVIF."))
    alt = forms.CharField(
        label=_("What it shows"), max_length=300, help_text=_("For those who cannot see it: a few words.")
    )


class PosterForm(forms.Form):
    """A poster and what it shows."""

    poster = forms.FileField(
        label=_("Poster"), required=False, help_text=_("Upright; JPEG, PNG, WebP or AVIF."),
    )  # fmt: skip
    poster_alt = forms.CharField(
        label=_("What the poster shows"), max_length=300, help_text=_("For those who cannot see it: a few words.")
    )


class AskForm(forms.Form):
    """What the maker of an entry is asked to correct."""

    asked = forms.CharField(
        label=_("What should they look at?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands in the letter as you write it. Nothing changes for the film meanwhile."),
    )


class CategoriesForm(forms.Form):
    """The categories that a sent entry stands in."""

    categories = forms.MultipleChoiceField(label=_("Categories"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, terms: Terms, chosen: list[str], **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        kwargs.setdefault("initial", {"categories": [row.key for row in terms.chosen(chosen)]})
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [(row.key, row.name) for row in terms.categories]  # type: ignore[attr-defined]  # a MultipleChoiceField, as declared


class MoveForm(forms.Form):
    """Taking an entry out of consideration, with the reason that its maker reads."""

    to = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            ("mark_incomplete", _("Something is missing")),
            ("disqualify", _("It cannot take part")),
            ("withdraw", _("Its maker has withdrawn it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("The filmmaker reads this. A withdrawal may go without."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ShowingForm(forms.Form):
    """A showing elsewhere."""

    event = forms.CharField(label=_("Event"), max_length=200, required=False)
    shown_on = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    country = CodesField(label=_("Country"), read=country_code, name=country_name, required=False)
    is_online = forms.BooleanField(label=_("Online"), required=False)
    is_private = forms.BooleanField(label=_("By invitation only (does not count)"), required=False)

    def columns(self) -> dict[str, Any]:
        """Return the columns of the showing."""
        data = dict(self.cleaned_data)
        data["country"] = (data["country"] or [""])[0]
        data["is_public"] = not data.pop("is_private")
        return data


class CallForm(forms.Form):
    """A call: its name and until when it takes films."""

    title = forms.CharField(label=_("Title"), max_length=120)
    slug = forms.SlugField(label=_("Short name in addresses"), max_length=60)
    kind = forms.ChoiceField(label=_("How long it is open"), choices=CallKind.choices, widget=forms.RadioSelect)
    opens_at = forms.DateTimeField(
        label=_("Opens"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, LOCAL_TIME)
    )
    closes_at = forms.DateTimeField(
        label=_("Deadline"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, LOCAL_TIME)
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a deadline where there is one, after the opening."""
        data = super().clean() or self.cleaned_data
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if data.get("kind") == CallKind.DATED and not closes and "closes_at" not in self.errors:
            self.add_error("closes_at", _("Give the deadline, or choose “always open”."))
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The deadline must come after the opening."))
        return data


class NewCallForm(CallForm):
    """The same, with the first of what it asks."""

    wanted = forms.CharField(
        label=_("What you are looking for"), required=False, widget=forms.Textarea, help_text=_("Markdown.")
    )
    categories = LinesField(label=_("Categories"), required=False, help_text=_("One a line."), most=40, longest=120)
    running_time_min_s = RunningTimeField(label=_("Shortest film"), required=False)
    running_time_max_s = RunningTimeField(label=_("Longest film"), required=False)


class CopyForm(forms.Form):
    """The name of a copy."""

    title = forms.CharField(label=_("Title"), max_length=120)
    slug = forms.SlugField(label=_("Short name in addresses"), max_length=60)


class WaiverForm(forms.Form):
    """A waiver of a fee."""

    word = forms.CharField(label=_("Code"), max_length=40, help_text=_("Letters and digits, such as SCHOOL2031."))
    label = forms.CharField(
        label=_("For whom"), max_length=120, required=False, help_text=_("Only your team reads this.")
    )
    percent = forms.IntegerField(label=_("Percent of the fee it takes away"), min_value=1, max_value=100)
    uses_most = forms.IntegerField(
        label=_("How many times it can be used"), min_value=1, max_value=100_000, required=False,
        help_text=_("Empty: as often as anybody likes."),
    )  # fmt: skip
    until = forms.DateTimeField(
        label=_("Until"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, LOCAL_TIME)
    )
    categories = forms.MultipleChoiceField(
        label=_("Only for these categories"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None: for all."),
    )  # fmt: skip

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = categories  # type: ignore[attr-defined]  # a MultipleChoiceField, as declared
        if not categories:
            del self.fields["categories"]


class UploadForm(forms.Form):
    """The file of an import."""

    file = forms.FileField(label=_("FilmFreeway's export"), help_text=_("Submissions > Export > CSV with all fields."))


class ImportForm(forms.Form):
    """What is taken of a file, and for which call."""

    call = forms.ModelChoiceField(
        label=_("Call"), queryset=Call.objects.none(), required=False, empty_label=_("The rolling call")
    )
    fields_taken = forms.MultipleChoiceField(label=_("What is taken"), required=False)

    def __init__(self, *args: Any, calls: Any, keys: list[str], **kwargs: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = calls  # type: ignore[attr-defined]  # a ModelChoiceField, as declared
        self.fields["fields_taken"].choices = [(key, key) for key in keys]  # type: ignore[attr-defined]  # as above
