"""The shape of what the festival desk asks for."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from matinee.festival.models import Edition, Festival, Policy
from matinee.festival.states import ACCENTS, Role
from matinee.kit.errors import InvalidInput
from matinee.kit.places import country_choices
from matinee.mailroom.letters.texts import language_choices
from matinee.office.festival.numbers import GROUPS, NUMBERS, Number
from matinee.web.profile.forms import zone_choices

ACCENT_CHOICES = [(accent, accent.capitalize()) for accent in ACCENTS]
MARKDOWN = _("Markdown: *emphasis*, [link](https://…), a blank line between paragraphs.")


class Day(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def refused(form: forms.Form, error: InvalidInput) -> None:
    """Show a refusal at its field, or over the form."""
    form.add_error(error.field if error.field in form.fields else None, error.accepted)


class SettingsForm(forms.Form):
    """What a festival says of itself."""

    name = forms.CharField(label=_("Name"), max_length=120)
    tagline = forms.CharField(label=_("One line about it"), max_length=200, required=False)
    about = forms.CharField(label=_("About"), widget=forms.Textarea, required=False, help_text=MARKDOWN)
    how_to_submit = forms.CharField(
        label=_("How to submit"), widget=forms.Textarea, required=False, help_text=_("Stands under every article.")
    )
    city = forms.CharField(label=_("City"), max_length=80, required=False, help_text=_("The premiere ladder uses it."))
    region = forms.CharField(label=_("State or province"), max_length=80, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=lambda: [("", "—"), *country_choices()])
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("Of every time you announce.")
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=language_choices, help_text=_("Of your public pages and of letters.")
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), max_length=3, help_text=_("Three letters, such as USD.")
    )
    contact_email = forms.EmailField(label=_("Contact"), required=False, help_text=_("Answers to letters go there."))
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    accent = forms.ChoiceField(label=_("Colour"), choices=ACCENT_CHOICES)

    @classmethod
    def of(cls, festival: Festival, data: Any = None) -> "SettingsForm":  # noqa: ANN401  a POST
        """Return the form with what stands now."""
        return cls(data, initial={name: getattr(festival, name) for name in cls.base_fields})


class PolicyForm(forms.Form):
    """The trade's numbers, in the units people think in."""

    def __init__(self, policy: Policy, data: Any = None) -> None:  # noqa: ANN401  a POST
        super().__init__(data, initial={name: _shown(getattr(policy, name), NUMBERS[name]) for name in NUMBERS})
        self.fields.update({name: _field(number) for name, number in NUMBERS.items()})

    def groups(self) -> list[tuple[object, list[forms.BoundField]]]:
        """Return the fields as the page groups them."""
        return [(group.title, [self[number.name] for number in group.numbers]) for group in GROUPS]

    def clean(self) -> dict[str, Any]:
        """Refuse limits that are not in order, at the field that breaks it."""
        values = super().clean() or {}
        for low, high in (
            ("block_min_s", "block_warn_s"), ("block_warn_s", "block_max_s"), ("block_min_films", "block_max_films"),
            ("qa_least_min", "qa_most_min"), ("viewings_least", "viewings_if_disputed"),
        ):  # fmt: skip
            if low in values and high in values and values[low] > values[high]:
                least = _t("This must be at least “%(name)s”.") % {"name": NUMBERS[low].label}
                self.add_error(high, least)
        return values

    def stored(self) -> dict[str, int | Decimal]:
        """Return the numbers as their columns keep them."""
        return {
            name: value if NUMBERS[name].decimals else int(value * NUMBERS[name].factor)
            for name, value in self.cleaned_data.items()
        }


def _shown(value: Decimal | int, number: Number) -> str:
    """Return a stored number as the page shows it: 5100 seconds as 85 minutes, without idle decimals."""
    shown = Decimal(value) / number.factor
    return f"{shown.normalize():f}" if shown % 1 else str(int(shown))


def _field(number: Number) -> forms.DecimalField:
    """Return the field of one number: its unit stands in the label."""
    least = 1 if number.name in {"quality_cut", "block_min_films", "viewings_least"} else 0
    return forms.DecimalField(
        label=f"{number.label} ({number.unit})",
        help_text=str(number.help),
        min_value=least,
        max_value=number.most,
        decimal_places=number.decimals or (2 if number.factor > 1 else 0),
    )


class EditionForm(forms.Form):
    """An edition: one day, several days, or a month whose day is not known yet."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("Such as: March 2027."))
    slug = forms.SlugField(label=_("Short name"), max_length=60, help_text=_("In addresses, such as 2027-03."))
    starts_on = forms.DateField(label=_("Day"), required=False, widget=Day())
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=Day(), help_text=_("Only if it is several days.")
    )
    month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$",
        label=_("Month"),
        required=False,
        help_text=_("As 2027-03, while the day is not known."),
    )
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    about = forms.CharField(label=_("About"), widget=forms.Textarea, required=False, help_text=MARKDOWN)
    capacity_min = forms.IntegerField(
        label=_("Room for (minutes)"), min_value=1, max_value=20_000, initial=270, help_text=_("Program time in all.")
    )
    accent = forms.ChoiceField(label=_("Colour"), choices=ACCENT_CHOICES)

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> "EditionForm":  # noqa: ANN401  a POST
        """Return the form with what stands now; the short name is kept, since addresses hold it."""
        initial = {name: getattr(edition, name) for name in cls.base_fields} | {"month": f"{edition.month:%Y-%m}"}
        form = cls(data, initial=initial)
        del form.fields["slug"]
        return form

    def clean(self) -> dict[str, Any]:
        """Ask for a day or a month, and for days in order."""
        values = super().clean() or {}
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if not starts and not values.get("month") and not self.errors:
            self.add_error("starts_on", _t("Give the day, or at least the month."))
        if starts and ends and ends < starts:
            self.add_error("ends_on", _t("The last day comes before the first."))
        if ends and not starts:
            self.add_error("starts_on", _t("Give the first day too."))
        return values

    def fields_for_action(self) -> dict[str, Any]:
        """Return what the action takes: the month as its first day."""
        values = dict(self.cleaned_data)
        month = values.pop("month")
        values["month"] = date.fromisoformat(f"{month}-01") if month else values["starts_on"].replace(day=1)
        values["ends_on"] = values["ends_on"] or values["starts_on"]
        return values


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.REVIEWER)


class AuditForm(forms.Form):
    """What of the log to show; lives in the address."""

    q = forms.CharField(label=_("About"), required=False, max_length=80)
    person = forms.ChoiceField(label=_("Who"), required=False)
    verb = forms.ChoiceField(label=_("What"), required=False)
    day = forms.DateField(label=_("Day"), required=False, widget=Day())

    def __init__(self, data: Any, people: list[Any], verbs: list[str]) -> None:  # noqa: ANN401  a GET
        super().__init__(data)
        self.fields["person"] = forms.ChoiceField(
            label=_("Who"), required=False, choices=[("", _("anybody")), *((p.code, str(p)) for p in people)]
        )
        self.fields["verb"] = forms.ChoiceField(
            label=_("What"), required=False, choices=[("", _("anything")), *((v, v.replace("_", " ")) for v in verbs)]
        )
