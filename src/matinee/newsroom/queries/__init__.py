"""Reads of the newsroom: articles, interviews, when one can be, what a day's record says."""

from matinee.newsroom.queries.booking import booked_interviews, commitments_of, film_screenings, free_slots
from matinee.newsroom.queries.coverage import coverage_of
from matinee.newsroom.queries.handouts import handout_of, handouts_of, public_handouts
from matinee.newsroom.queries.stories import (
    articles_due,
    articles_of,
    caption_in,
    cues_in,
    interview_of,
    interviews_of,
    points_of,
    public_interviews,
    published_articles,
    quotes_about,
    transcript_of,
)

__all__ = [
    "articles_due",
    "articles_of",
    "booked_interviews",
    "caption_in",
    "commitments_of",
    "coverage_of",
    "cues_in",
    "film_screenings",
    "free_slots",
    "handout_of",
    "handouts_of",
    "interview_of",
    "interviews_of",
    "points_of",
    "public_handouts",
    "public_interviews",
    "published_articles",
    "quotes_about",
    "transcript_of",
]
