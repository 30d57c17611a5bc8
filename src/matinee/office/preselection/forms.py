"""The forms of the preselection desk: shape only, the rules are the actions'."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.kit.places import language_code, language_name
from matinee.preselection.models import Scorecard, Sheet
from matinee.preselection.rules.sheets import criteria_of
from matinee.preselection.states import RecusalKind, TieKind
from matinee.programming.models import Strand
from matinee.web.fields import CodesField, LinesField

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
        empty_value=0,  # type: ignore[arg-type]  # the stubs know only text
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

    maker_note = forms.CharField(
        label=_("A note that the filmmaker may read"),
        help_text=_("Kindly and useful; it is sent only if the team decides so."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  Django's
        strands: Iterable[Strand],
        sheet: Sheet | None,
        **kwargs: Any,  # noqa: ANN401  Django's
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.asked = sheet, criteria_of(sheet)
        self.fields["watched_percent"].required = "is_measured" not in self.data  # the player knows it then
        choices = [(strand.slug, strand.title) for strand in strands]
        if choices and (sheet is None or sheet.asks_strands):
            self.fields["strands"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["strands"]
        if sheet is not None and not sheet.asks_weight:
            del self.fields["emotional_weight"]
        if sheet is None or not sheet.asks_maker_note:
            del self.fields["maker_note"]
        for one in self.asked:
            self.fields[f"c-{one.key}"] = forms.TypedChoiceField(
                label=one.name,
                help_text=one.help,
                choices=[(str(mark), str(mark)) for mark in range(1, one.most + 1)],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def criteria_fields(self) -> list[forms.BoundField]:
        """Return the fields of the sheet's criteria."""
        return [self[f"c-{one.key}"] for one in self.asked]

    def said(self) -> dict[str, Any]:
        """Return the card as the action takes it."""
        data = self.cleaned_data
        given = {one.key: data[f"c-{one.key}"] for one in self.asked if data.get(f"c-{one.key}") is not None}
        rest = {name: value for name, value in data.items() if not name.startswith("c-")}
        return rest | {"criteria": given, "sheet": self.sheet}


class RecusalForm(forms.Form):
    """Why a reviewer must not mark an entry."""

    kind = forms.ChoiceField(
        label=_("Why must you not mark it?"),
        choices=RecusalKind.choices,
        initial=RecusalKind.OTHER,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("In a few words"), help_text=_("For the team only."), max_length=200)

    def clean_kind(self) -> str:
        """Return the kind; none given is another reason."""
        return self.cleaned_data["kind"] or RecusalKind.OTHER.value


class RemarkForm(forms.Form):
    """One turn in a discussion."""

    text = forms.CharField(
        label=_("What do you say?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "t"}),
        error_messages={"required": _("Write something.")},
    )


class ProfileForm(forms.Form):
    """What a reviewer can watch."""

    minutes_a_month = forms.IntegerField(
        label=_("Minutes a month"),
        help_text=_("Left empty: as many as come. Ten hours are 600."),
        min_value=0,
        max_value=44640,
        required=False,
    )
    languages = CodesField(
        label=_("Languages you follow without subtitles"),
        help_text=_("With commas between. Left empty: all."),
        read=language_code,
        name=language_name,
        required=False,
    )
    genres = LinesField(
        label=_("Genres you know or wish for"), help_text=_("One a line."), required=False, most=20, longest=60
    )


class TieForm(forms.Form):
    """Somebody or something a reviewer is close to."""

    kind = forms.ChoiceField(label=_("What it is"), choices=TieKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name, as credits have it"), max_length=150)
    note = forms.CharField(label=_("How you are close"), max_length=200, required=False)


class SheetForm(forms.Form):
    """What a sheet asks besides its criteria, and what it hides."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    asks_weight = forms.BooleanField(label=_("Ask how heavy the film is"), required=False)
    asks_strands = forms.BooleanField(label=_("Ask which strand it would suit"), required=False)
    asks_maker_note = forms.BooleanField(label=_("Ask for a note that the filmmaker may read"), required=False)
    is_blind = forms.BooleanField(
        label=_("Hide who made it"),
        help_text=_("Names and countries stay hidden from a reviewer until they have marked the film."),
        required=False,
    )


class CriterionForm(forms.Form):
    """One line of a sheet; without a name it is left out."""

    name = forms.CharField(label=_("Criterion"), max_length=60, required=False)
    help = forms.CharField(label=_("In words"), max_length=200, required=False)
    weight = forms.IntegerField(label=_("Counts"), min_value=1, max_value=5, initial=1)
    most = forms.IntegerField(label=_("Marks up to"), min_value=3, max_value=10, initial=5)


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
        "maker_note": card.maker_note,
        **{f"c-{key}": str(mark) for key, mark in card.criteria.items()},
    }
