"""The questions of an entry as forms: shape only; the rooms decide."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.entries.rules import Terms
from matinee.films.states import Form, ProductionContext
from matinee.funding.models import SourceKind
from matinee.kit.clock import months_after
from matinee.kit.money import money_from_text
from matinee.kit.places import country_code, language_code
from matinee.kit.text import html_from_markdown
from matinee.web.fields import CodesField, LinesField, RoughDateField, RunningTimeField
from matinee.web.words import country_name, language_name


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


class DatesForm(forms.Form):
    """When the film may not be shown."""

    not_before = forms.DateField(
        label=_("Not before"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("If its premiere is elsewhere first, or it is not finished yet."),
    )  # fmt: skip
    not_editions = forms.MultipleChoiceField(
        label=_("Not on these days"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Every other day stays open to it."),
    )  # fmt: skip

    def __init__(self, *args: Any, editions: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        super().__init__(*args, **kwargs)
        self.fields["not_editions"].choices = editions  # type: ignore[attr-defined]  # a MultipleChoiceField, as declared
        if not editions:
            del self.fields["not_editions"]

    def clean_not_before(self) -> date | None:
        """Refuse a day so far off that it must be a slip."""
        day: date | None = self.cleaned_data["not_before"]
        if day is not None and day > months_after(date.today(), 60):  # noqa: DTZ011  five years need no zone
            raise forms.ValidationError(_("That is more than five years ahead. Is the year right?"))
        return day


class IdentityForm(forms.Form):
    """What makers may say of themselves."""

    said = forms.MultipleChoiceField(
        label=_("You may say, if you like"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = [(row.key, row.text) for row in terms.identities]  # type: ignore[attr-defined]  # as above


class ConsentsForm(forms.Form):
    """The texts of a call to agree to."""

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args, **kwargs)
        for consent in terms.consents:
            words = html_from_markdown(consent.text)
            self.fields[consent.key] = forms.BooleanField(label=consent.title, help_text=words, required=False)


class CategoriesForm(forms.Form):
    """The categories to enter in: one, or several where the call lets one."""

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], most: int, **kwargs: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args, **kwargs)
        several: dict[str, Any] = {"label": _("Categories"), "choices": choices, "required": False}
        self.fields["categories"] = (
            forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **several)
            if most > 1
            else forms.ChoiceField(widget=forms.RadioSelect, **several | {"label": _("Category")})
        )
        self.fields["categories"].is_needed = True  # type: ignore[attr-defined]  # read by web/forms/field.html


class WaiverForm(forms.Form):
    """A waiver's code."""

    word = forms.CharField(
        label=_("Waiver code"), max_length=60, help_text=_("If the festival gave you one."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class CutForm(forms.Form):
    """A new cut in place of the one that was sent."""

    running_time_s = RunningTimeField(label=_("Running time of the new cut"), help_text=_("Such as 12:25."))
    url = forms.URLField(
        label=_("Its link"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Empty: the link or file that is there shows the new cut already."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), max_length=200, required=False, strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("What is new in it"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The team reads this."),
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


class ScreenerForm(forms.Form):
    """Where the reviewers watch it."""

    url = forms.URLField(
        label=_("Link"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Vimeo, YouTube (unlisted) or any page where the whole film plays."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), max_length=200, required=False, strip=False,
        help_text=_("If the link asks for one. It is kept encrypted and shown only to those who watch."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class ShowingForm(forms.Form):
    """One public showing elsewhere."""

    event = forms.CharField(label=_("Festival or occasion"), max_length=200)
    shown = RoughDateField(label=_("When"), required=False, help_text=_("A day, a month or a year."))
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    region = forms.CharField(label=_("State or region"), max_length=80, required=False)
    country = CodesField(label=_("Country"), read=country_code, name=country_name, required=False)
    is_online = forms.BooleanField(label=_("It was online, for everybody"), required=False)
    is_private = forms.BooleanField(
        label=_("By invitation only"),
        required=False,
        help_text=_("Cast-and-crew showings do not count for a premiere."),
    )

    def as_showing(self) -> dict[str, Any]:
        """Return the answer as columns of a public showing."""
        cleaned = self.cleaned_data
        day, precision = cleaned["shown"]
        return {
            **{name: cleaned[name] for name in ("event", "city", "region", "is_online")},
            "country": next(iter(cleaned["country"]), ""),
            "shown_on": day,
            "precision": precision,
            "is_public": not cleaned["is_private"],
        }


class SourceForm(forms.Form):
    """One source of the film's money, time or equipment."""

    name = forms.CharField(
        label=_("Who gave it"), max_length=160, help_text=_("A school, a fund, a camera house, a campaign.")
    )
    kind = forms.ChoiceField(label=_("How"), choices=SourceKind.choices)
    what = forms.CharField(
        label=_("What it was for"),
        max_length=200,
        required=False,
        help_text=_("Such as equipment, or the name of the campaign."),
    )
    amount = forms.CharField(
        label=_("Amount, or what it was worth"), max_length=20, required=False,
        help_text=_("Only if you like to tell it: 2500 or 2,500.00. For help in kind, what it would have cost."),
    )  # fmt: skip
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False, help_text=_("Such as USD."))
    url = forms.URLField(
        label=_("Where one can read of it"), max_length=500, required=False, assume_scheme="https",
        help_text=_("The page of the grant or of the campaign."),
    )  # fmt: skip
    proof = forms.FileField(
        label=_("A proof as a file"), required=False,
        help_text=_("A letter, a contract or a receipt: PDF, JPEG or PNG. Only you and the festival can open it."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )  # fmt: skip

    def as_source(self) -> dict[str, Any]:
        """Return the answer as columns of a source; an amount that cannot be read raises ``InvalidInput``."""
        cleaned = dict(self.cleaned_data)
        text, currency = cleaned.pop("amount"), cleaned.pop("currency").upper()
        del cleaned["proof"]
        if text:
            cleaned |= {"amount_minor": money_from_text(text, currency).minor, "currency": currency}
        return cleaned
