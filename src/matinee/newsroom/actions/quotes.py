"""Pull quotes: taken from what was said, never written."""

import re

from django.db import transaction

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.kit.errors import InvalidInput
from matinee.kit.rows import checked
from matinee.newsroom.models import Interview, PullQuote
from matinee.newsroom.queries import cues_in
from matinee.newsroom.rules import is_said, moment_of, paragraphs_of

WORD_FOR_WORD = (
    "These words do not stand so in the transcript or the text. Copy them from there, three words at least; mark what"
    " you leave out with […]."
)


@transaction.atomic
def take_quote(*, interview: Interview, text: str, by: User | None, speaker: str = "") -> PullQuote:
    """Keep words from an interview as a pull quote; its moment and, where captions name voices, who speaks are found.

    Raises
    ------
    InvalidInput
        The words do not stand in the transcript or the written interview.
    """
    words = " ".join(text.split()).strip('“”"„«» ')
    cues = cues_in(interview)
    starts_ms = moment_of(words, cues) if cues else None
    if starts_ms is None and not is_said(words, re.sub(r"[*_`]", "", interview.body)):
        raise InvalidInput("text", text, WORD_FOR_WORD)
    voices = [one.speaker for one in paragraphs_of(cues) if starts_ms is not None and one.starts_s * 1000 <= starts_ms]
    said_by = speaker.strip() or (voices[-1] if voices else "") or interview.guests
    quote = PullQuote(interview=interview, text=words, speaker=said_by[:150], starts_ms=starts_ms)
    checked(quote)
    quote.save()
    audit(festival=interview.festival, by=by, verb="take_quote", about=interview, text=words[:200])
    return quote


@transaction.atomic
def remove_quote(*, quote: PullQuote, by: User | None) -> None:
    """Take a pull quote away."""
    interview = quote.interview
    quote.delete()
    audit(festival=interview.festival, by=by, verb="remove_quote", about=interview)
