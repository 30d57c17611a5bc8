"""Everybody's marks of an entry and the discussion, for who has marked it or sees all scores."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from matinee.entries.models import Entry
from matinee.entries.states import EntryState
from matinee.festival.states import Permission
from matinee.office.access import DeskRequest, desk
from matinee.office.preselection.forms import RemarkForm
from matinee.office.preselection.pages import page
from matinee.office.preselection.player import moments_of
from matinee.office.preselection.rows import card_lines, ranked
from matinee.preselection.actions import refuse_early_readers, reword, say, withdraw_remark
from matinee.preselection.models import Remark
from matinee.preselection.queries import entry_cards, own_remark, remarks_on
from matinee.web.notices import tell


@desk(Permission.REVIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: DeskRequest, code: str) -> HttpResponse:
    """Show everybody's marks of an entry with the discussion; take a remark."""
    entry = _entry(request, code)
    refuse_early_readers(entry, request.user)
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        remark = say(entry=entry, by=request.user, text=form.cleaned_data["text"])
        undo = reverse("office-preselection-remark-withdraw", args=[request.festival.slug, remark.code])
        tell(request, _("Your remark is there."), undo_url=undo)
        return redirect("office-preselection-talk", request.festival.slug, code)
    return _talk_page(request, entry, form)


@desk(Permission.REVIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: DeskRequest, code: str) -> HttpResponse:
    """Correct one's own remark."""
    remark = _remark(request, code)
    refuse_early_readers(remark.entry, request.user)
    form = RemarkForm(request.POST or None, initial={"text": remark.text})
    if request.method == "POST" and form.is_valid():
        reword(remark=remark, by=request.user, text=form.cleaned_data["text"])
        return redirect("office-preselection-talk", request.festival.slug, remark.entry.code)
    return _talk_page(request, remark.entry, form, remark)


@desk(Permission.REVIEW)
@require_POST
def withdraw(request: DeskRequest, code: str) -> HttpResponse:
    """Withdraw one's own remark, with a way back."""
    remark = _remark(request, code)
    withdraw_remark(remark=remark, by=request.user)
    undo = reverse("office-preselection-remark-back", args=[request.festival.slug, code])
    tell(request, _("Your remark is withdrawn."), undo_url=undo)
    return redirect("office-preselection-talk", request.festival.slug, remark.entry.code)


@desk(Permission.REVIEW)
@require_POST
def bring_remark_back(request: DeskRequest, code: str) -> HttpResponse:
    """Bring a withdrawn remark back."""
    remark = _remark(request, code)
    withdraw_remark(remark=remark, by=request.user, is_back=True)
    return redirect("office-preselection-talk", request.festival.slug, remark.entry.code)


def _talk_page(request: DeskRequest, entry: Entry, form: RemarkForm, remark: Remark | None = None) -> HttpResponse:
    """Return the page of an entry's marks and remarks."""
    standing = getattr(entry, "standing", None)
    lines = ranked([standing], request.festival.policy, first=1) if standing else []
    context = {
        "entry": entry,
        "cards": card_lines(entry_cards(entry)),
        "rank": lines[0] if lines else None,
        "remarks": list(remarks_on(entry, request.user)),
        "form": form,
        "remark": remark,
        **moments_of(entry, request.user),
    }
    return page(request, "cards", context, status=400 if form.errors else 200)


def _entry(request: DeskRequest, code: str) -> Entry:
    """Return a sent entry of this festival."""
    found = Entry.objects.filter(festival=request.festival, code=code).exclude(state=EntryState.DRAFT)
    entry = found.select_related("film", "standing", "festival").first()
    if entry is None:
        raise Http404
    return entry


def _remark(request: DeskRequest, code: str) -> Remark:
    """Return one of this person's own remarks."""
    remark = own_remark(request.user, request.festival, code)
    if remark is None:
        raise Http404
    return remark
