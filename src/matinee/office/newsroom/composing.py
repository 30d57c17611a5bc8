"""The newsroom desk: composing the coverage of a day from its record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from matinee.festival.models import Edition
from matinee.festival.queries import editions_of, upcoming_editions
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput
from matinee.newsroom.actions import compose_article
from matinee.newsroom.queries import coverage_of
from matinee.newsroom.rules.compose import Coverage, composed, hooks_of, telling_films
from matinee.office.access import DeskRequest, desk
from matinee.web.notices import tell, tell_trouble


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: DeskRequest) -> HttpResponse:
    """Show what a day's record carries and the draft of it; on request keep the draft as an article."""
    editions = list(editions_of(request.festival))
    asked = request.POST or request.GET
    edition = next((row for row in editions if row.slug == asked.get("edition")), None)
    if request.method == "POST" and edition is not None:
        kept = _kept(request, edition)
        if kept is not None:
            return kept
    offered = edition or upcoming_editions(request.festival).first()
    context: dict[str, Any] = {
        "festival": request.festival,
        "editions": editions,
        "edition": edition,
        "offered": offered,
    }
    if edition is not None:
        context |= _drafted(request, edition)
    name = "composed" if request.headers.get("HX-Request") and edition else "compose"
    return render(request, f"office/newsroom/{name}.html", context)


def _kept(request: DeskRequest, edition: Edition) -> HttpResponse | None:
    """Keep the draft and open it, or say why that cannot be."""
    hook, films = request.POST.get("hook", ""), request.POST.getlist("films")
    try:
        row = compose_article(edition=edition, hook=hook, films=films, by=request.user)
    except InvalidInput as error:
        tell_trouble(request, error.accepted)
        return None
    tell(request, _("The draft is composed. Every sentence names its facts below; write on from here."))
    return redirect("office-newsroom-article", request.festival.slug, row.code)


def _drafted(request: DeskRequest, edition: Edition) -> dict[str, Any]:
    """Return the hooks, the films, what is chosen, and the draft of it with numbered facts."""
    with translation.override(request.festival.language):
        coverage = coverage_of(edition)
        hooks = hooks_of(coverage)
        chosen = next((hook for hook in hooks if hook.key == request.GET.get("hook")), hooks[0] if hooks else None)
        films = request.GET.getlist("films") if "hook" in request.GET else telling_films(coverage)
        draft = composed(coverage, chosen, [slug for slug in coverage.films if slug in films])
    return {
        "hooks": hooks, "hook": chosen, "draft": draft, "chosen": films, "films": _titles(coverage),
        "counts": {"sentences": sum(len(b.passages) for b in draft.blocks), "facts": len(coverage.facts)},
    }  # fmt: skip


def _titles(coverage: Coverage) -> list[tuple[str, str]]:
    return [(slug, title.value) for slug in coverage.films if (title := coverage.film(slug, "title"))]
