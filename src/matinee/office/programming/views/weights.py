"""What proposals go by: the weights in force, in words, where they came from, and the way back to the standard."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.programming.pages import page
from matinee.programming.actions import use_curation
from matinee.programming.bridge import WEIGHTS
from matinee.programming.models import Curation
from matinee.programming.queries import learnt_of
from matinee.web.notices import tell

SAME = 0.05  # a weight within this share of the standard is as the standard
TERMS: dict[str, tuple[str | Promise, str | Promise]] = {
    "cohesion": (
        gettext_lazy("Films that belong together"),
        gettext_lazy("shared themes, kinds, countries, mixed lengths"),
    ),
    "quality": (gettext_lazy("Good films"), gettext_lazy("minutes of film above the cut of your marks")),
    "about": (gettext_lazy("What a program is about"), gettext_lazy("films that fit its own words")),
    "order": (gettext_lazy("A good order"), gettext_lazy("opener and closer, short before long, heavy films apart")),
    "balance": (gettext_lazy("Even programs"), gettext_lazy("programs of one edition alike in length and quality")),
    "redundancy": (gettext_lazy("No repetition"), gettext_lazy("films that tell nearly the same stand apart")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One weight: what it is for, what is in force, what is standard, and the difference in words."""

    name: str
    means: str
    standard: float
    learnt: float | None
    words: str
    is_learnt_used: bool

    @property
    def used(self) -> float:
        """The weight that proposals go by."""
        return self.learnt if self.is_learnt_used and self.learnt is not None else self.standard


@desk(Permission.PROGRAM)
@require_safe
def weights(request: DeskRequest) -> HttpResponse:
    """Show what proposals go by."""
    learnt = learnt_of(request.festival)
    context = {
        "learnt": learnt,
        "lines": list(_lines(learnt)),
        "evidence": (learnt.found if learnt else {}).get("evidence", {}),
        "standings": list(_standings(learnt)),
        "may_choose": Permission.MANAGE_FESTIVAL in request.permissions,
    }
    return page(request, "weights", context)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def choose(request: DeskRequest) -> HttpResponse:
    """Go back to the standard, or go by what was learnt again."""
    is_in_force = request.POST.get("by") == "learnt"
    use_curation(festival=request.festival, is_in_force=is_in_force, by=request.user)
    here = reverse("office-programming-weights", args=[request.festival.slug])
    said = _("Proposals go by what was learnt.") if is_in_force else _("Proposals go by the standard again.")
    tell(request, said)
    return redirect(here)


def _lines(learnt: Curation | None) -> Iterator[Line]:
    """Yield every weight with its meaning."""
    known: dict[str, Any] = learnt.weights if learnt else {}
    is_used = learnt is not None and learnt.is_in_force
    for name, standard in WEIGHTS.items():
        title, means = TERMS[name]
        value = float(known[name]) if name in known else None
        words = "" if value is None else _difference(value / standard)
        yield Line(str(title), str(means), standard, value, words, is_used)


def _difference(share: float) -> str:
    """Return how a weight differs from the standard."""
    if abs(share - 1) < SAME:
        return _("as the standard")
    said = {"percent": round(abs(share - 1) * 100)}
    return _("%(percent)d %% more") % said if share > 1 else _("%(percent)d %% less") % said


def _standings(learnt: Curation | None) -> Iterator[tuple[str, float, float]]:
    """Yield where real programs and whole editions stood among a hundred by chance: standard, and learnt."""
    known = (learnt.found if learnt else {}).get("percentiles", {})
    for kind, title in (("programs", _("Single programs")), ("editions", _("Whole editions"))):
        medians = known.get(kind, {})
        before, after = medians.get("default"), medians.get("fitted, held out")
        if before is not None and after is not None:
            yield title, before, after
