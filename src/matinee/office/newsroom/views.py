"""The newsroom desk: articles."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput
from matinee.marquee.telling import renew
from matinee.newsroom.actions import change_article, correct_article, write_article
from matinee.newsroom.models import Article
from matinee.newsroom.queries import articles_of, coverage_of, quotes_about
from matinee.newsroom.rules.compose import by_hand, standings
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.forms import ArticleForm, film_named, is_public, say_refusal
from matinee.web.notices import tell


@desk(Permission.TELL)
@require_safe
def articles(request: DeskRequest) -> HttpResponse:
    """Show all articles, drafts first."""
    rows = sorted(articles_of(request.festival), key=lambda row: row.published_at is not None)
    context = {"festival": request.festival, "articles": rows, "now": timezone.now()}
    return render(request, "office/newsroom/articles.html", context)


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def new_article(request: DeskRequest) -> HttpResponse:
    """Begin an article."""
    form = ArticleForm(request.festival, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            article = write_article(festival=request.festival, by=request.user, **form.fields_for_action())
        except (InvalidInput, Conflict) as error:
            say_refusal(form, error)
        else:
            tell(request, _("The draft is saved."))
            return redirect("office-newsroom-article", request.festival.slug, article.code)
    return _editor(request, form, None)


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def article(request: DeskRequest, code: str) -> HttpResponse:
    """Show and change an article; with a note, correct it in public."""
    row = article_or_404(request, code)
    form = ArticleForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, row, form)
        except (InvalidInput, Conflict) as error:
            say_refusal(form, error)
        else:
            return redirect("office-newsroom-article", request.festival.slug, row.code)
    return _editor(request, form, row)


def _save(request: DeskRequest, row: Article, form: ArticleForm) -> None:
    """Keep what was typed, with its note where there is one."""
    note, seen = form.cleaned_data.get("note", ""), form.cleaned_data["seen"]
    if note:
        correct_article(article=row, note=note, by=request.user, seen=seen, **form.fields_for_action())
        tell(request, _("Corrected; readers see the text and the note in a moment."))
    else:
        change_article(article=row, by=request.user, seen=seen, **form.fields_for_action())
        tell(request, _("Saved; readers see it in a moment.") if is_public(row) else _("Saved."))
    if is_public(row):
        renew_site(request)


def renew_site(request: DeskRequest) -> None:
    """Have the festival's own pages drawn anew, once everything is written."""
    ids = (request.festival.pk, request.user.pk)
    transaction.on_commit(lambda: renew.enqueue(*ids))


@desk(Permission.TELL)
@require_POST
def preview(request: DeskRequest) -> HttpResponse:
    """Show the typed text as it will be read."""
    told: dict[str, Any] = {name: request.POST.get(name, "") for name in ("headline", "standfirst", "body", "byline")}
    told["film"] = film_named(request.festival, request.POST.get("film", ""))
    told["words"] = len(told["body"].split())
    name = "preview" if request.headers.get("HX-Request") else "preview_page"
    return render(request, f"office/newsroom/{name}.html", told | {"festival": request.festival})


def film_choices(request: DeskRequest) -> list[str]:
    """Return what the film field offers: titles, and short names where two films have the same title."""
    films = list(Film.objects.filter(festival=request.festival).values_list("slug", "title"))
    often = Counter(title.casefold() for _slug, title in films)
    return [title if often[title.casefold()] == 1 else slug for slug, title in films]


def article_or_404(request: DeskRequest, code: str) -> Article:
    """Return an article of this festival."""
    row = articles_of(request.festival).select_related("festival").filter(code=code).first()
    if row is None:
        raise Http404
    return row


def _editor(request: DeskRequest, form: ArticleForm, row: Article | None) -> HttpResponse:
    context = {"festival": request.festival, "form": form, "article": row, "films": film_choices(request)}
    context |= {"now": timezone.now(), "quotes": quotes_about(request.festival, row.film if row else None)}
    if row is not None:
        context |= _sources(row)
    return render(request, "office/newsroom/article.html", context)


def _sources(row: Article) -> dict[str, Any]:
    """Return where an article's sentences come from, as far as it was composed."""
    if not row.trace or row.edition is None:
        return {}
    with translation.override(row.festival.language):
        facts = coverage_of(row.edition).facts
    told = standings(row.trace, f"{row.headline}\n\n{row.standfirst}\n\n{row.body}", facts)
    kept = [one for one in told if one.is_there]
    return {
        "standings": told,
        "kept": len(kept),
        "untrue": [one for one in kept if not one.is_true],
        "by_hand": by_hand(row.trace, row.body),
    }
