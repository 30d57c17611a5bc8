"""Waivers of a call's fee: made, turned off and on, with who has used them."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from matinee.entries.actions import change_waiver, make_waiver
from matinee.entries.models import Call
from matinee.entries.queries import terms_now, waivers_of
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput, MatineeError
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.forms import WaiverForm
from matinee.office.entries.views.pages import call_or_404, page
from matinee.web.notices import tell


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def waivers(request: DeskRequest, slug: str) -> HttpResponse:
    """Show a call's waivers with their uses, and make one."""
    found = call_or_404(request, slug)
    categories = [(category.key, category.name) for category in terms_now(found).categories]
    with timezone.override(request.festival.time_zone):
        form = WaiverForm(request.POST or None, categories=categories, initial={"percent": 100, "uses_most": 1})
        if request.method == "POST" and form.is_valid() and _made(request, found, form):
            return redirect("office-call-waivers", request.festival.slug, slug)
        names = dict(categories)
        rows = [(row, [names.get(key, key) for key in row.categories]) for row in waivers_of(found)]
        context = {"call": found, "form": form, "waivers": rows, "tab": "waivers", "is_free": terms_now(found).is_free}
        return page(request, "call_waivers", context, status=400 if form.errors else 200)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def turn_waiver(request: DeskRequest, slug: str, word: str) -> HttpResponse:
    """Turn a waiver off or on; whoever has used it keeps what it gave."""
    found = waivers_of(call_or_404(request, slug)).filter(word=word).first()
    if found is None:
        raise Http404
    change_waiver(waiver=found, by=request.user, is_on=not found.is_on)
    said = _("“%(word)s” works again.") if found.is_on else _("“%(word)s” takes nobody in any more.")
    tell(request, said % {"word": found.word}, undo_url=request.path)
    return redirect("office-call-waivers", request.festival.slug, slug)


def _made(request: DeskRequest, found: Call, form: WaiverForm) -> bool:
    """Make a waiver; a refusal stands beside its field."""
    try:
        made = make_waiver(call=found, by=request.user, **form.cleaned_data)
    except InvalidInput as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.accepted)
        return False
    except MatineeError as refused:
        form.add_error("word", refused.message)
        return False
    tell(request, _("“%(word)s” can be used now.") % {"word": made.word})
    return True
