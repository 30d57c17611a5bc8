"""Writing, composing, publishing and correcting articles."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.festival.models import Edition, Festival
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.rows import apply_changes, checked
from matinee.kit.text import free_slug, slug_of
from matinee.newsroom.actions.homes import check_home
from matinee.newsroom.models import Article, Correction
from matinee.newsroom.queries import coverage_of
from matinee.newsroom.rules import lacks_of_article
from matinee.newsroom.rules.compose import composed, hooks_of, trace_of

OVERTAKEN = (
    "Somebody saved this article while you wrote. Your text is still here: copy what you changed, open the article"
    " anew and put it in."
)


@transaction.atomic
def write_article(*, festival: Festival, slug: str, headline: str, by: User | None, **fields: Any) -> Article:  # noqa: ANN401  columns
    """Begin an article; it is a draft until it is published."""
    if Article.objects.filter(festival=festival, slug=slug).exists():
        raise Conflict(f"There is an article “{slug}” already. Choose another short name.")
    article = Article(festival=festival, slug=slug, headline=headline, **fields)
    check_home(festival, article)
    checked(article)
    article.save()
    audit(festival=festival, by=by, verb="write_article", about=article)
    return article


@transaction.atomic
def compose_article(
    *, edition: Edition, hook: str, films: Sequence[str], by: User | None, **fields: Any  # noqa: ANN401  columns
) -> Article:  # fmt: skip
    """Begin an article as the coverage of a day, drafted from what is on record; every sentence keeps its facts.

    ``hook`` is the key of one of ``hooks_of``, ``films`` the short names of those told at length. ``fields`` override
    what is composed: a headline of one's own, a byline, a slug.

    Raises
    ------
    InvalidInput
        Nothing is on record for this hook (any more).
    """
    with translation.override(edition.festival.language):
        coverage = coverage_of(edition)
        found = next((one for one in hooks_of(coverage) if one.key == hook), None)
        if found is None:
            raise InvalidInput("hook", hook, "Choose one of the hooks that the record of this day carries.")
        draft = composed(coverage, found, [slug for slug in coverage.films if slug in films])
    told = {
        "headline": draft.headline.text[:200] if draft.headline else edition.title,
        "standfirst": draft.standfirst.text[:400] if draft.standfirst else "",
    } | fields
    festival = edition.festival
    taken = set(Article.objects.filter(festival=festival).values_list("slug", flat=True))
    slug = told.pop("slug", "") or free_slug(slug_of(told["headline"], f"{edition.slug}-coverage"), taken)
    film = Film.objects.filter(festival=festival, slug=found.film).first() if found.film else None
    return write_article(
        festival=festival, slug=slug, by=by, edition=edition, film=film, body=draft.body, trace=trace_of(draft), **told
    )


@transaction.atomic
def change_article(*, article: Article, by: User | None, seen: int | None = None, **fields: Any) -> Article:  # noqa: ANN401  columns
    """Change an article; with ``seen``, the version that was worked on, nobody's words are overwritten.

    Raises
    ------
    Conflict
        Somebody else saved it meanwhile.
    """
    found = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if seen is not None and found.version != seen:
        raise Conflict(OVERTAKEN)
    changed = apply_changes(article, fields)
    check_home(article.festival, article)
    if changed:
        article.version = found.version + 1
        article.save(update_fields=["version", "changed_at"])
        audit(festival=article.festival, by=by, verb="change_article", about=article, changed=sorted(changed))
    return article


@transaction.atomic
def correct_article(
    *, article: Article, note: str, by: User | None, seen: int | None = None, **fields: Any  # noqa: ANN401  columns
) -> Correction:  # fmt: skip
    """Change a published article and say so under it, for good: what was wrong, and what is right.

    Raises
    ------
    InvalidInput
        No note, or the article is not public yet (then there is nothing to correct, only to write).
    """
    if not note.strip():
        raise InvalidInput("note", note, "Say what was wrong and what is right; readers see it under the article.")
    if article.published_at is None or article.published_at > timezone.now():
        raise InvalidInput("note", note, "This article is not public yet: change it, no note is needed.")
    change_article(article=article, by=by, seen=seen, **fields)
    correction = Correction(article=article, note=note.strip(), by=by)
    checked(correction)
    correction.save()
    audit(festival=article.festival, by=by, verb="correct_article", about=article, note=correction.note[:300])
    return correction


@transaction.atomic
def publish_article(*, article: Article, by: User | None, at: datetime | None = None) -> Article:
    """Let an article go public at ``at`` (now, if left out); the clock renews the site when it is due.

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
    """Take an article back; the next renewal of the site leaves it out."""
    article.published_at = None
    article.save(update_fields=["published_at", "changed_at"])
    audit(festival=article.festival, by=by, verb="unpublish_article", about=article)
    return article
