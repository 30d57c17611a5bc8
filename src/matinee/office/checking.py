"""Pages of checks, of boards and of grids: the form of each check in its group, and what was sent."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from matinee.festival.states import Permission
from matinee.office.access import DeskRequest
from matinee.programming.rules.book import Custom
from matinee.programming.states import CheckKind, CheckLevel
from matinee.schedule.states import GridCheck
from matinee.web.notices import tell

Words = str | Promise
Sent = Mapping[str, Any] | None


class CheckForm(forms.Form):
    """How one check goes: whether it is made, how serious it is, and its number where the custom has one."""

    customs: ClassVar[Mapping[Any, Custom]]
    means_of: ClassVar[Mapping[Any, Words]]
    units: ClassVar[Mapping[Any, Words]]  # of every check whose custom has a number

    is_on = forms.BooleanField(required=False)
    level = forms.ChoiceField(choices=CheckLevel.choices, label=_("How serious"))

    def __init__(self, kind: CheckKind | GridCheck, now: Custom, data: Sent = None) -> None:
        initial = {"is_on": now.is_on, "level": now.level, "number": now.number, "rung": now.rung}
        super().__init__(data, prefix=kind.value, initial=initial)
        self.kind, self.means, self.usual = kind, self.means_of[kind], self.customs[kind]
        self.fields["is_on"].label = kind.label
        if self.usual.number is not None:
            least, most = self.usual.least, self.usual.most
            self.fields["number"] = forms.IntegerField(label=str(self.units[kind]), min_value=least, max_value=most)
        self.is_custom = now == self.usual

    def custom(self) -> Custom:
        """Return how the check is to go."""
        given, usual = self.cleaned_data, self.usual
        level, rung = CheckLevel(given["level"]), given.get("rung", "")
        return Custom(level, given.get("number"), usual.least, usual.most, rung, given["is_on"])


@dataclass(frozen=True, slots=True)
class Group:
    """Checks that belong together."""

    title: Words
    forms: Sequence[CheckForm]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of checks: its groups, who may change them, and whether they were sent."""

    groups: list[Group]
    may_change: bool
    is_sent: bool

    @classmethod
    def of(cls, request: DeskRequest, groups_of: Callable[[Sent], list[Group]]) -> Self:
        """Return the page as it is asked for or sent; whoever manages the festival may change it."""
        may_change = Permission.MANAGE_FESTIVAL in request.permissions
        is_sent = request.method == "POST" and may_change
        return cls(groups_of(request.POST if is_sent else None), may_change, is_sent)

    @property
    def forms(self) -> list[CheckForm]:
        """Every check's form."""
        return [form for group in self.groups for form in group.forms]

    @property
    def has_errors(self) -> bool:
        """Whether something was sent that cannot be kept."""
        return self.is_sent and any(form.errors for form in self.forms)

    def wanted(self) -> dict[Any, Custom] | None:
        """Return how each check is to go, or None where nothing was sent that can be kept."""
        if not self.is_sent or self.has_errors:
            return None
        return {form.kind: form.custom() for form in self.forms}

    def context(self) -> dict[str, object]:
        """Return what ``office/checks_form.html`` is drawn from."""
        return {
            "groups": self.groups,
            "may_change": self.may_change,
            "has_errors": self.has_errors,
            "is_custom": all(form.is_custom for form in self.forms),
        }


def tell_kept(request: DeskRequest, changed: Collection[object]) -> None:
    """Say how many checks go otherwise from now on."""
    words = ngettext("%(n)d check goes so from now on.", "%(n)d checks go so from now on.", len(changed))
    tell(request, words % {"n": len(changed)} if changed else str(_("Nothing was changed.")))
