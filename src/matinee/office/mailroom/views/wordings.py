"""The words of letters: ours and the festival's own, shown on a real entry before they are used."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.entries.models import Entry
from matinee.entries.queries import entries_visible_to, matching
from matinee.festival.states import Permission
from matinee.kit.codes import new_code
from matinee.kit.errors import InvalidInput
from matinee.mailroom.actions import post_letter, reset_wording, write_wording
from matinee.mailroom.letters import LANGUAGES, OCCASIONS, Occasion, Wording, check_wording, wording_for
from matinee.mailroom.queries import own_wordings, versions_of
from matinee.office.access import DeskRequest, desk
from matinee.office.mailroom.forms import WordingForm
from matinee.web.notices import tell
from matinee.workflows.preview_letter import preview_letter, values_for

FOUND_MOST = 8


@desk(Permission.MANAGE_FESTIVAL)
@require_safe
def wordings(request: DeskRequest) -> HttpResponse:
    """Show every occasion with its wordings in every language."""
    own = own_wordings(request.festival)
    rows = [
        (occasion, [(language, own.get((occasion.key, language))) for language in LANGUAGES])
        for occasion in OCCASIONS.values()
    ]
    return render(request, "office/mailroom/wordings.html", {"festival": request.festival, "rows": rows})


@desk(Permission.MANAGE_FESTIVAL)
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Show a wording with what a letter of it looks like, and keep what was written."""
    occasion = _occasion_or_404(key, language)
    current = wording_for(key, language, request.festival)
    form = WordingForm(request.POST or None, initial=_shown_first(request, current))
    if request.method == "POST" and form.is_valid() and _is_fit(form, key) and "preview" not in request.POST:
        said = form.cleaned_data
        kept = write_wording(festival=request.festival, key=key, language=language, by=request.user, **said)
        tell(request, _("Letters are written with these words from now on.") if kept else _("Nothing has changed."))
        return redirect("office-wording", request.festival.slug, key, language)
    typed = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    entry, others = _entry_asked(request)
    words = Wording(language, typed["subject"], typed["body"], current.number)
    context = {
        "festival": request.festival,
        "occasion": occasion,
        "language": language,
        "languages": LANGUAGES,
        "current": current,
        "form": form,
        "entry": entry,
        "others": others,
        "shown": preview_letter(festival=request.festival, key=key, language=language, entry=entry, wording=words),
        "versions": list(versions_of(request.festival, key, language)),
    }
    return render(request, "office/mailroom/wording.html", context, status=400 if form.errors else 200)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def reset(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Go back to our words; the festival's own stay among the versions."""
    _occasion_or_404(key, language)
    reset_wording(festival=request.festival, key=key, language=language, by=request.user)
    tell(request, _("Letters are written with our words again. Yours are kept below."))
    return redirect("office-wording", request.festival.slug, key, language)


@desk(Permission.MANAGE_FESTIVAL)
@require_POST
def test(request: DeskRequest, key: str, language: str) -> HttpResponse:
    """Send the wording that is in use to oneself, filled in for the entry that is shown."""
    _occasion_or_404(key, language)
    entry, _others = _entry_asked(request)
    values = values_for(festival=request.festival, key=key, language=language, entry=entry)
    letter = post_letter(
        festival=request.festival,
        key=f"test:{new_code()}",
        template=key,
        to_email=request.user.email,
        context=values,
        by=request.user,
        language=language,
        is_test=True,
    )
    tell(request, _("A test is on its way to %(email)s.") % {"email": letter.to_email})
    return redirect("office-wording", request.festival.slug, key, language)


def _occasion_or_404(key: str, language: str) -> Occasion:
    """Return an occasion that has a wording in this language."""
    if key not in OCCASIONS or language not in LANGUAGES:
        raise Http404
    return OCCASIONS[key]


def _is_fit(form: WordingForm, key: str) -> bool:
    """Tell whether a wording can be used; what cannot be is told at its field."""
    try:
        check_wording(key, form.cleaned_data["subject"], form.cleaned_data["body"])
    except InvalidInput as refusal:
        form.add_error(refusal.field, f"{refusal.value}: {refusal.accepted}")
        return False
    return True


def _shown_first(request: DeskRequest, current: Wording) -> dict[str, str]:
    """Return what stands in the form: the wording in use, or an earlier version that was asked for."""
    number = request.GET.get("version", "")
    if number.isascii() and number.isdecimal() and len(number) < 9:  # noqa: PLR2004  a column's width
        match = request.resolver_match
        kwargs = match.kwargs if match else {}
        rows = versions_of(request.festival, kwargs.get("key", ""), kwargs.get("language", ""))
        found = rows.filter(number=int(number), is_ours=False).first()
        if found is not None:
            return {"subject": found.subject, "body": found.body}
    return {"subject": current.subject, "body": current.body}


def _entry_asked(request: DeskRequest) -> tuple[Entry | None, list[Entry]]:
    """Return the entry that the address names or its search finds, and others that the search finds."""
    asked = request.POST if request.method == "POST" else request.GET
    pool = entries_visible_to(request.user, request.festival)
    pool = pool.select_related("film", "call", "sender", "festival__policy")
    text = asked.get("film", "").strip()[:100]
    named = pool.filter(code=asked.get("entry", "")).first()
    found = list((matching(pool, text) if text else pool).order_by("-sent_at", "-pk")[:FOUND_MOST])
    chosen = named or (found[0] if found else None)
    return chosen, [one for one in found if one != chosen] if text else []
