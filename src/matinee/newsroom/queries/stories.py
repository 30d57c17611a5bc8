"""Reads: articles and interviews, all of them or those the public sees."""

from datetime import datetime

from django.db.models import QuerySet

from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.films.queries import directors_of, place_of
from matinee.films.rules import premiere_of, premiere_words
from matinee.films.rules.captions import Cue, cues_of
from matinee.films.states import Premiere
from matinee.newsroom.models import Article, Interview, InterviewCaption, PullQuote
from matinee.newsroom.rules import Paragraph, paragraphs_of, talking_points


def articles_of(festival: Festival) -> QuerySet[Article]:
    """Return every article, drafts too."""
    return Article.objects.filter(festival=festival).select_related("edition", "film").prefetch_related("corrections")


def published_articles(festival: Festival, now: datetime) -> QuerySet[Article]:
    """Return the articles whose time has come, the newest first."""
    return articles_of(festival).filter(published_at__lte=now)


def articles_due(festival: Festival, now: datetime) -> list[str]:
    """Return the short names of the articles that the public should find now."""
    return list(published_articles(festival, now).values_list("slug", flat=True))


def interviews_of(festival: Festival) -> QuerySet[Interview]:
    """Return every interview, unpublished too."""
    rows = Interview.objects.filter(festival=festival).select_related("film", "edition")
    return rows.prefetch_related("captions", "quotes")


def interview_of(festival: Festival, code: str) -> Interview | None:
    """Return one interview of this festival, with its captions and quotes."""
    return interviews_of(festival).select_related("festival").filter(code=code).first()


def public_interviews(film: Film) -> QuerySet[Interview]:
    """Return the interviews about a film that the public sees."""
    return Interview.objects.filter(film=film, is_published=True).prefetch_related("captions", "quotes")


def caption_in(interview: Interview, language: str) -> InterviewCaption | None:
    """Return an interview's captions in one language."""
    return next((row for row in interview.captions.all() if row.language == language), None)


def cues_in(interview: Interview) -> list[Cue]:
    """Return what is said in an interview: its captions in the language spoken, or those it has."""
    rows = list(interview.captions.all())
    spoken = next((row for row in rows if row.language == interview.language), rows[0] if rows else None)
    return cues_of(spoken.text.encode()) if spoken else []


def transcript_of(interview: Interview) -> list[Paragraph]:
    """Return an interview's transcript; nothing where it has no captions."""
    return paragraphs_of(cues_in(interview))


def quotes_about(festival: Festival, film: Film | None) -> QuerySet[PullQuote]:
    """Return the pull quotes that an article about a film may use; without a film none."""
    rows = PullQuote.objects.filter(interview__festival=festival).select_related("interview__film")
    return rows.filter(interview__film=film) if film else rows.none()


def points_of(film: Film, edition: Edition | None) -> list[str]:
    """Return what a film's facts give an interviewer to ask about."""
    names = directors_of(film)
    return talking_points(film, directors=names, sources=film.sources.all(), premiere=premiere_at(film, edition))


def premiere_at(film: Film, edition: Edition | None) -> str:
    """Return a film's computed premiere at an edition in words; without any record of showings nothing is claimed."""
    showings = list(film.showings.all())
    if edition is None or not showings:
        return ""
    place, day = place_of(edition.festival), edition.starts_on or edition.month
    rung = premiere_of(showings, place=place, on=day, origins=film.countries)
    return "" if rung in {Premiere.NONE, Premiere.UNKNOWN} else premiere_words(rung, place)
