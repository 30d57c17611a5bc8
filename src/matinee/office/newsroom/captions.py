"""The newsroom desk: the captions of an interview, imported, edited in the page, mended."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.festival.states import Permission
from matinee.films.rules.captions import Cue, cues_of
from matinee.kit.errors import Conflict, InvalidInput
from matinee.newsroom.actions import mend_captions, remove_captions, save_cues, set_captions
from matinee.newsroom.models import Interview, InterviewCaption
from matinee.newsroom.queries import caption_in
from matinee.newsroom.rules import Finding, findings_of
from matinee.newsroom.rules.captions import LEAST_MS, MOST_A_SECOND, MOST_LETTERS, MOST_MS
from matinee.office.access import DeskRequest, desk
from matinee.office.newsroom.interviews import interview_or_404
from matinee.office.newsroom.talk_forms import clock_words, milliseconds
from matinee.web.notices import tell, tell_trouble

A_PAGE, BLANK = 80, 2
LIMITS = {"speed": MOST_A_SECOND, "least": LEAST_MS, "most": MOST_MS, "line": MOST_LETTERS}


@dataclass(frozen=True, slots=True)
class Row:
    """One caption as the editor shows it, with what is wrong with it."""

    number: int
    starts: str
    ends: str
    speaker: str
    text: str
    findings: tuple[Finding, ...] = ()


@desk(Permission.TELL)
@require_POST
def bring(request: DeskRequest, code: str) -> HttpResponse:
    """Import captions in one language and open them."""
    row, file = interview_or_404(request, code), request.FILES.get("captions")
    try:
        content = file.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) if file else b""
        kept = set_captions(
            interview=row, language=request.POST.get("language", ""), content=content, by=request.user
        )  # fmt: skip
    except InvalidInput as refusal:
        tell_trouble(request, refusal.accepted)
        return redirect("office-newsroom-interview", request.festival.slug, row.code)
    found = findings_of(cues_of(kept.text.encode()), row.video_s)
    tell(
        request,
        _("The captions are here; %(n)d remarks.") % {"n": len(found)} if found else _("The captions are here."),
    )
    return redirect("office-newsroom-captions", request.festival.slug, row.code, kept.language)


@desk(Permission.TELL)
@require_http_methods(["GET", "HEAD", "POST"])
def captions(request: DeskRequest, code: str, language: str) -> HttpResponse:
    """Show captions for editing, a page of them at a time; keep what was typed."""
    row, caption = _caption_or_404(request, code, language)
    cues = cues_of(caption.text.encode())
    page = _page(request, len(cues))
    shown = [_row(number, cue) for number, cue in enumerate(cues, 1)][page * A_PAGE : (page + 1) * A_PAGE]
    if request.method != "POST":
        return _editor(request, row, caption, cues, shown, page=page)
    typed = _typed(request.POST, page * A_PAGE)
    try:
        parts = [_part(one) for one in typed if one.text.strip() or one.starts or one.ends]
        around = [[_of(cue) for cue in some] for some in (cues[: page * A_PAGE], cues[(page + 1) * A_PAGE :])]
        save_cues(caption=caption, typed=[*around[0], *parts, *around[1]], seen=_seen(request), by=request.user)
    except (InvalidInput, Conflict) as refusal:
        words = getattr(refusal, "accepted", refusal.message)
        return _editor(request, row, caption, cues, typed, page=page, trouble=words, status=400)
    tell(request, _("The captions are kept."))
    return redirect(f"{request.path}?page={page + 1}")


@desk(Permission.TELL)
@require_POST
def mend(request: DeskRequest, code: str, language: str) -> HttpResponse:
    """Let every caption go when the next comes."""
    row, caption = _caption_or_404(request, code, language)
    try:
        mend_captions(caption=caption, seen=_seen(request), by=request.user)
    except Conflict as refusal:
        tell_trouble(request, refusal.message)
    else:
        tell(request, _("No caption overlaps any more; every word is kept."))
    return redirect("office-newsroom-captions", request.festival.slug, row.code, language)


@desk(Permission.TELL)
@require_POST
def remove(request: DeskRequest, code: str, language: str) -> HttpResponse:
    """Take the captions of one language away."""
    row, caption = _caption_or_404(request, code, language)
    remove_captions(caption=caption, by=request.user)
    tell(request, _("The captions are gone."))
    return redirect("office-newsroom-interview", request.festival.slug, row.code)


@desk(Permission.TELL)
@require_safe
def file(request: DeskRequest, code: str, language: str) -> HttpResponse:
    """Send captions as a WebVTT file."""
    row, caption = _caption_or_404(request, code, language)
    response = HttpResponse(caption.text, content_type="text/vtt; charset=utf-8")
    if "save" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="{row.slug}.{language}.vtt"'
    return response


def _caption_or_404(request: DeskRequest, code: str, language: str) -> tuple[Interview, InterviewCaption]:
    row = interview_or_404(request, code)
    caption = caption_in(row, language)
    if caption is None:
        raise Http404
    return row, caption


def _seen(request: DeskRequest) -> int:
    """Return the version that was worked on."""
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() else 0


def _page(request: DeskRequest, cues: int) -> int:
    told = request.GET.get("page", "1")
    return min(max(0, int(told) - 1 if told.isdecimal() else 0), max(0, cues - 1) // A_PAGE)


def _typed(data: QueryDict, before: int) -> list[Row]:
    """Return the rows as they were typed."""
    columns = [data.getlist(name) for name in ("starts", "ends", "speaker", "text")]
    return [Row(before + number, *values) for number, values in enumerate(zip(*columns, strict=False), 1)]


def _part(row: Row) -> tuple[int, int, str, str]:
    """Return a typed row in milliseconds."""
    try:
        return milliseconds(row.starts), milliseconds(row.ends), row.speaker, row.text
    except ValueError as error:
        words = _("Caption %(n)d: write moments such as 1:02.500.") % {"n": row.number}
        raise InvalidInput("captions", f"{row.starts} {row.ends}", words) from error


def _of(cue: Cue) -> tuple[int, int, str, str]:
    return cue.starts_ms, cue.ends_ms, cue.voice, "\n".join(cue.lines)


def _row(number: int, cue: Cue) -> Row:
    text = "\n".join(cue.lines).replace("&amp;", "&")
    return Row(number, clock_words(cue.starts_ms), clock_words(cue.ends_ms), cue.voice, text)


def _editor(  # noqa: PLR0913  one page and where it stands
    request: DeskRequest, row: Interview, caption: InterviewCaption, cues: list[Cue], rows: list[Row], *,
    page: int, trouble: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Return the editor with what is wrong beside each caption."""
    found = findings_of(cues, row.video_s)
    by_number: dict[int, list[Finding]] = {}
    for one in found:
        by_number.setdefault(one.number, []).append(one)
    last = (len(cues) - 1) // A_PAGE
    blank = [Row(0, "", "", "", "") for _one in range(BLANK)] if page == last and not trouble else []
    judged = [Row(r.number, r.starts, r.ends, r.speaker, r.text, tuple(by_number.get(r.number, ()))) for r in rows]
    context: dict[str, Any] = {
        "festival": request.festival, "interview": row, "caption": caption, "rows": [*judged, *blank],
        "total": len(cues), "pages": [(n + 1, n * A_PAGE + 1) for n in range(last + 1)], "page": page + 1,
        "findings": len(found), "overlaps": sum(1 for one in found if one.kind == "overlap"), "trouble": trouble,
        "limits": LIMITS, "first_bad": next((n.number // A_PAGE + 1 for n in found), 0),
    }  # fmt: skip
    return render(request, "office/newsroom/captions.html", context, status=status)
