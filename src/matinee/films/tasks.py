"""Background work of the films room."""

from django_tasks import task

from matinee.films.actions import check_upload
from matinee.films.models import Upload


@task(queue_name="default")
def check(code: str) -> None:
    """Look at a file that has arrived; doing it twice changes nothing."""
    upload = Upload.objects.select_related("film__festival", "sender").filter(code=code).first()
    if upload is not None:
        check_upload(upload=upload)
