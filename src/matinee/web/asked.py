"""A call's own questions and texts as a form, for the lounge and for the office's preview of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.entries.rules.terms import Question, Terms
from matinee.entries.states import QuestionKind

LONGEST_LINE, LONGEST_TEXT = 300, 8000
MOST = 10**12
YES_NO = (("yes", _("Yes")), ("no", _("No")))


class QuestionsForm(forms.Form):
    """The questions of a call's terms; a needed one may stay open until the entry is sent."""

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        super().__init__(*args, **kwargs)
        for question in terms.questions:
            self.fields[question.key] = field_for(question)


def field_for(question: Question) -> forms.Field:
    """Return the field that asks a question."""
    usual: dict[str, Any] = {"label": question.text, "help_text": question.help, "required": False}
    choices = [(choice, choice) for choice in question.choices]
    makers: dict[QuestionKind, tuple[type[forms.Field], dict[str, Any]]] = {
        QuestionKind.TEXT: (forms.CharField, {"max_length": LONGEST_LINE}),
        QuestionKind.LONG: (forms.CharField, {"max_length": LONGEST_TEXT, "widget": forms.Textarea}),
        QuestionKind.YES_NO: (forms.ChoiceField, {"choices": YES_NO, "widget": forms.RadioSelect}),
        QuestionKind.CHOICE: (forms.ChoiceField, {"choices": choices, "widget": forms.RadioSelect}),
        QuestionKind.SEVERAL: (forms.MultipleChoiceField, {"choices": choices, "widget": forms.CheckboxSelectMultiple}),
        QuestionKind.NUMBER: (forms.IntegerField, {"min_value": -MOST, "max_value": MOST}),
        QuestionKind.LINK: (forms.URLField, {"max_length": 500, "assume_scheme": "https"}),
    }
    made, own = makers[question.kind]
    field = made(**usual, **own)
    field.is_needed = question.is_needed  # type: ignore[attr-defined]  # read by web/forms/field.html
    return field
