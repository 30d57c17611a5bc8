"""The releases desk: what would change, publishing with progress, the history and the way back."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from matinee.festival.models import Edition
from matinee.festival.queries import editions_of
from matinee.festival.states import Permission
from matinee.marquee.building import build, changed_between, pending
from matinee.marquee.findings import blocking
from matinee.marquee.publishing import roll_back_edition
from matinee.marquee.tasks import Progress, progress_of
from matinee.marquee.tasks import publish as publish_task
from matinee.office.access import DeskRequest, desk, edition_or_404
from matinee.office.releases.pictures import asked_for
from matinee.programming.queries import lineup_of
from matinee.releases.actions.previews import DAYS
from matinee.releases.models import Release
from matinee.releases.queries import diff, live_release, live_releases, open_previews, releases_of
from matinee.releases.rules import manifest_of
from matinee.web.notices import tell, tell_trouble

FILES_SHOWN = 300


@desk(Permission.PUBLISH)
@require_safe
def releases(request: DeskRequest) -> HttpResponse:
    """Show every edition with the release that is live."""
    live = {row.edition_id: row for row in live_releases(request.festival).defer("manifest")}
    rows = [(edition, live.get(edition.pk)) for edition in editions_of(request.festival)]
    return render(request, "office/releases/releases.html", {"festival": request.festival, "rows": rows})


@desk(Permission.PUBLISH)
@require_safe
def edition_releases(request: DeskRequest, edition: str) -> HttpResponse:
    """Show what publishing now would change, what stands in the way, and the history."""
    found = edition_or_404(request.festival, edition)
    context = {
        "festival": request.festival,
        "edition": found,
        "live": live_release(found),
        "changes": pending(found) if lineup_of(found) else [],
        "reasons": blocking(found),
        "history": list(releases_of(found)),
        "previews": list(open_previews(found)),
        "days": DAYS,
        "site_address": settings.SITE_ADDRESS,
        "asked_for": asked_for(found),
        "href": f"/at/{request.festival.slug}/{found.slug}/",
    }
    return render(request, "office/releases/edition.html", context)


@desk(Permission.PUBLISH)
@require_safe
def release(request: DeskRequest, code: str) -> HttpResponse:
    """Show for whom a release changed what, and what going back to it would change."""
    found = Release.objects.filter(code=code, edition__festival=request.festival)
    row = found.select_related("edition__festival", "published_by").first()
    if row is None:
        raise Http404
    before = Release.objects.filter(edition=row.edition, number__lt=row.number).order_by("-number").first()
    context = {
        "festival": request.festival,
        "edition": row.edition,
        "release": row,
        "did": changed_between(before, row),
        "back": [] if row.is_live else changed_between(live_release(row.edition), row),
    }
    return render(request, "office/releases/release.html", context)


@desk(Permission.PUBLISH)
@require_safe
def files(request: DeskRequest, edition: str) -> HttpResponse:
    """Show, file by file, how a release published now differs from the live one."""
    found = edition_or_404(request.festival, edition)
    built = build(found)
    changes = diff(live_release(found), manifest_of(built.files))
    groups = [
        (_("New"), changes.added[:FILES_SHOWN]),
        (_("Changed"), changes.changed[:FILES_SHOWN]),
        (_("Gone"), changes.removed[:FILES_SHOWN]),
    ]
    context = {"festival": request.festival, "edition": found, "changes": changes, "groups": groups, "built": built}
    return render(request, "office/releases/files.html", context)


@desk(Permission.PUBLISH)
@require_POST
def publish(request: DeskRequest, edition: str) -> HttpResponse:
    """Set the worker to publishing, unless something must be mended first."""
    found = edition_or_404(request.festival, edition)
    reasons = blocking(found)
    if reasons:
        tell_trouble(request, " ".join(reasons))
        return redirect("office-releases-edition", request.festival.slug, found.slug)
    note = request.POST.get("note", "").strip()[:300]
    result = publish_task.enqueue(found.pk, request.user.pk, note)
    return redirect("office-releases-work", request.festival.slug, found.slug, result.id)


@desk(Permission.PUBLISH)
@require_safe
def work(request: DeskRequest, edition: str, result: str) -> HttpResponse:
    """Show how far publishing is; once it is done, go back to the edition."""
    found = edition_or_404(request.festival, edition)
    progress = progress_of(result, found)
    if progress is None:
        raise Http404
    target = reverse("office-releases-edition", args=[request.festival.slug, found.slug])
    if not progress.is_done:
        context = {"festival": request.festival, "edition": found, "progress": progress}
        name = "progress" if request.headers.get("HX-Request") else "work"
        return render(request, f"office/releases/{name}.html", context | {"poll_url": request.path})
    if progress.refusal:
        tell_trouble(request, progress.refusal)
    else:
        tell(request, _done_words(progress, found))
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": target})
    return redirect(target)


def _done_words(progress: Progress, edition: Edition) -> str:
    """Return what the desk says once the work is done."""
    if progress.is_preview:
        return _("The preview is ready.")
    if progress.is_unchanged:
        return _("Nothing has changed since the release that is live; there is nothing to publish.")
    return _("%(edition)s is public.") % {"edition": edition}


@desk(Permission.PUBLISH)
@require_POST
def roll_back(request: DeskRequest, code: str) -> HttpResponse:
    """Make an older release live again; undo goes back to the one before."""
    rows = Release.objects.filter(code=code, edition__festival=request.festival)
    release = rows.select_related("edition__festival").first()
    if release is None:
        raise Http404
    before = live_release(release.edition)
    roll_back_edition(release=release, by=request.user)
    undo = reverse("office-releases-roll-back", args=[request.festival.slug, before.code]) if before else ""
    tell(request, _("Release %(n)s is live again.") % {"n": release.number}, undo_url=undo)
    return redirect("office-releases-edition", request.festival.slug, release.edition.slug)
