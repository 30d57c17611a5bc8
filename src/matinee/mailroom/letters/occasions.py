"""What letters are written for, and which fields each may name."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matinee.kit.errors import InvalidInput

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a wording that is filled in for each letter; ``sample`` stands in where nothing is chosen."""

    name: str
    label: Words
    sample: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """A reason to write: when its letter goes, and what its wording may name."""

    key: str
    label: Words
    when: Words
    fields: tuple[Field, ...]
    is_for_entry: bool = True
    is_for_team: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(field.name for field in self.fields)

    @property
    def samples(self) -> dict[str, str]:
        """A value for every field, for a look without an entry."""
        return {field.name: field.sample for field in self.fields}


FESTIVAL = Field("festival", _("the festival's name"), "Lantern Nights")
LINK = Field("link", _("the page the letter leads to"), "https://festival.example.org/lounge/")
COMMON = (
    Field("name", _("who sent the film"), "Ada"),
    Field("film", _("the film's title"), "Night Bus"),
    FESTIVAL,
    Field("contact", _("the festival's address for answers"), "hello@festival.example.org"),
    LINK,
)
WATCHED = Field("watched", _("how it was watched: the receipt"), "Two people watched it in full.")
MISSING = Field("missing", _("what is missing"), "the running time, a link to watch it")
WINDOW = Field("window_ends_on", _("last day of its consideration"), "1 May 2031")
CALL = Field("call", _("the call it was sent to"), "All year")
MESSAGE = Field("message", _("your own words for this one"), "We laughed, then we did not.")
EDITION = (
    Field("edition", _("the edition's title"), "March 2031"),
    Field("day", _("its day"), "8 March 2031"),
    Field("place", _("where it is held"), "Gaslight Cinema"),
)
ANSWER_BY = Field("answer_by", _("last day for an answer"), "20 February 2031")
TEAM = (
    FESTIVAL,
    Field("inviter", _("who invites"), "Dara"),
    Field("role", _("the role offered"), "Reviewer"),
    Field("expires_on", _("last day of the link"), "1 May 2031"),
    LINK,
)
CLOSES = Field("closes_at", _("the deadline, in the festival's time"), "1 May 2031, 23:59 PDT")
ASKED = Field("asked", _("what should be corrected"), "The running time is that of another cut.")
ANSWER = Field("answer", _("what the filmmaker says to it"), "It runs 12:25 now; the old figure was of a rough cut.")
CUT_NOTE = Field("message", _("what is new in the cut, in its maker's words"), "A new ending, and the sound is mixed.")
PROGRAM = Field("program", _("its program, where it has one"), "Shorts I")
REASON = Field("reason", _("the reason, in kind words"), "There were more films we liked than minutes.")
NOTES = Field("notes", _("notes of reviewers that you picked"), "“The last shot stays with me.”")
BEFORE = Field("before", _("when and where it was to be shown"), "8 March 2031, 20:00 PST, Gaslight One")
NOW = Field("now", _("when and where it is shown now"), "8 March 2031, 21:30 PST, Gaslight Two")
STILL = Field("still_considered", _("the editions it stays in the running for"), "April 2031, May 2031")
DAYS_LEFT = Field("days_left", _("how many days are left"), "30")
STAY = Field("stay_link", _("where its maker keeps it in the running, if you offer that"), LINK.sample + "stay/")
MORE = Field("more_months", _("how many months that gives, if you offer that"), "6")

AMOUNT = Field("amount", _("the amount"), "€25.00")
RECEIPT = Field("number", _("the number of the receipt"), "17")
FILE = Field("file", _("the name of the uploaded file"), "night-bus-final.mov")
REFUSAL = Field(
    "refusal", _("why the file could not be taken"), "The file ends too early: part of the film is missing."
)

OCCASIONS: Final[dict[str, Occasion]] = {
    one.key: one
    for one in (
        Occasion("entry_received", _("Entry received"), _("When a filmmaker sends an entry."), (*COMMON, CALL, WINDOW)),
        Occasion(
            "draft_reminder",
            _("Reminder of a draft"),
            _("Before a call's deadline, to whoever has an entry that is not sent."),
            (*COMMON, CALL, CLOSES, MISSING),
        ),
        Occasion(
            "payment_received",
            _("Fee received"),
            _("When the fee of an entry has arrived."),
            (*COMMON, CALL, AMOUNT, RECEIPT),
        ),
        Occasion(
            "payment_refunded",
            _("Fee given back"),
            _("When staff give a fee back, whole or in part."),
            (*COMMON, CALL, AMOUNT, REASON),
        ),
        Occasion(
            "missing_material",
            _("Something is missing"),
            _("When an entry is set aside as incomplete."),
            (*COMMON, MISSING),
        ),
        Occasion("correction_asked", _("Correction asked"), _("When staff ask for a correction."), (*COMMON, ASKED)),
        Occasion("cut_replaced", _("Cut replaced"), _("When a filmmaker has replaced the screener."), COMMON),
        Occasion(
            "correction_answered",
            _("Correction answered"),
            _("To whoever asked for a correction, when the filmmaker says that it is done."),
            (*COMMON, ASKED, ANSWER),
            is_for_team=True,
        ),
        Occasion(
            "new_cut",
            _("A new cut, for reviewers"),
            _("To reviewers who have marked a film, when a later cut of it arrives."),
            (*COMMON, CUT_NOTE),
            is_for_team=True,
        ),
        Occasion(
            "screener_refused",
            _("Uploaded film not taken"),
            _("When a file that was uploaded as a screener turns out to be no whole film."),
            (*COMMON, FILE, REFUSAL),
        ),
        Occasion(
            "invitation",
            _("Invitation"),
            _("When a film is invited to an edition."),
            (*COMMON, *EDITION, PROGRAM, ANSWER_BY, MESSAGE),
        ),
        Occasion(
            "invitation_reminder",
            _("Reminder of an invitation"),
            _("A few days before the answer is due, and when staff press Remind."),
            (*COMMON, *EDITION, ANSWER_BY, MESSAGE),
        ),
        Occasion(
            "invitation_withdrawn",
            _("Invitation withdrawn"),
            _("When staff take an invitation back that has gone out."),
            (*COMMON, *EDITION, MESSAGE),
        ),
        Occasion(
            "screening_moved",
            _("Screening moved"),
            _("When staff tell the makers of accepted films that a published screening has moved."),
            (*COMMON, *EDITION, PROGRAM, BEFORE, NOW),
        ),
        Occasion(
            "screening_cancelled",
            _("Screening cancelled"),
            _("When staff tell the makers of accepted films that a published screening is cancelled."),
            (*COMMON, *EDITION, PROGRAM, BEFORE),
        ),
        Occasion(
            "invitation_expired",
            _("Invitation expired"),
            _("When the day for the answer has passed."),
            (*COMMON, *EDITION, ANSWER_BY),
        ),
        Occasion(
            "decline",
            _("Not selected"),
            _("When staff send the answers of an edition to films that are not in it."),
            (*COMMON, *EDITION, WATCHED, REASON, NOTES, STILL),
        ),
        Occasion(
            "expiry_warning",
            _("Consideration ends soon"),
            _("Twice before an entry's window ends."),
            (*COMMON, WINDOW, DAYS_LEFT, WATCHED, STILL, STAY, MORE),
        ),
        Occasion(
            "window_ended",
            _("Consideration has ended"),
            _("On the day after an entry's window has ended."),
            (*COMMON, WINDOW, WATCHED, STAY, MORE),
        ),
        Occasion(
            "team_invitation",
            _("Invitation to the team"),
            _("When somebody is invited to work for the festival."),
            TEAM,
            is_for_entry=False,
        ),
    )
}


def occasion_of(key: str) -> Occasion:
    """Return an occasion.

    Raises
    ------
    InvalidInput
        There is none of that name.
    """
    if key not in OCCASIONS:
        raise InvalidInput("template", key, f"Letters are written for: {', '.join(OCCASIONS)}.")
    return OCCASIONS[key]
