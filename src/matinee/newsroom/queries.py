"""Reads: articles and interviews, all of them or those the public sees."""

from datetime import datetime

from django.db.models import QuerySet

from matinee.festival.models import Festival
from matinee.newsroom.models import Article, Interview


def articles_of(festival: Festival) -> QuerySet[Article]:
    """Return every article, drafts too."""
    return Article.objects.filter(festival=festival).select_related("edition", "film")


def published_articles(festival: Festival, now: datetime) -> QuerySet[Article]:
    """Return the articles whose time has come, the newest first."""
    return articles_of(festival).filter(published_at__lte=now)


def interviews_of(festival: Festival) -> QuerySet[Interview]:
    """Return every interview, unpublished too."""
    return Interview.objects.filter(festival=festival).select_related("film", "edition")
