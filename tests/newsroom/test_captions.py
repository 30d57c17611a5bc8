"""Captions: what is read is kept, what overlaps is found and mended, and another reader agrees with what is written."""

from contextlib import suppress
from itertools import pairwise

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.festival.models import Edition
from matinee.films.rules.captions import Cue, cues_of, vtt_from
from matinee.kit.errors import Conflict, InvalidInput
from matinee.newsroom.actions import mend_captions, record_interview, save_cues, set_captions
from matinee.newsroom.models import Interview
from matinee.newsroom.queries import transcript_of
from matinee.newsroom.rules import findings_of, is_said, mended, moment_of, paragraphs_of, plain_of
from tests.street import make_film

OVERLAPPING = b"""WEBVTT

00:01.000 --> 00:04.000
<v Ada Ferro>We shot it at night.

00:03.000 --> 00:06.500
<v Ada Ferro>There was one lamp.

00:07.000 --> 00:07.400
<v Sam Low>And after that, when the one lamp had gone out as well?
"""

word = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")), max_size=30)
line = word.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def cues(draw: st.DrawFn) -> list[Cue]:
    """Draw cues as a typist would give them: any words, any order, any overlap."""
    starts = draw(st.lists(st.integers(0, 4 * 3600 * 1000), min_size=1, max_size=12))
    content = []
    for start in starts:
        lasts, lines = draw(st.integers(1, 9000)), draw(st.lists(line, min_size=1, max_size=3))
        voice = draw(st.sampled_from(["", "Ada Ferro", "Sam & Co", "A > B"]))
        typed = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;")
        content.append(Cue(start, start + lasts, tuple(typed.splitlines() or ["x"]), voice))
    return cues_of(vtt_from(content).encode())


@settings(max_examples=50, deadline=None)
@given(cues())
def test_captions_are_read_back_as_they_were_written(given_cues: list[Cue]) -> None:
    assert cues_of(vtt_from(given_cues).encode()) == given_cues


@settings(max_examples=50, deadline=None)
@given(cues())
def test_another_reader_finds_the_same_captions(given_cues: list[Cue]) -> None:
    read = webvtt.from_string(vtt_from(given_cues))

    assert [(one.start_in_seconds, one.end_in_seconds) for one in read] == [
        (cue.starts_ms // 1000, cue.ends_ms // 1000) for cue in given_cues
    ]
    assert [len(one.raw_text.split("\n")) for one in read] == [len(cue.lines) for cue in given_cues]


@settings(max_examples=50, deadline=None)
@given(cues())
def test_mending_takes_overlaps_and_no_word(given_cues: list[Cue]) -> None:
    whole = mended(given_cues)

    assert all(one.ends_ms <= two.starts_ms for one, two in pairwise(whole))
    assert all(cue.starts_ms < cue.ends_ms for cue in whole)
    said = " ".join(plain_of(text) for cue in whole for text in cue.lines)
    assert all(plain_of(text) in said for cue in given_cues for text in cue.lines)
    assert not [finding for finding in findings_of(whole) if finding.kind == "overlap"]


@settings(max_examples=50, deadline=None)
@given(cues())
def test_transcript_holds_every_word_in_order(given_cues: list[Cue]) -> None:
    told = " ".join(one.text for one in paragraphs_of(given_cues))

    assert told.split() == [part for cue in given_cues for text in cue.lines for part in plain_of(text).split()]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    with suppress(InvalidInput):  # nothing else may come of it
        assert cues_of(b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + content)


@pytest.fixture
def interview(edition: Edition) -> Interview:
    film = make_film(edition, "The Long Loom")
    return record_interview(festival=edition.festival, film=film, edition=edition, guests="Ada Ferro", by=None)


def test_overlap_and_speed_are_found_and_said(interview: Interview) -> None:
    caption = set_captions(interview=interview, language="English", content=OVERLAPPING, by=None)

    found = [(one.number, one.kind, one.is_grave) for one in findings_of(cues_of(caption.text.encode()), video_s=5)]

    assert found == [
        (2, "overlap", True), (3, "speed", False), (3, "short", False), (3, "line", False), (3, "late", True),
    ]  # fmt: skip
    assert interview.language == "en"


def test_voices_become_the_speakers_of_the_transcript(interview: Interview) -> None:
    set_captions(interview=interview, language="en", content=OVERLAPPING, by=None)

    assert [(one.starts_s, one.speaker, one.text) for one in transcript_of(interview)] == [
        (1, "Ada Ferro", "We shot it at night. There was one lamp."),
        (7, "Sam Low", "And after that, when the one lamp had gone out as well?"),
    ]


def test_who_saved_captions_later_is_told(interview: Interview) -> None:
    caption = set_captions(interview=interview, language="en", content=OVERLAPPING, by=None)
    saved = mend_captions(caption=caption, seen=1, by=None)

    with pytest.raises(Conflict, match="Somebody saved these captions"):
        save_cues(caption=caption, typed=[(0, 1000, "", "Mine")], seen=1, by=None)
    assert save_cues(caption=saved, typed=[(0, 1000, "", "Mine <b>now"), (5, 9, "", " ")], seen=2, by=None).text == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nMine <b>now\n"
    )
    with pytest.raises(InvalidInput, match="Caption 1 must end after it begins"):
        save_cues(caption=saved, typed=[(9, 5, "", "Back")], seen=3, by=None)


@pytest.mark.parametrize(
    ("quote", "starts_ms"),
    [
        ("We shot it at night", 1000),
        ("“There was one lamp.”", 3000),
        ("shot it […] one lamp", 1000),
        ("one lamp … when the one lamp", 3000),
        ("There was one lam", None),
        ("one lamp … shot it", None),
        ("one lamp", None),
    ],
)
def test_quote_is_found_where_it_was_said_or_not_at_all(quote: str, starts_ms: int | None) -> None:
    said = cues_of(OVERLAPPING)

    assert moment_of(quote, said) == starts_ms
    assert is_said(quote, " ".join(one.text for one in paragraphs_of(said))) is (starts_ms is not None)
