"""Look at a file that has arrived as a screener or an interview's video; what a screener replaces stays as a cut."""

from django_tasks import task

from matinee.entries.actions import keep_cut
from matinee.entries.models import Entry
from matinee.films.actions import check_upload
from matinee.films.models import Screener, Upload
from matinee.films.states import UploadAim
from matinee.newsroom.actions import take_footage
from matinee.workflows.tell_new_cut import tell_new_cut


@task(queue_name="default")
def check(code: str) -> None:
    """Look at a file that has arrived; doing it twice changes nothing."""
    upload = Upload.objects.select_related("film__festival", "sender").filter(code=code).first()
    if upload is None:
        return
    if upload.aim == UploadAim.INTERVIEW:
        take_footage(upload=upload)
    else:
        take_screener(upload=upload)


def take_screener(*, upload: Upload) -> Upload:
    """Make a file the film's screener or refuse it; of entries that were sent already it is a new cut."""
    return check_upload(upload=upload, on_accept=_replace)


def _replace(upload: Upload, screener: Screener) -> None:
    """Keep what a file takes the place of in every entry that was sent with it, and tell whom it concerns."""
    sent = Entry.objects.filter(film=upload.film_id, sent_at__isnull=False)
    for entry in sent.select_related("film", "festival__policy", "call", "sender"):
        cut = keep_cut(entry=entry, screener=screener, by=upload.sender, is_file=True)
        tell_new_cut(entry=entry, cut=cut, by=upload.sender)
