"""Watching at the preselection desk: the player, what it measured, notes at moments of the film."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.festival.states import Permission
from matinee.films.queries import screener_of
from matinee.kit.errors import NotFound
from matinee.kit.signing import seal, unseal
from matinee.office.access import DeskRequest, desk
from matinee.preselection.actions.notes import add_note, change_note, remove_note
from matinee.preselection.actions.playing import record_played, running_s
from matinee.preselection.models import TimedNote, Viewing
from matinee.preselection.queries import entry_for_reviewer
from matinee.preselection.queries.playing import may_watch, notes_of, playback_of, team_notes_of
from matinee.preselection.rules.playing import spans_from
from matinee.web.fields import RunningTimeField
from matinee.web.screening.showing import showing_of

PURPOSE = "playing"


class MomentField(RunningTimeField):
    """A moment of a film as ``12:25``; its very beginning is one too."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  Django's signature
        """Return seconds."""
        return 0 if str(value).strip() in {"0", "0:00", "00:00", "0:00:00"} else super().to_python(value)


class NoteForm(forms.Form):
    """Words at a moment of a film."""

    at_s = MomentField(label=_("At"), initial="0:00")
    text = forms.CharField(label=_("What you saw or heard"), max_length=1000)


def player_of(entry: Entry, user: User) -> dict[str, Any]:
    """Return what ``office/preselection/_player.html`` needs to show an entry's film to its reviewer."""
    screener = screener_of(entry.film)
    upload = screener.upload if screener else None
    context: dict[str, Any] = {"screener": screener, "note_form": NoteForm(), "timed_notes": notes_of(entry, user)}
    if upload is None:
        return context
    slug = entry.festival.slug
    return context | {
        "showing": showing_of(upload, user),
        "playback": playback_of(entry, user, upload),
        "viewing": Viewing.objects.filter(entry=entry, reviewer=user).first(),
        "played_href": reverse("office-preselection-played", args=[slug, entry.code]),
        "session": seal(PURPOSE, entry.code, user.code, str(int(timezone.now().timestamp()))),
    }


def moments_of(entry: Entry, user: User) -> dict[str, Any]:
    """Return what ``office/preselection/_moments.html`` needs: the team's notes, and the film to jump about in.

    It is there to look at again: nothing of it is measured. Notes older than the cut are told apart.
    """
    notes = list(team_notes_of(entry, user))
    screener = screener_of(entry.film)
    upload = screener.upload if screener else None
    if not notes or upload is None or not may_watch(user, entry.film):
        return {"moments": [(note, False) for note in notes], "showing": None}
    moments = [(note, note.created_at < upload.created_at) for note in notes]
    return {"moments": moments, "showing": showing_of(upload, user)}


@desk(Permission.REVIEW)
@never_cache
@require_POST
def played(request: DeskRequest, code: str) -> HttpResponse:
    """Take what the player played since it told last; answer with how far the film has been watched."""
    entry = _own_entry(request, code)
    since = _opened_at(request, entry)
    screener = screener_of(entry.film)
    length = running_s(screener.upload) if screener and screener.upload else 0.0
    spans = spans_from(request.POST.get("spans", ""), length)
    left_at = [begins for begins, _ends in spans_from(f"{request.POST.get('at') or 0}-{length}", length)]
    viewing = record_played(
        entry=entry, reviewer=request.user, spans=spans, by=request.user, since=since, left_at_s=left_at[0]
    )
    known = {"percent": viewing.watched_percent, "is_declared": viewing.is_declared}
    return JsonResponse(known | {"spans": viewing.playback.spans})


@desk(Permission.REVIEW)
@require_POST
def notes(request: DeskRequest, code: str) -> HttpResponse:
    """Write a note at a moment of the film."""
    entry, form = _own_entry(request, code), NoteForm(request.POST)
    if not form.is_valid():
        return _notes(request, entry, form, status=400)
    add_note(entry=entry, reviewer=request.user, by=request.user, **form.cleaned_data)
    return _notes(request, entry, NoteForm())


@desk(Permission.REVIEW)
@require_POST
def note(request: DeskRequest, code: str, note: str) -> HttpResponse:
    """Correct a note, or take it away."""
    entry = _own_entry(request, code)
    found = notes_of(entry, request.user).filter(code=note).first()
    if found is None:
        raise Http404
    if "remove" in request.POST:
        remove_note(note=found, by=request.user)
        return _notes(request, entry, NoteForm())
    return _corrected(request, entry, found)


def _corrected(request: DeskRequest, entry: Entry, found: TimedNote) -> HttpResponse:
    """Keep a correction, or show what is wrong with it."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _notes(request, entry, form, status=400)
    change_note(note=found, by=request.user, **form.cleaned_data)
    return _notes(request, entry, NoteForm())


def _notes(request: DeskRequest, entry: Entry, form: NoteForm, status: int = 200) -> HttpResponse:
    """Return the list of notes alone where the page asks for it, else go back to the film."""
    if not getattr(request, "htmx", False) and status == 200:  # noqa: PLR2004  OK
        return redirect("office-preselection-watch", request.festival.slug, entry.code)
    context = {"entry": entry, "festival": request.festival, "note_form": form}
    context["timed_notes"] = notes_of(entry, request.user)
    shown = 200 if getattr(request, "htmx", False) else status  # htmx shows nothing of a refusal
    return render(request, "office/preselection/_notes.html", context, status=shown)


def _own_entry(request: DeskRequest, code: str) -> Entry:
    """Return an entry that this reviewer may open."""
    entry = entry_for_reviewer(request.user, request.festival, code)
    if entry is None:
        raise Http404
    return entry


def _opened_at(request: DeskRequest, entry: Entry) -> datetime:
    """Return when the player that tells was opened, by the seal that its page carried."""
    sealed = unseal(PURPOSE, request.POST.get("session", ""), seconds=settings.SCREENER_LINK_SECONDS)
    code, person, opened = sealed
    if (code, person) != (entry.code, request.user.code):
        raise NotFound("This player was opened for somebody else. Load the page again.")
    return datetime.fromtimestamp(int(opened), tz=UTC)
