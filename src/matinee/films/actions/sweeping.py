"""What the clock does to uploads: unfinished ones end, forgotten checks are repeated, old cuts lose their bytes."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from matinee.festival.actions import audit
from matinee.films.actions.uploads import CHECK, drop_upload
from matinee.films.models import Upload
from matinee.films.states import UploadState

STUCK = timedelta(minutes=15)
OLD_CUT = timedelta(days=30)


def sweep_uploads() -> int:
    """Do what is due; return how many uploads were touched. Doing it twice changes nothing."""
    now = timezone.now()
    silent = Q(held_until=None) | Q(held_until__lte=now)
    over = Upload.objects.filter(silent, state=UploadState.RECEIVING, expires_at__lte=now)
    stuck = Upload.objects.filter(state=UploadState.CHECKING, changed_at__lte=now - STUCK)
    old = Upload.objects.filter(state=UploadState.REPLACED, changed_at__lte=now - OLD_CUT).exclude(file="")
    touched = 0
    for upload in over:
        drop_upload(upload=upload, by=None, reason=_("It was not finished in time. Start it again whenever you like."))
        touched += 1
    for upload in stuck:
        import_string(CHECK).enqueue(upload.code)
        touched += 1
    for upload in old.select_related("film__festival"):
        _forget_bytes(upload)
        touched += 1
    return touched


@transaction.atomic
def _forget_bytes(upload: Upload) -> None:
    """Delete the file of an old cut; its digest and facts stay."""
    storage, name = upload.file.storage, str(upload.file.name)
    upload.file = ""
    upload.save(update_fields=["file", "changed_at"])
    audit(festival=upload.film.festival, by=None, verb="forget_upload", about=upload.film, name=upload.name)
    transaction.on_commit(lambda: storage.delete(name))
