"""The newsroom desk: pull quotes, taken from an interview."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput
from matinee.newsroom.actions import remove_quote, take_quote
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.interviews import interview_or_404
from matinee.web.notices import tell, tell_trouble


@desk(Permission.TELL)
@require_POST
def take(request: DeskRequest, code: str) -> HttpResponse:
    """Keep words that were said as a pull quote."""
    row = interview_or_404(request, code)
    text, speaker = request.POST.get("text", ""), request.POST.get("speaker", "")
    try:
        take_quote(interview=row, text=text, speaker=speaker, by=request.user)
    except InvalidInput as refusal:
        tell_trouble(request, refusal.accepted)
    else:
        tell(request, _("The quote is kept. It can be put into an article about this film."))
    return redirect("office-newsroom-interview", request.festival.slug, row.code)


@desk(Permission.TELL)
@require_POST
def drop(request: DeskRequest, code: str, quote: str) -> HttpResponse:
    """Take a pull quote away."""
    row = interview_or_404(request, code)
    found = row.quotes.filter(code=quote).first()
    if found is None:
        raise Http404
    remove_quote(quote=found, by=request.user)
    tell(request, _("The quote is gone."))
    return redirect("office-newsroom-interview", request.festival.slug, row.code)
