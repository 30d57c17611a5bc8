"""What the film is: its title, facts, origins, people, story, making and pictures. Shape only; the rooms decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.films.states import Form, ProductionContext
from matinee.web.fields import CodesField, LinesField, RoughDateField, RunningTimeField
from matinee.web.words import country_code, country_name, language_code, language_name


class TitleForm(forms.Form):
    """The first question."""

    title = forms.CharField(
        label=_("What is your film called?"),
        max_length=400,
        help_text=_("As it stands on screen. You can change it later."),
    )


class FactsForm(forms.Form):
    """The film in numbers."""

    title = forms.CharField(label=_("Title"), max_length=400)
    running_time_s = RunningTimeField(
        label=_("Running time"), required=False, help_text=_("Minutes and seconds with all credits, such as 12:25.")
    )
    completed = RoughDateField(
        label=_("Finished"), required=False, help_text=_("A day, a month or a year: 2026-03-14, March 2026 or 2026.")
    )
    form = forms.ChoiceField(label=_("What kind of film is it?"), choices=Form.choices)
    genres = LinesField(
        label=_("Genres"), required=False, help_text=_("One a line, in your own words."), most=8, longest=40
    )
    is_first_film = forms.BooleanField(label=_("A first film"), required=False)


class OriginsForm(forms.Form):
    """Where the film comes from and what is spoken in it."""

    countries = CodesField(
        label=_("Countries"), read=country_code, name=country_name, required=False,
        help_text=_("Where it was produced. Several with commas between: Italy, United States."),
    )  # fmt: skip
    languages = CodesField(
        label=_("Languages spoken"), read=language_code, name=language_name, required=False,
        help_text=_("Several with commas between. Write “none” for a film without words."),
    )  # fmt: skip
    subtitles = CodesField(label=_("Subtitles"), read=language_code, name=language_name, required=False)


class PeopleForm(forms.Form):
    """Who made it."""

    director = LinesField(
        label=_("Directed by"), required=False, help_text=_("One name a line, in the order of the credits.")
    )
    writer = LinesField(label=_("Written by"), required=False)
    producer = LinesField(label=_("Produced by"), required=False)
    cast = LinesField(label=_("With"), required=False, help_text=_("Those who are seen or heard."))


class StoryForm(forms.Form):
    """What it is about."""

    logline = forms.CharField(
        label=_("In one sentence"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("This is what people read first."),
    )  # fmt: skip
    synopsis = forms.CharField(label=_("The story"), max_length=8000, required=False, widget=forms.Textarea)
    content_notes = forms.CharField(
        label=_("Anything viewers should know before"), max_length=300, required=False,
        help_text=_("Such as strong language, violence or flashing light."),
    )  # fmt: skip


class MakingForm(forms.Form):
    """In which frame it was made, by whom all together."""

    context = forms.ChoiceField(
        label=_("How was it produced?"), choices=[("", _("I would rather not say")), *ProductionContext.choices],
        required=False,
    )  # fmt: skip
    is_student = forms.BooleanField(label=_("Made at a school or in a course"), required=False)
    school = forms.CharField(label=_("School"), max_length=160, required=False)
    course = forms.CharField(
        label=_("Course"), max_length=160, required=False, help_text=_("Such as “Film 33, capstone class”.")
    )
    collective = forms.CharField(
        label=_("A credit of all together"), max_length=200, required=False,
        help_text=_("If a group made it, as it stands in the credits: “The students of Film 33”."),
    )  # fmt: skip
    making = forms.CharField(
        label=_("How it was made"), max_length=8000, required=False, widget=forms.Textarea,
        help_text=_("The story behind the story: readers love it, and the interviewer starts from it."),
    )  # fmt: skip


class StillForm(forms.Form):
    """One picture from the film, and its poster."""

    still = forms.FileField(
        label=_("A still"), required=False, help_text=_("JPEG, PNG, WebP or AVIF, 1920 pixels wide or more."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    still_alt = forms.CharField(
        label=_("What it shows, in a few words"),
        max_length=300,
        required=False,
        help_text=_("For those who cannot see it."),
    )
    still_credit = forms.CharField(
        label=_("Whose picture it is"), max_length=200, required=False,
        help_text=_("As it must be printed beside it: “Photo: Ada Ferro”."),
    )  # fmt: skip
    still_rights = forms.CharField(
        label=_("What the press may do with it"), max_length=300, required=False,
        help_text=_("Such as “Free to print with coverage of the festival”."),
    )  # fmt: skip
    poster = forms.FileField(
        label=_("The poster"), required=False, help_text=_("Upright, JPEG, PNG, WebP or AVIF. It can come later."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    poster_alt = forms.CharField(label=_("What the poster shows"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the words that belong to a picture."""
        cleaned = super().clean() or {}
        for picture in ("still", "poster"):
            if cleaned.get(picture) and not cleaned.get(f"{picture}_alt"):
                self.add_error(f"{picture}_alt", forms.ValidationError(_("Say in a few words what the picture shows.")))
        return cleaned
