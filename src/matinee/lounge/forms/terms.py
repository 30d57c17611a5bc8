"""What a call asks: categories and a waiver, dates, a maker's own word of themselves, texts to agree to."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.entries.rules import Terms
from matinee.kit.clock import months_after
from matinee.kit.text import html_from_markdown


class CategoriesForm(forms.Form):
    """The categories to enter in: one, or several where the call lets one."""

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], most: int, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
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

    def __init__(self, *args: Any, editions: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401  as above
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
