"""Composing: nothing without a fact, every sentence traced, and what became of it afterwards."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from matinee.festival.actions import change_festival
from matinee.festival.models import Edition
from matinee.films.actions import change_film
from matinee.films.models import Film
from matinee.funding.actions import record_source
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.text import html_from_markdown, markdown_escaped
from matinee.newsroom.actions import (
    change_article,
    compose_article,
    correct_article,
    publish_article,
    record_interview,
    take_quote,
    write_article,
)
from matinee.newsroom.queries import coverage_of
from matinee.newsroom.rules.compose import Coverage, Fact, ProgramPart, by_hand, composed, hooks_of, say, standings
from matinee.people.actions import change_person
from matinee.programming.models import Placement
from tests.street import make_bill

NAMES = ("title", "logline", "synopsis", "making", "premiere", "first", "student", "countries", "year", "length")


def keys() -> list[str]:
    """Return every key that a fact of one small day can have."""
    film = [f"film.tide.{name}" for name in NAMES]
    money = [f"source.1.{name}" for name in ("name", "what", "amount", "grant", "in_kind", "crowdfunding", "unstated")]
    rest = ["festival.name", "festival.about", "festival.how_to_submit", "edition.title", "edition.when"]
    rest += ["strand.sea.title", "strand.sea.about", "program.one.title", "program.one.about", "program.one.at"]
    rest += ["program.one.where", "person.ada.name", "person.ada.bio", "quote.q.text", "quote.q.speaker"]
    return film + money + rest + [f"interview.i.{name}" for name in ("guests", "interviewer", "video", "not_archived")]


@st.composite
def days(draw: st.DrawFn) -> Coverage:
    """Draw a day of which some things are on record: every value is a word that stands nowhere else."""
    known = draw(st.lists(st.sampled_from(keys()), unique=True))
    facts = {key: Fact(key, key, f"zq{number}zq") for number, key in enumerate(known)}
    return Coverage(
        facts, ("sea",), (ProgramPart("one", ("tide",)),), ("tide",), {"tide": ("ada",)}, {"tide": ("1",)},
        {"tide": ("i",)}, {"tide": ("q",)},
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(days(), st.sampled_from(["en", "es"]))
def test_nothing_is_said_without_its_fact(day: Coverage, language: str) -> None:
    with translation.override(language):
        for hook in [None, *hooks_of(day)]:
            draft = composed(day, hook, ["tide"])
            passages = [one for block in draft.blocks for one in block.passages]
            for passage in [*passages, *filter(None, (draft.headline, draft.standfirst))]:
                values = {fact.value for fact in passage.facts}
                assert values
                assert set(re.findall(r"zq\d+zq", passage.text)) <= values


@given(st.text(max_size=60))
def test_escaped_words_are_read_as_they_are(words: str) -> None:
    html = html_from_markdown(f"**{markdown_escaped(words)}** x")

    assert "<a" not in html
    assert "<em" not in html
    assert "<script" not in html.replace("&lt;", "")


def test_phrase_without_one_of_its_facts_is_no_sentence() -> None:
    title = Fact("film.tide.title", "title", "Tide [1] *now*", is_title=True)

    assert say("%(film)s is shown.", film=title, because=None) is None
    told = say("%(film)s is shown.", film=title)
    assert told is not None
    assert html_from_markdown(told.text) == "<p><em>Tide [1] *now*</em> is shown.</p>\n"


@pytest.fixture
def film(edition: Edition) -> Film:
    """Return a film of a day with much on record."""
    change_festival(
        festival=edition.festival, by=None, about="A monthly *Saturday*.", how_to_submit="Send films at any time."
    )
    make_bill(edition, titles=["The Long Loom", "Tide Table"], programs=1)
    film = Film.objects.get(slug="the-long-loom")
    change_film(film=film, by=None, making="Shot in one night.", is_student=True)
    change_person(
        person=film.credits.all()[0].person, by=None, bio="Ada Ferro was born by the sea.\n\nShe builds looms."
    )
    record_source(film=film, kind="in_kind", name="A lamp shop", what="forty lamps", by=None)
    record_source(film=film, kind="unstated", name="City College", by=None)
    interview = record_interview(
        festival=edition.festival, film=film, edition=edition, by=None, guests="Ada Ferro", interviewer="Sam Low",
        body="**Why?**\n\nBecause the lamp was there.", is_published=True,
    )  # fmt: skip
    take_quote(interview=interview, text="Because the lamp was there", by=None)
    return film


def test_coverage_follows_the_pattern_of_the_trade(film: Film, edition: Edition) -> None:
    article = compose_article(edition=edition, hook=f"story:{film.slug}", films=[film.slug], by=None, byline="Press")

    assert article.body.replace("\u202f", " ").split("\n\n") == [
        (
            "The story of The Long Loom. *The Long Loom* by Ada Ferro is shown at Lantern Nights."
            " The edition of Saturday, March 8, 2031 is devoted to Work and Wages."
        ),
        (
            "The day has one program: *Shorts 1*. It begins at 12:20 PM in Large room, Lantern House. Films about work."
            " On the program: *The Long Loom* by Ada Ferro; *Tide Table* by Ada Ferro."
        ),
        "A monthly *Saturday*.",
        "## *The Long Loom* by Ada Ferro",
        "Ada Ferro was born by the sea.",
        "She builds looms.",
        "It begins at dawn.",
        "The film: Italy, 30 min, Italian.",
        (
            "Shot in one night. Among those who paid for it: City College; how is not stated."
            " A lamp shop helped in kind: forty lamps."
        ),
        "Sam Low interviewed Ada Ferro for the festival.",
        "> “Because the lamp was there” — Ada Ferro",
        "Send films at any time.",
    ]
    assert (article.headline, article.film, article.edition, article.published_at) == (
        "The Long Loom",
        film,
        edition,
        None,
    )
    assert by_hand(article.trace, article.body) == []


def test_trace_tells_what_stands_what_was_written_and_what_is_no_longer_so(film: Film, edition: Edition) -> None:
    article = compose_article(edition=edition, hook=f"story:{film.slug}", films=[film.slug], by=None)
    body = article.body.replace("It begins at dawn.", "It begins late.") + "\n\nWe liked it."
    change_film(film=film, by=None, making="Shot in two nights.")

    told = {
        row.text: row for row in standings(article.trace, f"{article.headline}\n{body}", coverage_of(edition).facts)
    }

    assert not told["It begins at dawn."].is_there
    assert told["Ada Ferro was born by the sea.\n\nShe builds looms."].is_there
    shot = told["Shot in one night."]
    assert (shot.is_there, shot.is_true, shot.evidence[0].now) == (True, False, "Shot in two nights.")
    assert by_hand(article.trace, body) == ["It begins late.", "We liked it."]


def test_hook_that_the_record_does_not_carry_is_refused(film: Film, edition: Edition) -> None:
    with pytest.raises(InvalidInput, match="Choose one of the hooks"):
        compose_article(edition=edition, hook="crowd:the-long-loom", films=[], by=None)


def queries(edition: Edition) -> int:
    with CaptureQueriesContext(connection) as asked:
        coverage_of(Edition.objects.select_related("festival").get(pk=edition.pk))
    return len(asked)


def test_composing_asks_as_often_for_thirty_films_as_for_two(film: Film, edition: Edition) -> None:
    program, before = Placement.objects.all()[0].program, queries(edition)
    for number in range(28):
        row = Film.objects.create(festival=edition.festival, slug=f"more-{number}", title=f"More {number}")
        Placement.objects.create(program=program, film=row, position=number + 3)

    assert queries(edition) == before


def test_correction_is_said_under_a_public_article_only(edition: Edition) -> None:
    article = write_article(festival=edition.festival, slug="looms", headline="Looms", body="In 1911.", by=None)
    with pytest.raises(InvalidInput, match="not public yet"):
        correct_article(article=article, note="The year was 1910.", by=None, body="In 1910.")

    publish_article(article=article, by=None)
    correct_article(article=article, note=" The year was 1910. ", by=None, seen=1, body="In 1910.")

    article.refresh_from_db()
    assert (article.body, [row.note for row in article.corrections.all()]) == ("In 1910.", ["The year was 1910."])
    with pytest.raises(InvalidInput, match="Say what was wrong"):
        correct_article(article=article, note=" ", by=None, body="In 1912.")
    with pytest.raises(Conflict, match="Your text is still here"):
        change_article(article=article, seen=1, by=None, body="In 1913.")


def test_quote_that_nobody_said_is_refused(film: Film) -> None:
    interview = film.interviews.all()[0]

    with pytest.raises(InvalidInput, match="do not stand so"):
        take_quote(interview=interview, text="Because the lamp was here", by=None)
