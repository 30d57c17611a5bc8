"""Questions with several answers: earlier showings, and what the film was paid for with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.funding.models import SourceKind
from matinee.kit.money import money_from_text
from matinee.web.fields import CodesField, RoughDateField
from matinee.web.words import country_code, country_name


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


class AnswerForm(forms.Form):
    """What a maker says to what the festival asked."""

    answer = forms.CharField(
        label=_("A word to the festival"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("If there is something to say to it."),
    )  # fmt: skip
