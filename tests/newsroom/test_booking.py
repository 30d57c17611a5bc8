"""Interviews around the grid: free times, and what they must not meet."""

from datetime import timedelta

import pytest

from matinee.festival.models import Edition
from matinee.kit.errors import Conflict, InvalidInput
from matinee.newsroom.actions import book_interview, record_interview, unbook_interview
from matinee.newsroom.models import Interview
from matinee.newsroom.queries import free_slots, points_of
from matinee.schedule.models import Screening
from tests.street import make_bill


@pytest.fixture
def screening(edition: Edition) -> Screening:
    make_bill(edition, films=3, programs=2)
    return Screening.objects.order_by("starts_at")[0]


@pytest.fixture
def interview(edition: Edition, screening: Screening) -> Interview:
    film = screening.program.placements.all()[0].film
    return record_interview(
        festival=edition.festival, film=film, edition=edition, interviewer="Sam Low", guests="Ada Ferro", by=None
    )


def test_free_times_keep_clear_of_the_makers_own_screening(interview: Interview, screening: Screening) -> None:
    slots = free_slots(interview)

    ends = screening.starts_at + timedelta(minutes=10 + screening.films_min + screening.qa_min)
    assert len(slots) == 6
    assert all(slot + timedelta(minutes=20) <= screening.starts_at or slot >= ends for slot in slots)
    for slot in slots:
        book_interview(interview=interview, starts_at=slot, place="The foyer", by=None)


def test_interview_never_meets_the_screening_of_its_film(interview: Interview, screening: Screening) -> None:
    with pytest.raises(Conflict, match=r"the screening of “Shorts 1”. Choose one of the free times"):
        book_interview(interview=interview, starts_at=screening.starts_at, place="The foyer", by=None)

    interview.refresh_from_db()
    assert interview.starts_at is None


def test_interviewer_and_place_are_taken_once(interview: Interview, screening: Screening, edition: Edition) -> None:
    slot = free_slots(interview)[0]
    book_interview(interview=interview, starts_at=slot, place="The foyer", by=None)
    other = screening.program.placements.all()[1].film
    second = record_interview(festival=edition.festival, film=other, edition=edition, by=None, interviewer="sam low")
    third = record_interview(festival=edition.festival, film=other, edition=edition, by=None, interviewer="Another")

    assert slot not in free_slots(second)
    with pytest.raises(Conflict, match="Interview about Film 1-0"):
        book_interview(interview=second, starts_at=slot, remote_url="https://call.example/1", by=None)
    with pytest.raises(Conflict, match="Interview about Film 1-0"):
        book_interview(interview=third, starts_at=slot + timedelta(minutes=10), place="the foyer", by=None)
    unbook_interview(interview=interview, by=None)
    assert book_interview(interview=second, starts_at=slot, place="The foyer", by=None).starts_at == slot


def test_an_auditorium_is_taken_by_the_grid(interview: Interview, edition: Edition) -> None:
    other = Screening.objects.order_by("starts_at")[1]

    with pytest.raises(Conflict, match="“Shorts 2” in"):
        book_interview(interview=interview, starts_at=other.starts_at, place=other.auditorium.name.upper(), by=None)


def test_interview_is_somewhere(interview: Interview) -> None:
    with pytest.raises(InvalidInput, match="a place, or the link of a remote call"):
        book_interview(interview=interview, starts_at=free_slots(interview)[0], by=None)


def test_talking_points_are_the_films_own_facts(interview: Interview, edition: Edition) -> None:
    film = interview.film
    assert points_of(film, edition) == [
        "The story, in their words: The story of Film 1-0.",
        "The day: it is the film's Los Angeles premiere.",
    ]

    film.is_first_film, film.school, film.course = True, "Santa Monica College", "Film 33"
    film.save()
    film.sources.create(kind="in_kind", name="A lamp shop", what="forty lamps")
    assert points_of(film, None)[1:] == [
        "A first film by Ada Ferro.",
        "Where it was made: Film 33, Santa Monica College.",
        "Who paid for it and helped: A lamp shop (help in kind, forty lamps).",
    ]
