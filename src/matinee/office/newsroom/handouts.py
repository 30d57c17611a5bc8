"""The newsroom desk: booklets and press kits, made in the background and shown with the release."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.queries import editions_of
from matinee.festival.states import Permission
from matinee.kit.errors import Conflict, InvalidInput
from matinee.kit.signing import media_address
from matinee.marquee.handouts.making import digest_of, facts_now
from matinee.marquee.handouts.tasks import handout_progress, make_handout
from matinee.newsroom.actions import ask_handout, note_handout_work, remove_handout, show_handout
from matinee.newsroom.models import Handout, HandoutKind
from matinee.newsroom.queries import handout_of, handouts_of
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.newsroom.handout_forms import BookletForm, PressKitForm
from matinee.web.notices import tell, tell_trouble


@dataclass(frozen=True, slots=True)
class Row:
    """A handout as the desk shows it: where its file is, and whether it tells old news."""

    handout: Handout
    href: str
    is_old: bool


@desk(Permission.TELL)
@require_safe
def handouts(request: DeskRequest) -> HttpResponse:
    """Show the editions, to choose whose booklet and press kits are wanted."""
    made = Handout.objects.filter(edition__festival=request.festival).exclude(file="")
    known = [row.edition_id for row in made]
    rows = [(edition, known.count(edition.pk)) for edition in editions_of(request.festival)]
    return render(request, "office/newsroom/handouts.html", {"festival": request.festival, "rows": rows})


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_handouts(request: DeskRequest, edition: str) -> HttpResponse:
    """Show an edition's handouts; begin to make one."""
    found = edition_or_404(request.festival, edition)
    is_kit = "make_kit" in request.POST
    booklet = BookletForm.of(found, None if is_kit else request.POST or None)
    kit = PressKitForm(found, request.POST if is_kit else None)
    form = kit if is_kit else booklet
    if request.method == "POST" and form.is_valid():
        kind = HandoutKind.PRESS_KIT if is_kit else HandoutKind.BOOKLET
        try:
            handout = ask_handout(edition=found, kind=kind, by=request.user, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return _begun(request, handout)
    return _page(request, found, booklet, kit)


@desk(Permission.TELL)
@require_POST
def again(request: DeskRequest, code: str) -> HttpResponse:
    """Make a handout anew, as it was wanted before."""
    return _begun(request, _handout_or_404(request, code))


@desk(Permission.TELL)
@require_safe
def work(request: DeskRequest, code: str) -> HttpResponse:
    """Show how far the making is; once it is done, go back to the edition."""
    handout = _handout_or_404(request, code)
    target = reverse("office-newsroom-edition-handouts", args=[request.festival.slug, handout.edition.slug])
    progress = handout_progress(handout.result, handout) if handout.result else None
    if progress is not None and not progress.is_done:
        name = "handout_progress" if request.headers.get("HX-Request") else "handout_work"
        context = {"festival": request.festival, "handout": handout, "progress": progress, "poll_url": request.path}
        return render(request, f"office/newsroom/{name}.html", context | {"target": target})
    trouble = handout.trouble or (progress.refusal if progress else "")
    if trouble:
        tell_trouble(request, trouble)
    elif handout.file:
        tell(request, _("%(handout)s is made. Look at it, then let it be public.") % {"handout": handout})
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": target})
    return redirect(target)


@desk(Permission.TELL)
@require_POST
def show(request: DeskRequest, code: str) -> HttpResponse:
    """Let a handout into the next release, or keep it in the house (``public=0``)."""
    handout = _handout_or_404(request, code)
    is_public = request.POST.get("public") != "0"
    try:
        show_handout(handout=handout, is_public=is_public, by=request.user)
    except Conflict as error:
        tell_trouble(request, error.message)
    else:
        said = _("It goes public with the next release.") if is_public else _("The next release leaves it out.")
        tell(request, said)
    return redirect("office-newsroom-edition-handouts", request.festival.slug, handout.edition.slug)


@desk(Permission.TELL)
@require_POST
def drop(request: DeskRequest, code: str) -> HttpResponse:
    """Take a handout away; it can be made again at any time."""
    handout = _handout_or_404(request, code)
    edition = handout.edition
    remove_handout(handout=handout, by=request.user)
    tell(request, _("It is gone. You can make it again at any time."))
    return redirect("office-newsroom-edition-handouts", request.festival.slug, edition.slug)


def _begun(request: DeskRequest, handout: Handout) -> HttpResponse:
    with transaction.atomic():
        result = make_handout.enqueue(handout.pk, request.user.pk)
        note_handout_work(handout=handout, result=str(result.id))
    return redirect("office-newsroom-handout-work", request.festival.slug, handout.code)


def _page(request: DeskRequest, edition: Edition, booklet: BookletForm, kit: PressKitForm) -> HttpResponse:
    found = list(handouts_of(edition))
    facts = facts_now(edition) if any(row.made_at for row in found) else b""
    rows = [
        Row(row, _address(row), bool(row.made_at) and digest_of(row, facts) != row.made_from) for row in found
    ]  # fmt: skip
    context = {"festival": request.festival, "edition": edition, "rows": rows, "booklet": booklet, "kit": kit}
    status = 400 if booklet.errors or kit.errors else 200
    return render(request, "office/newsroom/edition_handouts.html", context, status=status)


def _address(handout: Handout) -> str:
    if not handout.file:
        return ""
    name = f"{handout.edition.slug}-{handout.name}{Path(str(handout.file.name)).suffix}"
    return media_address(str(handout.file.name), download_as=name)


def _handout_or_404(request: DeskRequest, code: str) -> Handout:
    handout = handout_of(request.festival, code)
    if handout is None:
        raise Http404
    return handout
