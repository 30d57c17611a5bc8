"""The shape of an answer to an invitation: yes or no, who comes, a word to the festival."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matinee.programming.actions import GuestSaid
from matinee.programming.models import Invitation
from matinee.programming.states import OfferState

YES, NO = "yes", "no"
GUESTS_MOST = 20
ANSWERED = {OfferState.ACCEPTED: YES, OfferState.DECLINED: NO}


class AnswerForm(forms.Form):
    """The answer itself."""

    answer = forms.ChoiceField(
        label=_("May it play?"),
        choices=[(YES, _("Yes, show it")), (NO, _("No, not this time"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("A word to the festival"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Travel, wishes, or why not. Only the festival reads it."),
    )

    @classmethod
    def of(cls, invitation: Invitation, data: Any = None) -> "AnswerForm":  # noqa: ANN401  a POST
        """Return the form with what was answered before."""
        answered = ANSWERED.get(OfferState(invitation.state), "")
        return cls(data, initial={"answer": answered, "note": invitation.note})


class GuestForm(forms.Form):
    """One person who comes."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    part = forms.CharField(label=_("What they did in the film"), max_length=120, required=False)
    pronouns = forms.CharField(label=_("Pronouns"), max_length=40, required=False)
    needs = forms.CharField(
        label=_("What they need"), max_length=300, required=False, help_text=_("Access, an interpreter, a remote link.")
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the name where anything else is told of a person."""
        said = super().clean() or {}
        if any(said.values()) and not said.get("name"):
            self.add_error("name", _("Who is it?"))
        return said


GuestForms = forms.formset_factory(GuestForm, extra=0, max_num=GUESTS_MOST, absolute_max=GUESTS_MOST)


def guest_forms(invitation: Invitation, data: Any = None) -> Any:  # noqa: ANN401  a POST; formsets are untyped
    """Return a form for everybody who was named, and some empty ones."""
    named = [
        {"name": guest.name, "part": guest.part, "pronouns": guest.pronouns, "needs": guest.needs}
        for guest in invitation.guests.all()
    ]
    free = max(1, 3 - len(named)) if len(named) < GUESTS_MOST else 0
    return GuestForms(data, initial=[*named, *({} for _ in range(free))], prefix="guest")


def guests_said(guests: Any) -> list[GuestSaid]:  # noqa: ANN401  formsets are untyped
    """Return who comes; lines without a name are empty ones."""
    return [GuestSaid(**said) for said in guests.cleaned_data if said.get("name")]
