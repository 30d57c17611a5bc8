"""The writers of the newsroom."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import apply_changes, checked
from matinee.newsroom.models import Article, Interview
from matinee.newsroom.rules import lacks_of_article, lacks_of_interview


@transaction.atomic
def record_interview(*, festival: Festival, film: Film, by: User | None, **fields: Any) -> Interview:  # noqa: ANN401  columns
    """Write an interview down; with ``is_published`` the next release shows it."""
    interview = Interview(festival=festival, film=film, **fields)
    _check_home(festival, interview)
    _check_interview(interview)
    interview.save()
    audit(festival=festival, by=by, verb="record_interview", about=interview)
    return interview


@transaction.atomic
def change_interview(*, interview: Interview, by: User | None, **fields: Any) -> Interview:  # noqa: ANN401  columns
    """Correct an interview, publish it or take it back."""
    changed = apply_changes(interview, fields)
    _check_home(interview.festival, interview)
    _check_interview(interview)
    if changed:
        audit(
            festival=interview.festival,
            by=by,
            verb="change_interview",
            about=interview,
            changed=sorted(changed),
        )
    return interview


@transaction.atomic
def write_article(*, festival: Festival, slug: str, headline: str, by: User | None, **fields: Any) -> Article:  # noqa: ANN401  columns
    """Begin an article; it is a draft until it is published."""
    if Article.objects.filter(festival=festival, slug=slug).exists():
        raise Conflict(f"There is an article “{slug}” already. Choose another short name.")
    article = Article(festival=festival, slug=slug, headline=headline, **fields)
    _check_home(festival, article)
    checked(article)
    article.save()
    audit(festival=festival, by=by, verb="write_article", about=article)
    return article


@transaction.atomic
def change_article(*, article: Article, by: User | None, **fields: Any) -> Article:  # noqa: ANN401  columns
    """Correct an article."""
    changed = apply_changes(article, fields)
    _check_home(article.festival, article)
    if changed:
        audit(festival=article.festival, by=by, verb="change_article", about=article, changed=sorted(changed))
    return article


@transaction.atomic
def publish_article(*, article: Article, by: User | None, at: datetime | None = None) -> Article:
    """Let an article into the next release, from ``at`` on (now, if left out).

    Raises
    ------
    InvalidInput
        It has no headline or no text.
    """
    lacks = lacks_of_article(article)
    if lacks:
        raise InvalidInput(lacks[0], "", "Write it first; an article needs a headline and a text.")
    article.published_at = at or timezone.now()
    article.save(update_fields=["published_at", "changed_at"])
    audit(festival=article.festival, by=by, verb="publish_article", about=article, at=article.published_at)
    return article


@transaction.atomic
def unpublish_article(*, article: Article, by: User | None) -> Article:
    """Take an article back; the next release leaves it out."""
    article.published_at = None
    article.save(update_fields=["published_at", "changed_at"])
    audit(festival=article.festival, by=by, verb="unpublish_article", about=article)
    return article


def _check_home(festival: Festival, row: Interview | Article) -> None:
    """Refuse a film or an edition of another festival."""
    for name in ("film", "edition"):
        thing = getattr(row, name)
        if thing is not None and thing.festival_id != festival.pk:
            raise InvalidInput(name, thing, f"Choose one of {festival}.")


def _check_interview(interview: Interview) -> None:
    checked(interview)
    lacks = lacks_of_interview(interview) if interview.is_published else []
    if lacks:
        raise InvalidInput(
            lacks[0],
            "",
            "An interview needs its words, its video's address, or that it is not in this archive.",
        )
