"""The life of an import: uploaded, queued, running under a lease of its festival, done, failed or cancelled."""

import os
import platform
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.models import Call, ImportProblem, ImportRun
from matinee.entries.states import ImportState
from matinee.festival.actions import audit
from matinee.festival.models import Festival
from matinee.kit.errors import Conflict, WrongState
from matinee.kit.rows import checked

LEASE = timedelta(seconds=30)  # a batch takes a second; who is silent for this long has been killed or hangs
BEFORE_START = (ImportState.UPLOADED, ImportState.QUEUED, ImportState.FAILED, ImportState.RUNNING)
STARTED_ANEW: dict[str, Any] = dict.fromkeys(("rows_done", "created", "updated", "unchanged", "rejected"), 0)


class ImportStopped(Conflict):
    """The import was cancelled, or taken over after it had been silent for too long."""


@transaction.atomic
def open_import(
    *,
    festival: Festival,
    call: Call | None,
    file_name: str,
    content: File[Any],
    by: User | None,
    **fields: Any,  # noqa: ANN401
) -> ImportRun:
    """Keep an uploaded file with what was recognised in it; nothing is imported yet."""
    run = ImportRun(festival=festival, call=call, file_name=file_name[-200:], by=by, **fields)
    checked(run)
    run.file.save(f"{run.code}.csv", content, save=False)
    run.save()
    audit(festival=festival, by=by, verb="open_import", about=run, rows=run.rows_total)
    return run


@transaction.atomic
def remap_import(*, run: ImportRun, call: Call | None, taken_fields: Sequence[str], by: User | None) -> ImportRun:
    """Change what will be taken, as long as the import has not begun."""
    if run.state in {ImportState.RUNNING, ImportState.DONE}:
        raise WrongState(_("This import has begun. Upload the file again to take other fields."))
    run.call, run.taken_fields = call, list(taken_fields)
    run.save(update_fields=["call", "taken_fields", "changed_at"])
    audit(festival=run.festival, by=by, verb="remap_import", about=run, taken_fields=run.taken_fields)
    return run


@transaction.atomic
def queue_import(*, run: ImportRun, by: User | None) -> ImportRun:
    """Put an import in the line; who calls this enqueues the task after the commit."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    is_dead = locked.state == ImportState.RUNNING and not _is_alive(locked)
    if locked.state in {ImportState.QUEUED, ImportState.RUNNING, ImportState.DONE} and not is_dead:
        raise WrongState(_("This import has begun already. Its page shows how far it is."))
    if not locked.file:
        raise WrongState(_("The file of this import is gone. Upload it again."))
    run.state, run.message = ImportState.QUEUED, ""
    run.save(update_fields=["state", "message", "changed_at"])
    audit(festival=run.festival, by=by, verb="queue_import", about=run)
    return run


@transaction.atomic
def claim_import(*, run: ImportRun) -> bool:
    """Begin, if no other import of this festival is running; return whether it may run.

    A running import whose process is gone, or that has been silent for the length of the lease, is marked as failed and
    gives way; should it come back to life, its next batch finds that out and is rolled back.

    Raises
    ------
    ImportStopped
        It was cancelled, or is done.
    """
    Festival.objects.select_for_update().get(pk=run.festival_id)
    run.refresh_from_db()
    if run.state not in BEFORE_START:
        raise ImportStopped(_("This import is %(state)s. Upload the file again.") % {"state": run.get_state_display()})
    now = timezone.now()
    running = ImportRun.objects.filter(festival=run.festival_id, state=ImportState.RUNNING)
    if any(_is_alive(other) for other in running):
        return False
    stopped = _("It was stopped half-way. Nothing is doubled when you run it again.")
    running.exclude(pk=run.pk).update(state=ImportState.FAILED, message=stopped, ended_at=now)
    ImportProblem.objects.filter(run=run).delete()
    for name, value in (STARTED_ANEW | {"state": ImportState.RUNNING, "message": "", "ended_at": None}).items():
        setattr(run, name, value)
    run.started_at = run.heartbeat_at = now
    run.holder = _here()
    run.save()
    return True


@transaction.atomic
def beat(*, run: ImportRun, **counts: Any) -> None:  # noqa: ANN401  columns or F-expressions
    """Say that the import lives, and how far it is.

    Raises
    ------
    ImportStopped
        Somebody cancelled it, or another import took its place.
    """
    alive = ImportRun.objects.filter(pk=run.pk, state=ImportState.RUNNING)
    if not alive.update(heartbeat_at=timezone.now(), **counts):
        raise ImportStopped(_("The import was cancelled. What it had taken by then stays."))


@transaction.atomic
def finish_import(*, run: ImportRun, by: User | None) -> ImportRun:
    """End an import that read its whole file; the file is deleted, refused rows can still be downloaded."""
    beat(run=run)
    run.refresh_from_db()
    run.state, run.ended_at = ImportState.DONE, timezone.now()
    _forget_file(run)
    run.save()
    counts = {name: getattr(run, name) for name in ("created", "updated", "unchanged", "rejected")}
    audit(festival=run.festival, by=by, verb="finish_import", about=run, **counts)
    return run


@transaction.atomic
def fail_import(*, run: ImportRun, message: str, by: User | None) -> ImportRun:
    """End an import that could not go on; its file stays, so that it can run again."""
    if (
        not ImportRun.objects.filter(pk=run.pk)
        .exclude(state=ImportState.CANCELLED)
        .update(state=ImportState.FAILED, message=message[:300], ended_at=timezone.now())
    ):
        return run
    run.refresh_from_db()
    audit(festival=run.festival, by=by, verb="fail_import", about=run, message=message[:300])
    return run


@transaction.atomic
def cancel_import(*, run: ImportRun, by: User | None) -> ImportRun:
    """Stop an import after the batch it is at; what was taken stays, and it can run again."""
    stopping = ImportRun.objects.filter(pk=run.pk).exclude(state__in=(ImportState.DONE, ImportState.CANCELLED))
    if stopping.update(state=ImportState.CANCELLED, ended_at=timezone.now()):
        audit(festival=run.festival, by=by, verb="cancel_import", about=run)
    run.refresh_from_db()
    return run


def _is_alive(run: ImportRun) -> bool:
    """Tell whether a running import is still at work: heard of within the lease, its process not known to be gone."""
    if run.heartbeat_at is None or run.heartbeat_at < timezone.now() - LEASE:
        return False
    machine, _separator, process = run.holder.rpartition(":")
    return machine != platform.node() or not process.isdigit() or _is_process(int(process))


def _is_process(number: int) -> bool:
    """Tell whether this machine has a process of that number."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _here() -> str:
    """Return machine and process, as a running import is signed with them."""
    return f"{platform.node()[:100]}:{os.getpid()}"


def _forget_file(run: ImportRun) -> None:
    """Delete the uploaded file, which holds more about people than the festival took, once the deed is done."""
    name, storage = run.file.name, run.file.storage
    run.file = ""
    if name:
        transaction.on_commit(lambda: storage.delete(name))
