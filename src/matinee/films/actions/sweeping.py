"""What the clock does to uploads: unfinished ones end, forgotten checks are repeated, old cuts lose their bytes."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from matinee.festival.actions import audit
from matinee.films.actions.uploads import drop_upload
from matinee.films.models import Upload
from matinee.films.states import UploadState

STUCK = timedelta(minutes=15)
OLD_CUT = timedelta(days=30)

Deed = Callable[[Upload], object]


def sweep_uploads(*, is_dry: bool = False) -> list[str]:
    """Do what is due and tell it, or if dry only tell it. Doing it twice changes nothing."""
    now = timezone.now()
    silent = Q(held_until=None) | Q(held_until__lte=now)
    over = Upload.objects.filter(silent, state=UploadState.RECEIVING, expires_at__lte=now)
    stuck = Upload.objects.filter(state=UploadState.CHECKING, changed_at__lte=now - STUCK)
    old = Upload.objects.filter(state=UploadState.REPLACED, changed_at__lte=now - OLD_CUT).exclude(file="")
    due: list[tuple[str, Upload, Deed]] = [
        *(("unfinished upload ends", upload, _give_up) for upload in over.select_related("film")),
        *(("check is asked for again", upload, _check_again) for upload in stuck.select_related("film")),
        *(("file of an old cut is deleted", upload, _forget_bytes) for upload in old.select_related("film__festival")),
    ]
    for _words, upload, deed in due if not is_dry else ():
        deed(upload)
    return [f"{upload}: {words}" for words, upload, _deed in due]


def _give_up(upload: Upload) -> None:
    """End an upload of which nothing more came."""
    drop_upload(upload=upload, by=None, reason=_("It was not finished in time. Start it again whenever you like."))


def _check_again(upload: Upload) -> None:
    """Ask the worker once more, should it have died over a file; asking resets the wait."""
    upload.save(update_fields=["changed_at"])
    import_string(settings.UPLOAD_CHECK).enqueue(upload.code)


@transaction.atomic
def _forget_bytes(upload: Upload) -> None:
    """Delete the file of an old cut; its digest and facts stay."""
    storage, name = upload.file.storage, str(upload.file.name)
    upload.file = ""
    upload.save(update_fields=["file", "changed_at"])
    audit(festival=upload.film.festival, by=None, verb="forget_upload", about=upload.film, name=upload.name)
    transaction.on_commit(lambda: storage.delete(name))
