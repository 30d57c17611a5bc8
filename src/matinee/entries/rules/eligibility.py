"""Eligibility of one entry for one edition, with every reason in words that the filmmaker reads.

Strands are no part of it: everyone is considered for every edition, whatever strand its month is about.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _

from matinee.entries.models import Entry
from matinee.entries.states import ALIVE, EntryState
from matinee.festival.models import Edition, Policy
from matinee.films.models import Film
from matinee.films.queries import place_of
from matinee.films.rules import in_sentence, premiere_words
from matinee.films.states import DatePrecision, Premiere
from matinee.kit.clock import day_words, months_after


class Reason(TypedDict):
    """One thing that was looked at: its code, whether it stands in the way, and the sentence about it.

    An outcome also has the code of its sentence in ``rules.reasons``, so that it can be said in another language.
    """

    code: str
    ok: bool
    text: str
    because: NotRequired[str]


def eligibility(*, entry: Entry, edition: Edition, policy: Policy, premiere: Premiere) -> list[Reason]:
    """Return all reasons for and against an entry at an edition; it is eligible when every one is ok.

    ``entry.film`` and ``entry.call`` are read; ``premiere`` is what ``films.rules.premiere_of`` says for this edition.
    """
    if entry.state not in ALIVE:
        return closed_reasons(entry)
    return [
        _running_time(entry, edition),
        *_call_limits(entry),
        _completion(entry.film, edition, policy),
        _premiere(entry, premiere),
        *_elsewhere(entry, edition),
        *_own_dates(entry, edition),
        *_window(entry, edition),
    ]


def is_eligible(reasons: list[Reason]) -> bool:
    """Tell whether nothing stands in the way."""
    return all(reason["ok"] for reason in reasons)


def closed_reasons(entry: Entry) -> list[Reason]:
    """Return why an entry is not in consideration at all."""
    sentences = {
        EntryState.WITHDRAWN: _("You have withdrawn this entry. You can bring it back as long as our call is open."),
        EntryState.DISQUALIFIED: _("This entry cannot take part: %(reason)s"),
        EntryState.INCOMPLETE: _("Something is still missing, and then we will look at it: %(reason)s"),
        EntryState.EXPIRED: _("The time in which we considered this film has ended. Thank you for letting us see it."),
        EntryState.DRAFT: _("This entry has not been sent yet."),
    }
    sentence = sentences[EntryState(entry.state)]
    reason = entry.state_reason or _("please write to us.")
    return [Reason(code=str(entry.state), ok=False, text=sentence % {"reason": reason})]


def first_day(edition: Edition) -> date:
    """Return an edition's first day, the first of its month where the day is not known."""
    return edition.starts_on or edition.month


def last_day(edition: Edition) -> date:
    """Return an edition's last day, the end of its month where the day is not known."""
    month = edition.month
    return edition.ends_on or edition.starts_on or month.replace(day=monthrange(month.year, month.month)[1])


def _elsewhere(entry: Entry, edition: Edition) -> Iterator[Reason]:
    """Look at whether another edition has the film in its lineup; such a place is what consideration was for."""
    for other in entry.placed_at:
        if other.pk != edition.pk:
            said = _("It is in the lineup of %(edition)s.")
            yield Reason(code="placed", ok=False, text=said % {"edition": other})


def _running_time(entry: Entry, edition: Edition) -> Reason:
    """Look at whether the film fits into the edition at all."""
    length, room = entry.film.running_time_s, edition.capacity_min
    if length is None:
        return Reason(
            code="running_time", ok=False, text=_("We do not know how long the film is. Tell us, and it is considered.")
        )
    minutes = max(1, round(length / 60))
    if length > room * 60:
        said = _("%(minutes)d minutes are more than %(edition)s can show (%(room)d minutes in all).")
        return Reason(code="running_time", ok=False, text=said % {"minutes": minutes, "edition": edition, "room": room})
    return Reason(code="running_time", ok=True, text=_("%(minutes)d minutes fit.") % {"minutes": minutes})


def _call_limits(entry: Entry) -> Iterator[Reason]:
    """Look at the running times that the call asked for when the entry was sent."""
    length, call = entry.film.running_time_s, entry.call
    if length is None:
        return
    asked = entry.terms.terms if entry.terms else vars(call)
    least, most = asked.get("running_time_min_s"), asked.get("running_time_max_s")
    if least is not None and length < least:
        said = _("“%(call)s” asks for films of %(minutes)d minutes or more.")
        yield Reason(code="call", ok=False, text=said % {"call": call, "minutes": least // 60})
    if most is not None and length > most:
        said = _("“%(call)s” asks for films of at most %(minutes)d minutes.")
        yield Reason(code="call", ok=False, text=said % {"call": call, "minutes": most // 60})


def _completion(film: Film, edition: Edition, policy: Policy) -> Reason:
    """Look at whether the film is finished by then, and not too long ago; an imprecise date gets its best reading."""
    if film.completed_on is None or film.completed_precision == DatePrecision.UNKNOWN:
        return Reason(code="completion", ok=True, text=_("We do not know when the film was finished. Please tell us."))
    oldest = months_after(first_day(edition), -policy.completed_within_months)
    finished = {"day": day_words(film.completed_on, "F Y"), "months": policy.completed_within_months}
    if film.completed_on > last_day(edition):
        said = _("The film will be finished in %(day)s, after this edition. Later editions stay open to it.")
        return Reason(code="completion", ok=False, text=said % finished)
    if _latest(film.completed_on, film.completed_precision) < oldest:
        said = _("The film was finished in %(day)s; this edition shows films of the %(months)d months before it.")
        return Reason(code="completion", ok=False, text=said % finished)
    return Reason(code="completion", ok=True, text=_("Finished in %(day)s.") % finished)


def _latest(day: date, precision: str) -> date:
    """Return the last day that an imprecise date may mean."""
    if precision == DatePrecision.YEAR:
        return day.replace(month=12, day=31)
    if precision == DatePrecision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day


def _premiere(entry: Entry, premiere: Premiere) -> Reason:
    """Say which premiere it would be; no rung of the ladder is asked for, so it never stands in the way."""
    if premiere == Premiere.UNKNOWN:
        said = _("We are not sure which premiere this would be: an earlier showing lacks its date or place.")
    elif premiere == Premiere.NONE:
        said = _("The film has been shown here before. That does not stand in its way.")
    else:
        said = _("It would be its %(premiere)s.") % {
            "premiere": in_sentence(premiere_words(premiere, place_of(entry.festival)))
        }
    return Reason(code="premiere", ok=True, text=said)


def _own_dates(entry: Entry, edition: Edition) -> Iterator[Reason]:
    """Look at the filmmaker's own dates: an edition left out, an earliest day."""
    if edition.slug and edition.slug in entry.not_editions:
        yield Reason(code="dates", ok=False, text=_("You asked us to leave this edition out."))
    elif entry.not_before is not None:
        day = {"day": day_words(entry.not_before, "j F Y")}
        if entry.not_before > last_day(edition):
            said = _("You asked us not to show it before %(day)s. Editions after that stay open to it.")
            yield Reason(code="dates", ok=False, text=said % day)
        else:
            yield Reason(code="dates", ok=True, text=_("You asked for %(day)s or later, and it is.") % day)


def _window(entry: Entry, edition: Edition) -> Iterator[Reason]:
    """Look at whether the entry is still considered by then."""
    if entry.window_ends_on is not None and entry.window_ends_on < first_day(edition):
        said = _("We consider an entry for %(months)d months; yours ends on %(day)s, before this edition.")
        months = entry.festival.policy.consideration_months
        day = day_words(entry.window_ends_on, "j F Y")
        yield Reason(code="window", ok=False, text=said % {"months": months, "day": day})
