"""The reviewers: how far everybody is, what each can take on, whom they are close to, how each uses the scale."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.preselection.forms import ProfileForm, TieForm
from matinee.office.preselection.pages import page
from matinee.office.preselection.rows import curve_lines
from matinee.preselection.actions import (
    clear_match,
    declare_tie,
    fill_queues,
    recuse,
    set_profile,
    unclear_match,
    undo_recusal,
    withdraw_tie,
)
from matinee.preselection.queries import (
    curves_of,
    matches_to_look_at,
    profile_of,
    progress_of,
    reviewers_of,
    tie_of,
    ties_of,
    uncovered,
    without_viewing,
)
from matinee.preselection.states import RecusalKind, TieKind
from matinee.web.notices import tell

ME = "me"


@desk(Permission.SEE_SCORES)
@require_safe
def reviewers(request: DeskRequest) -> HttpResponse:
    """Show how far everybody is, and names that matched."""
    context = {
        "team": progress_of(request.festival),
        "unwatched": without_viewing(request.festival),
        "uncovered": uncovered(request.festival),
        "matches": matches_to_look_at(request.festival),
    }
    return page(request, "reviewers", context)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def fill(request: DeskRequest) -> HttpResponse:
    """Deal every missing viewing to the team."""
    new = fill_queues(festival=request.festival, by=request.user)
    words = ngettext("%(n)d viewing was dealt.", "%(n)d viewings were dealt.", new) % {"n": new}
    tell(request, words if new else _("Every entry has its viewings, or somebody who will watch it."))
    return redirect("office-preselection-reviewers", request.festival.slug)


@desk(Permission.REVIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: DeskRequest, user: str = ME) -> HttpResponse:
    """Show and take what a reviewer can watch: one's own, and for managers everybody's."""
    reviewer = _reviewer(request, user)
    form = ProfileForm(request.POST or None, initial=vars(profile_of(reviewer, request.festival)))
    if request.method == "POST" and form.is_valid():
        set_profile(festival=request.festival, reviewer=reviewer, by=request.user, **form.cleaned_data)
        tell(request, _("Noted. Queues are dealt by it from the next filling on."))
        return redirect("office-preselection-profile", request.festival.slug, user)
    return _profile_page(request, user, reviewer, form, TieForm())


@desk(Permission.REVIEW)
@never_cache
@require_POST
def tie(request: DeskRequest, user: str) -> HttpResponse:
    """Declare somebody or something that a reviewer is close to."""
    reviewer, form = _reviewer(request, user), TieForm(request.POST)
    if not form.is_valid():
        return _profile_page(request, user, reviewer, ProfileForm(), form)
    said = form.cleaned_data
    try:
        declare_tie(
            festival=request.festival, reviewer=reviewer, by=request.user,
            kind=TieKind(said["kind"]), name=said["name"], note=said["note"],
        )  # fmt: skip
    except InvalidInput as refused:
        form.add_error("name", refused.accepted)
        return _profile_page(request, user, reviewer, ProfileForm(), form)
    tell(request, _("Films that name “%(name)s” do not come to this queue.") % {"name": said["name"]})
    return redirect("office-preselection-profile", request.festival.slug, user)


@desk(Permission.REVIEW)
@require_POST
def untie(request: DeskRequest, user: str, code: str) -> HttpResponse:
    """Forget a tie."""
    found = tie_of(_reviewer(request, user), request.festival, code)
    if found is None:
        raise Http404
    withdraw_tie(tie=found, by=request.user)
    return redirect("office-preselection-profile", request.festival.slug, user)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def judge_match(request: DeskRequest, user: str, code: str) -> HttpResponse:
    """Say of a name that matched whether it is a conflict (``is=conflict``) or another person."""
    entry = Entry.objects.filter(festival=request.festival, code=code).select_related("film", "festival").first()
    reviewer = _reviewer(request, user)
    if entry is None:
        raise Http404
    undo = f"{reverse('office-preselection-match-undo', args=[request.festival.slug, user, code])}"
    if request.POST.get("is") == "conflict":
        why = _("Their name is in the credits.")
        recuse(entry=entry, reviewer=reviewer, reason=why, kind=RecusalKind.OWN, by=request.user)
        words = _("%(who)s keeps away from “%(film)s”.")
    else:
        clear_match(entry=entry, reviewer=reviewer, by=request.user)
        words = _("%(who)s may watch “%(film)s”.")
    tell(request, words % {"who": reviewer, "film": entry}, undo_url=undo)
    return redirect("office-preselection-reviewers", request.festival.slug)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def unjudge_match(request: DeskRequest, user: str, code: str) -> HttpResponse:
    """Take back what was said of a name that matched."""
    entry = Entry.objects.filter(festival=request.festival, code=code).select_related("film", "festival").first()
    reviewer = _reviewer(request, user)
    if entry is None:
        raise Http404
    undo_recusal(entry=entry, reviewer=reviewer, by=request.user)
    unclear_match(entry=entry, reviewer=reviewer, by=request.user)
    return redirect("office-preselection-reviewers", request.festival.slug)


@desk(Permission.REVIEW)
@never_cache
@require_safe
def curves(request: DeskRequest) -> HttpResponse:
    """Show how each reviewer uses the scale: one's own, and for who sees scores everybody's, by name."""
    sees_all = Permission.SEE_SCORES in request.permissions
    found = curves_of(request.festival, None if sees_all else request.user)
    return page(request, "curves", {"lines": curve_lines(found), "sees_all": sees_all})


def _profile_page(
    request: DeskRequest, user: str, reviewer: User, form: ProfileForm, tie_form: TieForm
) -> HttpResponse:
    """Return the page of one reviewer."""
    context = {
        "reviewer": reviewer,
        "who": user,
        "is_me": reviewer == request.user,
        "form": form,
        "tie_form": tie_form,
        "ties": ties_of(reviewer, request.festival),
    }
    return page(request, "profile", context, status=400 if form.errors or tie_form.errors else 200)


def _reviewer(request: DeskRequest, user: str) -> User:
    """Return oneself, or somebody of the team for who manages entries."""
    if user in {ME, request.user.code}:
        return request.user
    found = reviewers_of(request.festival).filter(code=user).first()
    if found is None or Permission.MANAGE_ENTRIES not in request.permissions:
        raise Http404
    return found
