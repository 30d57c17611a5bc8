"""The score pad and the recusal, as forms: shape only, the rules are the actions'."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.preselection.models import Scorecard
from matinee.programming.models import Strand

MARKS = [f"{half / 2:g}" for half in range(2, 21)]
FAR = (
    ("100", _("To the end")),
    ("75", _("Most of it")),
    ("50", _("About half")),
    ("25", _("A quarter")),
    ("10", _("The first minutes")),
)
WEIGHTS = (("", _("No word")), ("1", _("1 light")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5 harrowing")))


class ScoreForm(forms.Form):
    """A reviewer's marks of one entry."""

    mark = forms.ChoiceField(
        label=_("Your mark"),
        choices=[(mark, mark) for mark in MARKS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Give a mark from 1 to 10.")},
    )
    watched_percent = forms.TypedChoiceField(
        label=_("How far did you watch?"),
        help_text=_("Honestly: makers are told how many watched their film to the end."),
        choices=FAR,
        coerce=int,
        initial="100",
        widget=forms.RadioSelect,
    )
    emotional_weight = forms.TypedChoiceField(
        label=_("How heavy is it?"),
        choices=WEIGHTS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    strands = forms.MultipleChoiceField(
        label=_("Would it suit a strand?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("A note for the team"),
        help_text=_("Only the team reads it, never the makers."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "t"}),
    )

    def __init__(self, *args: Any, strands: Iterable[Strand], **kwargs: Any) -> None:  # noqa: ANN401  Django's
        super().__init__(*args, **kwargs)
        choices = [(strand.slug, strand.title) for strand in strands]
        if choices:
            self.fields["strands"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["strands"]


class RecusalForm(forms.Form):
    """Why a reviewer must not mark an entry."""

    reason = forms.CharField(
        label=_("Why must you not mark it?"),
        help_text=_("The film of a friend, your own work in it, a conflict of interest."),
        max_length=200,
    )


def initial_of(card: Scorecard | None) -> dict[str, Any]:
    """Return what the form starts with: the marks given before, to be corrected."""
    if card is None:
        return {}
    return {
        "mark": f"{card.mark:g}" if card.mark % 1 else f"{card.mark:.0f}",
        "watched_percent": str(card.viewing.watched_percent),
        "emotional_weight": str(card.emotional_weight or ""),
        "strands": card.strands,
        "note": card.note,
    }
