"""What a call asks and costs: the editor, its versions, the preview, a copy."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from matinee.entries.actions import open_call, revise_terms
from matinee.entries.models import Call, CallTerms
from matinee.entries.queries import identity_sums, terms_now, terms_of, versions_of
from matinee.entries.rules.differences import differences
from matinee.entries.rules.terms import Terms
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput, MatineeError
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.forms import CopyForm
from matinee.office.entries.term_editor import BASICS, Editor
from matinee.office.entries.views.pages import call_or_404, page
from matinee.programming.queries import strands_of
from matinee.web.asked import QuestionsForm
from matinee.web.notices import tell
from matinee.web.prices import price_table


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: DeskRequest, slug: str) -> HttpResponse:
    """Edit what a call asks; saving makes a new version, under which entries from now on are sent."""
    found = call_or_404(request, slug)
    strands = [(strand.slug, strand.title) for strand in strands_of(request.festival)]
    with timezone.override(request.festival.time_zone):
        editor = Editor(terms_now(found), strands)
        if request.method != "POST":
            return _editor_page(request, found, editor)
        if {"add", "remove", "up"} & set(request.POST):
            editor.press(request.POST)
            return _editor_page(request, found, editor)
        if editor.read(request.POST) and _revised(request, found, editor):
            return redirect("office-call-versions", request.festival.slug, slug)
        return _editor_page(request, found, editor, status=400)


@desk(Permission.SEE_ENTRIES)
@require_safe
def versions(request: DeskRequest, slug: str) -> HttpResponse:
    """Show every version with what changed in it, and how many entries stand under it."""
    found = call_or_404(request, slug)
    rows = list(versions_of(found))
    told = [(row, _changes(row, rows[at + 1 :])) for at, row in enumerate(rows)]
    context = {"call": found, "versions": told, "sums": identity_sums(found), "tab": "versions"}
    return page(request, "call_versions", context)


@desk(Permission.SEE_ENTRIES)
@require_safe
def preview(request: DeskRequest, slug: str) -> HttpResponse:
    """Show a version as filmmakers read it: the newest, or the one that is asked for."""
    found = call_or_404(request, slug)
    shown = _shown(request, found)
    context = {"call": found, "tab": "preview", "host": request.festival, "asked": QuestionsForm(terms=shown)}
    return page(request, "call_preview", context | price_table(shown, timezone.now()))


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: DeskRequest, slug: str) -> HttpResponse:
    """Open a call like this one under another name, closed until its own dates are right."""
    found = call_or_404(request, slug)
    form = CopyForm(request.POST or None, initial={"title": found.title, "slug": ""})
    if request.method == "POST" and form.is_valid():
        said = {name: getattr(found, name) for name in ("kind", "opens_at", "closes_at")} | form.cleaned_data
        asked = terms_now(found)
        try:
            made = open_call(festival=request.festival, by=request.user, terms=asked, is_open=False, **said)
        except MatineeError as refused:
            form.add_error(None, refused.message)
        else:
            tell(request, _("“%(call)s” is a copy, and closed: look at its dates, then open it.") % {"call": made})
            return redirect("office-call", request.festival.slug, made.slug)
    return page(request, "call_copy", {"call": found, "form": form, "tab": "copy"}, status=400 if form.errors else 200)


def _revised(request: DeskRequest, found: Call, editor: Editor) -> bool:
    """Make the new version; a refusal stands in its section of the editor."""
    try:
        version = revise_terms(call=found, terms=editor.terms(), by=request.user)
    except InvalidInput as refused:
        section = editor.rows.get(refused.field)
        form = section[-1] if section else editor.basics
        said = f"{refused.value}: {refused.accepted}" if section else refused.accepted
        form.add_error(refused.field if refused.field in BASICS and not section else None, said)
        return False
    said = _("Saved as version %(number)d. Entries already sent keep theirs.") % {"number": version.number}
    tell(request, said)
    return True


def _editor_page(request: DeskRequest, found: Call, editor: Editor, status: int = 200) -> HttpResponse:
    context = {"call": found, "editor": editor, "tab": "terms", "has_errors": status != 200}  # noqa: PLR2004  HTTP
    return page(request, "call_terms", context, status=status)


def _shown(request: DeskRequest, found: Call) -> Terms:
    """Return the terms of the version that the address asks for."""
    number = request.GET.get("version", "")
    if not number:
        return terms_now(found)
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0  # noqa: PLR2004
    version = versions_of(found).filter(number=wanted).first()
    if version is None:
        raise Http404
    return terms_of(version)


def _changes(row: CallTerms, earlier: list[CallTerms]) -> list[str]:
    """Return what a version changed of the one before."""
    return differences(terms_of(earlier[0]), terms_of(row)) if earlier else []
