"""What staff ask of an entry's maker, and what they do where it no longer fits its category."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from matinee.entries.actions import change_categories, excuse_misfit, undo_excuse
from matinee.entries.queries import correction_of, open_correction, terms_for
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.forms import AskForm, CategoriesForm
from matinee.office.entries.views.entry_page import entry_page
from matinee.office.entries.views.pages import entry_or_404
from matinee.web.notices import tell
from matinee.workflows.ask_correction import ask_correction, reopen_correction, take_back_correction
from matinee.workflows.letter_fields import reader_of


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def ask(request: DeskRequest, code: str) -> HttpResponse:
    """Ask the maker to correct something; the letter waits, so that it can be taken back unread."""
    found, form = entry_or_404(request, code), AskForm(request.POST)
    if not form.is_valid():
        return entry_page(request, found, ask_form=form, status=400)
    ask_correction(entry=found, asked=form.cleaned_data["asked"], by=request.user)
    minutes = request.festival.policy.letters_wait_min
    said = _("Asked. The letter goes in %(minutes)d minutes.") % {"minutes": minutes}
    if not reader_of(found).email:
        said = _("Asked. No address is known, so it stands on the entry's page in the lounge alone.")
    tell(request, said, undo_url=reverse("office-entry-ask-close", args=[request.festival.slug, code]))
    return redirect("office-entry", request.festival.slug, code)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def close(request: DeskRequest, code: str) -> HttpResponse:
    """Close what was asked: looked at, or taken back; a letter that has not gone is stopped."""
    found = entry_or_404(request, code)
    correction = open_correction(found)
    if correction is not None:
        take_back_correction(correction=correction, by=request.user)
        said = _("Looked at.") if correction.answered_at else _("Taken back.")
        undo = reverse("office-entry-ask-reopen", args=[request.festival.slug, code, correction.code])
        tell(request, said, undo_url=undo)
    return redirect("office-entry", request.festival.slug, code)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def reopen(request: DeskRequest, code: str, correction: str) -> HttpResponse:
    """Open what was closed (undo)."""
    found, asked = entry_or_404(request, code), correction_of(request.festival, correction)
    if asked is None or asked.entry_id != found.pk:
        raise Http404
    reopen_correction(correction=asked, by=request.user)
    return redirect("office-entry", request.festival.slug, code)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def categories(request: DeskRequest, code: str) -> HttpResponse:
    """Put a sent entry into other categories of its call."""
    found = entry_or_404(request, code)
    form = CategoriesForm(request.POST, terms=terms_for(found), chosen=found.categories)
    if form.is_valid():
        try:
            change_categories(entry=found, categories=form.cleaned_data["categories"], by=request.user)
        except InvalidInput as refused:
            form.add_error("categories", refused.accepted)
        else:
            tell(request, _("It stands in %(names)s now.") % {"names": ", ".join(found.categories)})
            return redirect("office-entry", request.festival.slug, code)
    return entry_page(request, found, categories_form=form, status=400)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def excuse(request: DeskRequest, code: str) -> HttpResponse:
    """Let an entry stay in a category that it does not fit."""
    excuse_misfit(entry=entry_or_404(request, code), by=request.user)
    undo = reverse("office-entry-excuse-undo", args=[request.festival.slug, code])
    tell(request, _("It stays in its category."), undo_url=undo)
    return redirect("office-entry", request.festival.slug, code)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def undo(request: DeskRequest, code: str) -> HttpResponse:
    """Look at the category again (undo)."""
    undo_excuse(entry=entry_or_404(request, code), by=request.user)
    return redirect("office-entry", request.festival.slug, code)
