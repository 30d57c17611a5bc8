"""The newsroom desk: articles."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.kit.errors import Conflict, InvalidInput
from matinee.newsroom.actions import change_article, publish_article, unpublish_article, write_article
from matinee.newsroom.models import Article
from matinee.newsroom.queries import articles_of
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.forms import ArticleForm, say_refusal
from matinee.web.notices import tell, tell_trouble


@desk(Permission.TELL)
@require_safe
def articles(request: DeskRequest) -> HttpResponse:
    """Show all articles, drafts first."""
    rows = sorted(articles_of(request.festival), key=lambda row: row.published_at is not None)
    return render(request, "office/newsroom/articles.html", {"festival": request.festival, "articles": rows})


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def new_article(request: DeskRequest) -> HttpResponse:
    """Begin an article."""
    form = ArticleForm(request.festival, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            article = write_article(festival=request.festival, by=request.user, **form.cleaned_data)
        except (InvalidInput, Conflict) as error:
            say_refusal(form, error)
        else:
            tell(request, _("The draft is saved."))
            return redirect("office-newsroom-article", request.festival.slug, article.code)
    return _editor(request, form, None)


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def article(request: DeskRequest, code: str) -> HttpResponse:
    """Show and change an article."""
    row = _article_or_404(request, code)
    form = ArticleForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_article(article=row, by=request.user, **form.cleaned_data)
        except (InvalidInput, Conflict) as error:
            say_refusal(form, error)
        else:
            tell(request, _("Saved. The public reads it with the next release."))
            return redirect("office-newsroom-article", request.festival.slug, row.code)
    return _editor(request, form, row)


@desk(Permission.TELL)
@require_POST
def preview(request: DeskRequest) -> HttpResponse:
    """Show the typed text as it will be read."""
    told = {name: request.POST.get(name, "") for name in ("headline", "standfirst", "body")}
    name = "preview" if request.headers.get("HX-Request") else "preview_page"
    return render(request, f"office/newsroom/{name}.html", told | {"festival": request.festival})


@desk(Permission.TELL)
@require_POST
def publish(request: DeskRequest, code: str) -> HttpResponse:
    """Let an article into the next release."""
    row = _article_or_404(request, code)
    try:
        publish_article(article=row, by=request.user)
    except InvalidInput as error:
        tell_trouble(request, error.accepted)
    else:
        undo = reverse("office-newsroom-unpublish", args=[request.festival.slug, row.code])
        tell(request, _("“%(headline)s” goes public with the next release.") % {"headline": row}, undo_url=undo)
    return redirect("office-newsroom-article", request.festival.slug, row.code)


@desk(Permission.TELL)
@require_POST
def unpublish(request: DeskRequest, code: str) -> HttpResponse:
    """Take an article out of the next release."""
    row = unpublish_article(article=_article_or_404(request, code), by=request.user)
    tell(request, _("“%(headline)s” is a draft again; the next release leaves it out.") % {"headline": row})
    return redirect("office-newsroom-article", request.festival.slug, row.code)


def film_choices(request: DeskRequest) -> list[tuple[str, str]]:
    """Return what the film field offers: short names and titles."""
    return list(Film.objects.filter(festival=request.festival).values_list("slug", "title"))


def _editor(request: DeskRequest, form: ArticleForm, row: Article | None) -> HttpResponse:
    context = {"festival": request.festival, "form": form, "article": row, "films": film_choices(request)}
    return render(request, "office/newsroom/article.html", context)


def _article_or_404(request: DeskRequest, code: str) -> Article:
    row = articles_of(request.festival).select_related("festival").filter(code=code).first()
    if row is None:
        raise Http404
    return row
