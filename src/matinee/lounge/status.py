"""Where an entry stands, in the words its maker reads: the strip, each festival day, and the next step."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matinee.entries.models import Consideration, Correction, Entry
from matinee.entries.rules.telling import told
from matinee.entries.states import ALIVE, ConsiderationState, EntryState
from matinee.festival.states import EditionState
from matinee.kit.clock import day_words
from matinee.preselection.queries.playing import Receipt
from matinee.programming.states import OfferState
from matinee.web.pages import Step, StepState
from matinee.web.palette import DEFAULT_ACCENT

CLOSED = (EntryState.WITHDRAWN, EntryState.DISQUALIFIED, EntryState.EXPIRED)
RUNNING = (ConsiderationState.ELIGIBLE, ConsiderationState.SHORTLISTED, ConsiderationState.HELD)
INVITED = (OfferState.OFFERED, OfferState.ACCEPTED)
PAST = (EditionState.PAST, EditionState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Next:
    """What the maker can do now; without an address there is nothing to do but wait."""

    words: str
    href: str = ""
    label: str = ""
    is_asked: bool = False  # by the festival: the page of the entry has a place of its own for it


@dataclass(frozen=True, slots=True)
class Day:
    """How an entry stands for one festival day: a word, its badge, the reasons of a no, and all that was looked at."""

    consideration: Consideration
    words: str
    badge: str
    noes: list[str]
    looked_at: list[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry with everything its page and its line in the list show."""

    entry: Entry
    steps: list[Step]
    days: list[Day]
    next: Next
    accent: str

    @property
    def ahead(self) -> list[Day]:
        """The festival days that still lie ahead, the nearest first."""
        return [day for day in self.days if day.consideration.edition.state not in PAST]

    @property
    def over(self) -> list[Day]:
        """The festival days that are over, the last one first."""
        return [day for day in reversed(self.days) if day.consideration.edition.state in PAST]

    @property
    def is_open(self) -> bool:
        """Whether its answers may still be changed here."""
        return self.entry.state not in CLOSED


def standing_of(entry: Entry, receipt: Receipt | None) -> Standing:
    """Put an entry's standing into words; reads ``entry.considerations`` as prefetched."""
    rows = told(entry, entry.considerations.all())
    accent = entry.festival.accent or DEFAULT_ACCENT
    return Standing(
        entry, strip_of(entry, rows, receipt or Receipt()), [_day(row) for row in rows], next_of(entry, rows), accent
    )


def next_of(entry: Entry, rows: list[Consideration]) -> Next:
    """Return the one thing to do now."""
    step = reverse("lounge-go-on", args=[entry.code])
    waiting = _("Nothing to do: it is considered for every festival day ahead, and we write to you.")
    return {
        EntryState.DRAFT: Next(_("Not sent yet. Everything you typed is kept."), step, _("Go on")),
        EntryState.INCOMPLETE: Next(entry.state_reason or _("Something is missing."), step, _("Complete it")),
        EntryState.CONSIDERED: _look(entry) or Next(waiting),
        EntryState.PLACED: _answer(entry) or _look(entry) or Next(_placed_words(rows)),
        EntryState.WITHDRAWN: Next(_("You have withdrawn it.")),
        EntryState.DISQUALIFIED: Next(entry.state_reason or _("It cannot take part. Please write to us.")),
        EntryState.EXPIRED: Next(_("Its time has ended. Thank you for letting us see it.")),
    }[EntryState(entry.state)]


def strip_of(entry: Entry, rows: list[Consideration], receipt: Receipt) -> list[Step]:
    """Return received, watched, discussed, considered, invited, shown; the first that is not done is now."""
    sent_on = entry.sent_at.astimezone(ZoneInfo(entry.festival.time_zone)).date() if entry.sent_at else None
    least = entry.festival.policy.viewings_least
    placed = [row for row in rows if row.state == ConsiderationState.PLACED]
    shown = [row for row in placed if row.edition.state == EditionState.PAST]
    offers = [offer for offer in entry.invitations.all() if offer.state in INVITED]
    invited = list(dict.fromkeys([*(str(one.edition) for one in offers), *(str(row.edition) for row in placed)]))
    done = [
        bool(entry.sent_at),
        receipt.viewings_full >= least,
        receipt.marked >= least,
        bool(invited),
        bool(invited),
        bool(shown),
    ]
    notes = ["", _watched(receipt), "", _considered(rows), ", ".join(invited), _titles(shown)]
    labels = [_("Received"), _("Watched"), _("Discussed"), _("Considered"), _("Invited"), _("Shown")]
    steps: list[Step] = []
    current: StepState = "no" if entry.state in CLOSED else "now"
    for label, is_done, note in zip(labels, done, notes, strict=True):
        steps.append(Step(label, "done" if is_done else current, note, None if steps else sent_on))
        current = current if is_done else "next"
    return steps


def asked_of(entry: Entry) -> Correction | None:
    """Return what is asked of the maker or was answered, until the team has looked; reads it as prefetched."""
    return next(iter(entry.corrections.all()), None) if entry.state in ALIVE else None


def wanted_of(entry: Entry) -> str:
    """Return what the festival waits for, in its own words: something missing, or to be corrected."""
    if entry.state == EntryState.INCOMPLETE:
        return entry.state_reason
    asked = asked_of(entry)
    return asked.asked if asked is not None and asked.waits_for_maker else ""


def _look(entry: Entry) -> Next | None:
    """Return what the festival asks to be looked at."""
    asked = asked_of(entry)
    if asked is None or not asked.waits_for_maker:
        return None
    words = _("The festival asks you to look at something.")
    return Next(words, f"{reverse('lounge-entry', args=[entry.code])}#asked", _("Look"), is_asked=True)


def _answer(entry: Entry) -> Next | None:
    """Return the invitation that waits for an answer."""
    waiting = next((one for one in entry.invitations.all() if one.state == OfferState.OFFERED), None)
    if waiting is None:
        return None
    said = _("You are invited to %(edition)s. Please answer by %(day)s.")
    words = said % {"edition": waiting.edition, "day": day_words(waiting.answer_by, "j F")}
    return Next(words, reverse("lounge-invitation", args=[waiting.code]), _("Answer"))


def _placed_words(rows: list[Consideration]) -> str:
    editions = [row.edition for row in rows if row.state == ConsiderationState.PLACED]
    if any(edition.state not in PAST for edition in editions):
        return _("It is in a lineup. Keep its facts right; we write to you about the rest.")
    return _("It was shown. Thank you for bringing it to us.")


def _watched(receipt: Receipt) -> str:
    """Put a receipt into words; what the player measured and what reviewers say themselves are told apart."""
    words, full = [], receipt.viewings_full
    if full:
        words.append(ngettext("in full by %(n)d person", "in full by %(n)d people", full) % {"n": full})
    if receipt.in_part:
        words.append(ngettext("in part by %(n)d", "in part by %(n)d", receipt.in_part) % {"n": receipt.in_part})
    if not words:
        return ""
    if receipt.measured_full == full and full:
        source = _("measured by the player")
    elif receipt.measured_full:
        source = _("%(n)d of them measured by the player") % {"n": receipt.measured_full}
    else:
        source = _("by their own word") if full else _("as far as %(n)d %%") % {"n": receipt.furthest_percent}
    return f"{', '.join(words)} ({source})"


def _considered(rows: list[Consideration]) -> str:
    return _titles([row for row in rows if row.state in RUNNING and row.edition.state not in PAST])


def _titles(rows: list[Consideration]) -> str:
    return ", ".join(str(row.edition) for row in rows)


def _day(row: Consideration) -> Day:
    """Put one consideration into words; a shortlist is not told, so that nobody hopes or fears too early."""
    words, badge = {
        ConsiderationState.ELIGIBLE: (_("Considered"), "accent"),
        ConsiderationState.SHORTLISTED: (_("Considered"), "accent"),
        ConsiderationState.HELD: (_("Kept for a later day"), "accent"),
        ConsiderationState.PLACED: (_("In the lineup"), "good"),
        ConsiderationState.NOT_SELECTED: (_("Not this time"), "warn"),
        ConsiderationState.INELIGIBLE: (_("Not for this day"), "warn"),
    }[ConsiderationState(row.state)]
    noes = [reason["text"] for reason in row.reasons if not reason["ok"]]
    if row.state == ConsiderationState.NOT_SELECTED and not noes:
        noes = [_("There were more films we liked than minutes. The other festival days stay open to it.")]
    return Day(row, words, badge, noes, [reason["text"] for reason in row.reasons if reason["ok"]])
