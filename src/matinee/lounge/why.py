"""Each festival day rule by rule, for makers: what was looked at, what was found, and what they could change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.entries.rules.corrections import why_fixed
from matinee.entries.states import ConsiderationState
from matinee.lounge.status import Day, Standing

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked at under a heading, what would change a no, and the question whose answer that is."""

    label: Words
    change: Words = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule for one day: its heading, whether it is fine, what was found, what would change it and where."""

    label: Words
    is_ok: bool
    text: str
    change: Words = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One festival day with everything that was looked at."""

    day: Day
    findings: list[Finding]


RULES = {
    "running_time": Rule(_("Its length"), _("Correct the length if it is wrong, or replace the cut."), "facts"),
    "call": Rule(_("What the call asks"), _("Correct the length if it is wrong. Another call may suit it."), "facts"),
    "completion": Rule(_("When it was finished"), _("Correct the date if it is wrong."), "facts"),
    "premiere": Rule(_("Which premiere it would be"), "", "showings"),
    "dates": Rule(_("Your own dates"), _("You can change them."), "dates"),
    "placed": Rule(_("Another festival day")),
    "window": Rule(_("The time in which it is considered"), _("We write to you before it ends, and offer more time.")),
    "outcome": Rule(_("What the team decided")),
}
ITSELF = Rule(_("The entry itself"))


def answers_of(standing: Standing) -> list[Answer]:
    """Return every festival day, those ahead first; marks, plans and shortlists are the team's own."""
    days = [*standing.ahead, *standing.over]
    return [Answer(day, list(_findings(day, standing))) for day in days]


def _findings(day: Day, standing: Standing) -> Iterator[Finding]:
    """Yield what was looked at for one day."""
    entry, row = standing.entry, day.consideration
    for reason in row.reasons:
        if reason["code"] == "outcome" and row.state == ConsiderationState.SHORTLISTED:
            continue
        rule = RULES.get(reason["code"], ITSELF)
        may_change = bool(rule.step) and standing.is_open and not why_fixed(entry, rule.step)
        href = reverse("lounge-step", args=[entry.code, rule.step]) if may_change else ""
        is_ok = bool(reason["ok"])
        change = rule.change if not is_ok and (href or not rule.step) else ""
        yield Finding(rule.label, is_ok, reason["text"], change, href if not is_ok else "")
