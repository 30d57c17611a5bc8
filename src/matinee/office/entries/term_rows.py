"""The rows of the terms' editor: a small form for each category, price, question, text and statement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.entries.rules.terms import Category, Consent, Identity, Question, Terms, Tier
from matinee.entries.states import QuestionKind
from matinee.films.states import Premiere
from matinee.kit.errors import InvalidInput
from matinee.kit.money import money_from_text
from matinee.office.entries.forms import LOCAL_TIME
from matinee.web.fields import LinesField, RunningTimeField

RUNGS = [("", _("any"))] + [
    (rung.value, rung.label) for rung in Premiere if rung not in {Premiere.NONE, Premiere.UNKNOWN}
]
AREA = forms.Textarea(attrs={"rows": 3})


class RowForm(forms.Form):
    """One row; ``key`` is what answers are kept under, so that new words do not lose them."""

    use_required_attribute = False
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        self.terms = terms
        super().__init__(*args, **kwargs)

    def columns(self) -> dict[str, Any]:
        """Return the row's columns."""
        return dict(self.cleaned_data)

    def row(self) -> object:
        """Return the row of the terms: each kind of row makes its own."""
        return self.columns()


class CategoryForm(RowForm):
    """A category and what a film must be for it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    about = forms.CharField(label=_("In a few words"), max_length=300, required=False)
    running_time_min_s = RunningTimeField(label=_("Shortest film"), required=False)
    running_time_max_s = RunningTimeField(
        label=_("Longest film"), required=False, help_text=_("Minutes and seconds, such as 40:00.")
    )
    completed_after = forms.DateField(
        label=_("Finished on this day or later"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    premiere = forms.ChoiceField(label=_("Premiere at least"), choices=RUNGS, required=False)
    is_student = forms.BooleanField(label=_("Only films made at a school or in a course"), required=False)
    is_first_film = forms.BooleanField(label=_("Only first films"), required=False)

    def row(self) -> Category:
        """Return the category."""
        return Category(**self.columns())


class TierForm(RowForm):
    """A price until a moment; a fee of its own for a category where that differs."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("Early, regular, late, extended."))
    until = forms.DateTimeField(
        label=_("Until"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}, LOCAL_TIME)
    )
    fee = forms.CharField(label=_("Fee"), max_length=16, required=False, help_text=_("Empty: free."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        super().__init__(*args, **kwargs)
        for category in self.terms.categories:
            label = _("Fee for “%(category)s”") % {"category": category.name}
            self.fields[f"fee-{category.key}"] = forms.CharField(
                label=label, max_length=16, required=False, help_text=_("Empty: the same.")
            )

    def clean(self) -> dict[str, Any]:
        """Read the amounts."""
        data = super().clean() or self.cleaned_data
        for name in [name for name in data if name.split("-")[0] == "fee"]:
            try:
                data[name] = money_from_text(data[name], self.terms.currency).minor if data[name] else None
            except InvalidInput as refused:
                self.add_error(name, refused.accepted)
        return data

    def row(self) -> Tier:
        """Return the tier."""
        data = self.columns()
        fees = {name.removeprefix("fee-"): fee for name, fee in data.items() if name[:4] == "fee-" and fee is not None}
        return Tier(key=data["key"], name=data["name"], until=data["until"], fee_minor=data["fee"] or 0, fees=fees)


class QuestionForm(RowForm):
    """A question of the festival's own."""

    text = forms.CharField(label=_("Question"), max_length=300)
    kind = forms.ChoiceField(label=_("Answered with"), choices=QuestionKind.choices, initial=QuestionKind.TEXT)
    help = forms.CharField(label=_("Why you ask, or an example"), max_length=300, required=False)
    choices = LinesField(
        label=_("Answers to choose from"), required=False, help_text=_("One a line."), most=40, longest=150
    )
    is_needed = forms.BooleanField(label=_("Nobody can send without answering"), required=False)

    def row(self) -> Question:
        """Return the question."""
        data = self.columns()
        return Question(**data | {"kind": QuestionKind(data["kind"]), "choices": tuple(data["choices"] or ())})


class ConsentForm(RowForm):
    """A text to agree to."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(label=_("Text"), max_length=6000, widget=AREA, help_text=_("Markdown."))
    is_needed = forms.BooleanField(label=_("Nobody can send without agreeing"), required=False, initial=True)

    def row(self) -> Consent:
        """Return the text."""
        return Consent(**self.columns())


class IdentityForm(RowForm):
    """Something makers may say of themselves, and the strands that it opens."""

    text = forms.CharField(label=_("Statement"), max_length=200, help_text=_("Such as “I am a veteran.”"))
    strands = forms.MultipleChoiceField(
        label=_("Opens these strands"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, strands: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401  as above
        super().__init__(*args, **kwargs)
        self.fields["strands"].choices = strands  # type: ignore[attr-defined]  # a MultipleChoiceField, as declared

    def row(self) -> Identity:
        """Return the statement."""
        data = self.columns()
        return Identity(**data | {"strands": tuple(data["strands"])})


class BasicsForm(forms.Form):
    """What is said once for all."""

    wanted = forms.CharField(
        label=_("What you are looking for"), required=False, max_length=20_000, widget=forms.Textarea,
        help_text=_("Markdown."),
    )  # fmt: skip
    running_time_min_s = RunningTimeField(label=_("Shortest film"), required=False)
    running_time_max_s = RunningTimeField(label=_("Longest film"), required=False)
    categories_most = forms.IntegerField(
        label=_("How many categories one film may be in"), min_value=1, max_value=40, required=False,
        help_text=_("The fee is one for all: that of the dearest."),
    )  # fmt: skip
    currency = forms.CharField(label=_("Currency of the fees"), max_length=3, help_text=_("Such as USD."))

    def clean_currency(self) -> str:
        """Return the code in capitals."""
        return str(self.cleaned_data["currency"]).upper()
