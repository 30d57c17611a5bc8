"""The newsroom desk: where a film's money and help came from."""

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matinee.accounts.models import User
from matinee.festival.states import Permission
from matinee.films.models import Film
from matinee.funding.actions import change_source, record_source, remove_source
from matinee.funding.models import Source
from matinee.funding.queries import sources_of
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.forms import SourceForm, SourceFormSet, say_refusal, source_initial
from matinee.web.notices import tell

PAGE = 60


@desk(Permission.TELL)
@require_safe
def films(request: DeskRequest) -> HttpResponse:
    """Show the films with how many sources each names."""
    rows = Film.objects.filter(festival=request.festival).annotate(known=Count("sources")).order_by("title", "pk")
    words = request.GET.get("q", "").strip()
    if words:
        rows = rows.filter(title__icontains=words)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "office/newsroom/films.html", {"festival": request.festival, "page": page, "words": words})


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def film_sources(request: DeskRequest, film: str) -> HttpResponse:
    """Show and change a film's sources."""
    row = Film.objects.filter(festival=request.festival, slug=film).first()
    if row is None:
        raise Http404
    known = list(sources_of(row))
    forms = SourceFormSet(request.POST or None, initial=[source_initial(source) for source in known])
    if request.method == "POST" and forms.is_valid() and _written(list(forms), known, row, request.user):
        tell(request, _("The sources of “%(film)s” are saved.") % {"film": row})
        return redirect("office-newsroom-sources", request.festival.slug, row.slug)
    return render(request, "office/newsroom/sources.html", {"festival": request.festival, "film": row, "forms": forms})


def _written(forms: list[SourceForm], known: list[Source], film: Film, by: User) -> bool:
    """Write every changed row, or none; tell whether it went well."""
    at_work = forms[0] if forms else None
    try:
        with transaction.atomic():
            for number, form in enumerate(forms):
                at_work = form
                _write_one(form, known[number] if number < len(known) else None, film, by)
    except InvalidInput as error:
        if at_work is not None:
            say_refusal(at_work, error)
        return False
    return True


def _write_one(form: SourceForm, source: Source | None, film: Film, by: User) -> None:
    if not form.has_changed():
        return
    if source is not None and form.cleaned_data.get("DELETE"):
        remove_source(source=source, by=by)
    elif source is not None:
        change_source(source=source, by=by, **form.fields_for_action())
    elif not form.cleaned_data.get("DELETE"):
        record_source(film=film, by=by, **form.fields_for_action())
