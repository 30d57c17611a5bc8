"""Imports: upload, preview with the field picker, progress, outcome, the refused rows."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matinee.entries.actions import cancel_import, remap_import
from matinee.entries.interchange import Preview, preview, refused_csv, start_import
from matinee.entries.models import ImportRun
from matinee.entries.queries import calls_of, imports_of, is_running
from matinee.entries.states import ImportState
from matinee.entries.tasks import start_in_background
from matinee.festival.states import Permission
from matinee.kit.errors import InvalidInput
from matinee.office.access import DeskRequest, desk
from matinee.office.entries.forms import ImportForm, UploadForm
from matinee.office.entries.views.pages import import_or_404, page
from matinee.web.notices import tell

IMPORTS_SHOWN = 50
PROBLEMS_SHOWN = 300


@desk(Permission.MANAGE_ENTRIES)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: DeskRequest) -> HttpResponse:
    """Show the imports so far, and take a file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = _uploaded(request, form)
        except InvalidInput as refused:
            form.add_error("file", refused.accepted)
        else:
            return redirect("office-import", request.festival.slug, run.code)
    context = {"form": form, "imports": list(imports_of(request.festival)[:IMPORTS_SHOWN])}
    return page(request, "imports", context, status=400 if form.errors else 200)


@desk(Permission.MANAGE_ENTRIES)
@require_safe
def import_run(request: DeskRequest, code: str) -> HttpResponse:
    """Show an import: before it its preview, while it runs how far it is, then what it brought."""
    run = import_or_404(request, code)
    if is_running(run):
        return page(request, "import_progress", _progress_of(request, run))
    if run.state == ImportState.DONE or not run.file:
        return page(request, "import_result", _result_of(run))
    return _preview_page(request, run)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def start(request: DeskRequest, code: str) -> HttpResponse:
    """Start an import in the background, taking what was chosen."""
    run = import_or_404(request, code)
    if run.state not in {ImportState.UPLOADED, ImportState.FAILED, ImportState.CANCELLED}:
        return redirect("office-import", request.festival.slug, code)
    shown = preview(run)
    form = ImportForm(request.POST, calls=calls_of(request.festival), keys=list(shown.fields))
    if not form.is_valid():
        return _preview_page(request, run, form=form, status=400)
    taken = [*form.cleaned_data["fields_taken"], *_needed(shown)]
    remap_import(run=run, call=form.cleaned_data["call"], taken_fields=list(dict.fromkeys(taken)), by=request.user)
    start_in_background(run, request.user)
    return redirect("office-import", request.festival.slug, code)


@desk(Permission.MANAGE_ENTRIES)
@require_POST
def cancel(request: DeskRequest, code: str) -> HttpResponse:
    """Stop an import; what was taken stays."""
    run = cancel_import(run=import_or_404(request, code), by=request.user)
    tell(request, _("“%(file)s” is stopped. What it had taken stays, and it can run again.") % {"file": run})
    return redirect("office-import", request.festival.slug, code)


@desk(Permission.MANAGE_ENTRIES)
@require_safe
def progress(request: DeskRequest, code: str) -> HttpResponse:
    """Answer how far an import is; when it has ended, send the browser to its outcome."""
    run = import_or_404(request, code)
    if is_running(run):
        return page(request, "progress_part", _progress_of(request, run))
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = reverse("office-import", args=[request.festival.slug, code])
    return answer


@desk(Permission.MANAGE_ENTRIES)
@require_safe
def refused(request: DeskRequest, code: str) -> HttpResponseBase:
    """Download the rows that could not be taken, with the reasons."""
    run = import_or_404(request, code)
    answer = StreamingHttpResponse(refused_csv(run), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="refused-{run.code}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _uploaded(request: DeskRequest, form: UploadForm) -> ImportRun:
    """Keep an uploaded file, if it is not too big."""
    file = form.cleaned_data["file"]
    if file.size > settings.UPLOAD_MAX_BYTES:
        most = settings.UPLOAD_MAX_BYTES // 2**20
        raise InvalidInput("file", file.name, _("A file may have at most %(n)d MB.") % {"n": most})
    return start_import(festival=request.festival, call=None, file=file.file, file_name=file.name, by=request.user)


def _preview_page(
    request: DeskRequest, run: ImportRun, form: ImportForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page on which staff choose what is taken."""
    shown = preview(run)
    chosen = form or ImportForm(calls=calls_of(request.festival), keys=list(shown.fields), initial={"call": run.call})
    context = {"run": run, "preview": shown, "form": chosen, "taken": run.taken_fields}
    return page(request, "import_preview", context, status=status)


def _needed(shown: Preview) -> list[str]:
    """Return the fields that no entry can do without."""
    return [key for key, columns in shown.fields.items() if columns[0].is_needed]


def _progress_of(request: DeskRequest, run: ImportRun) -> dict[str, Any]:
    """Return what the progress shows."""
    place = [request.festival.slug, run.code]
    return {
        "run": run,
        "poll_url": reverse("office-import-progress", args=place),
        "cancel_url": reverse("office-import-cancel", args=place),
    }


def _result_of(run: ImportRun) -> dict[str, Any]:
    """Return what an import brought, and its problems."""
    problems = list(run.problems.all()[: PROBLEMS_SHOWN + 1])
    return {
        "run": run,
        "problems": problems[:PROBLEMS_SHOWN],
        "has_more": len(problems) > PROBLEMS_SHOWN,
        "taken": run.created + run.updated,
    }
