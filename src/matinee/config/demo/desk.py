"""The demo's preselection desk: sheets, what reviewers said of themselves, a discussion, a decision meeting."""

from typing import Final

from matinee.accounts.models import User
from matinee.config.demo.house import House
from matinee.entries.models import Entry
from matinee.entries.states import ConsiderationState
from matinee.festival.models import Edition
from matinee.preselection.actions import (
    decide,
    declare_tie,
    end_meeting,
    say,
    set_profile,
    set_sheet,
    start_meeting,
    undo_decision,
)
from matinee.preselection.actions.notes import add_note
from matinee.preselection.models import Scorecard, Sheet, Standing
from matinee.preselection.queries import candidates, in_order
from matinee.preselection.states import TieKind

CRITERIA: Final = (
    {"name": "Story", "help": "Does it know what it tells, and to whom?", "weight": 3, "most": 5},
    {"name": "Craft", "help": "Picture, sound, edit, performance.", "weight": 2, "most": 5},
    {"name": "Voice", "help": "Would you know its maker again?", "weight": 2, "most": 5},
)
PROFILES: Final = {
    "noor@lanternrow.example": (900, ["ar", "fr", "en"], ["documentary", "drama"]),
    "dolores@lanternrow.example": (600, ["es", "pt", "en"], ["comedy", "animation"]),
    "kenji@lanternrow.example": (1200, [], ["experimental"]),
}
TALK: Final = (
    "I was the low one. Did nobody else stumble over the voice-over?",
    "I did, the first time. On the second viewing it is the best thing in it.",
    "Then let us ask for a third opinion before the meeting.",
)
PLAYED: Final = "the-sommelier-of-tap-water"  # the film of the demo that is a file
MOMENTS: Final = (
    (48, "The voice-over begins; the picture had said it already."),
    (131, "This cut. Once more, please."),
    (204, "Sound drops for a second; ask for the mix."),
)
SHORT_MOMENTS: Final = ((2, "What a first frame."), (6, "He swallows. The whole film is in that."))
SHORTLISTED, DECLINED, TAKEN_BACK = 4, 6, 2


def introduce(house: House) -> None:
    """Let reviewers say what they can watch; after dealing, as the demo's marks are all of this month."""
    for email, (minutes, languages, genres) in PROFILES.items():
        set_profile(
            festival=house.festival,
            reviewer=house.team[email],
            by=house.team[email],
            minutes_a_month=minutes,
            languages=languages,
            genres=genres,
        )


def furnish_desk(house: House) -> Sheet:
    """Give the calls their sheets and a reviewer a tie; return the rolling call's sheet."""
    noor = house.team["noor@lanternrow.example"]
    declare_tie(
        festival=house.festival, reviewer=noor, kind=TieKind.SCHOOL, name="Pier Street Film School", by=noor,
        note="Teaches there on Tuesdays",
    )  # fmt: skip
    set_sheet(call=house.calls["students-2027"], by=house.manager, criteria=CRITERIA[:2], is_blind=True)
    set_sheet(call=house.calls["rolling"], by=house.manager, criteria=CRITERIA[:2])
    return set_sheet(call=house.calls["rolling"], by=house.manager, criteria=CRITERIA, asks_maker_note=True)


def answers_for(mark: float, slug: str) -> dict[str, int]:
    """Return marks of the criteria that go with a mark, a little apart."""
    base = max(1, min(5, round(mark / 2)))
    lean = len(slug) % 3 - 1
    return {"story": base, "craft": max(1, min(5, base + lean)), "voice": max(1, min(5, base - lean))}


def discuss(house: House) -> None:
    """Let the reviewers of the most disputed film talk about it."""
    standings = Standing.objects.filter(entry__festival=house.festival).select_related("entry__film", "entry__festival")
    disputed = standings.order_by("-spread", "entry__film__slug")[0].entry
    for who, text in zip(_markers(disputed) * len(TALK), TALK, strict=False):
        say(entry=disputed, by=who, text=text)
    played = Entry.objects.filter(festival=house.festival, film__slug=PLAYED).select_related("film", "festival").first()
    for entry, moments in ((disputed, MOMENTS), (played, SHORT_MOMENTS)):
        writers = _markers(entry) if entry else []
        for who, (at_s, text) in zip(writers * len(moments), moments, strict=False):
            if entry:
                add_note(entry=entry, reviewer=who, at_s=at_s, text=text, by=who)


def meet(house: House, edition: Edition) -> None:
    """Hold a short meeting on an edition: shortlist the best, decline the lowest, think again about two."""
    meeting = start_meeting(edition=edition, by=house.programmer)
    rows = candidates(edition).filter(state=ConsiderationState.ELIGIBLE, entry__standing__viewings__gte=2)
    best = [row.entry.code for row in in_order(rows, "-mean")[:SHORTLISTED]]
    lowest = [row.entry.code for row in in_order(rows, "mean")[: DECLINED + TAKEN_BACK]]
    by, was = house.programmer, ConsiderationState.ELIGIBLE.value
    declined = ConsiderationState.NOT_SELECTED
    decide(edition=edition, seen=dict.fromkeys(best, was), state=ConsiderationState.SHORTLISTED, by=by)
    decide(edition=edition, seen=dict.fromkeys(lowest[:DECLINED], was), state=declined, reason_code="marks", by=by)
    two = dict.fromkeys(lowest[DECLINED:], was)
    hasty = decide(edition=edition, seen=two, state=declined, reason_code="length", by=by)
    if hasty.decision is not None:
        undo_decision(decision=hasty.decision, by=by)
    end_meeting(meeting=meeting, by=by)


def _markers(entry: Entry) -> list[User]:
    """Return who marked an entry, the lowest mark first."""
    cards = Scorecard.objects.filter(viewing__entry=entry).select_related("viewing__reviewer").order_by("mark", "pk")
    return [card.viewing.reviewer for card in cards]
