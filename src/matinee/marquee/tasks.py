"""Publishing in the background, with progress that the desk can ask for."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks.exceptions import TaskResultDoesNotExist

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.kit.errors import MatineeError
from matinee.marquee.publishing import preview_edition, publish_edition

KEPT_S = 3600
TOLD_EVERY = 5
PLAIN_ARGS = 3  # of a publication; a preview has its days after them


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a publication stands; ``refusal`` says why it did not go public."""

    is_done: bool
    done: int = 0
    total: int = 0
    what: str = ""
    refusal: str = ""
    is_preview: bool = False


@task(queue_name="default", takes_context=True)
def publish(context: TaskContext, edition_id: int, user_id: int | None, note: str, days: int = 0) -> str:
    """Publish an edition, or make a preview of it for so many days; return the refusal's words, or nothing."""
    key = _key(context.task_result.id)

    def tell(done: int, total: int, what: str) -> None:
        if done % TOLD_EVERY == 0 or done == total:
            cache.set(key, [done, total, what], KEPT_S)

    edition = Edition.objects.select_related("festival").get(pk=edition_id)
    by = User.objects.filter(pk=user_id).first() if user_id is not None else None
    try:
        if days:
            preview_edition(edition=edition, by=by, progress=tell, note=note, days=days)
        else:
            publish_edition(edition=edition, by=by, progress=tell, note=note)
    except MatineeError as error:
        return error.message
    return ""


def progress_of(result_id: str, edition: Edition) -> Progress | None:
    """Return where a publication of this edition stands, or None where there is none of that name."""
    try:
        result = publish.get_result(result_id)
    except (TaskResultDoesNotExist, ValueError):
        return None
    if result.args[:1] != [edition.pk]:
        return None
    if result.status == TaskResultStatus.SUCCESSFUL:
        return Progress(is_done=True, refusal=str(result.return_value or ""), is_preview=len(result.args) > PLAIN_ARGS)
    if result.status == TaskResultStatus.FAILED:
        return Progress(
            is_done=True, refusal=gettext("Something went wrong on our side; what was up stays up. Try again.")
        )
    done, total, what = cache.get(_key(result_id), [0, 0, ""])
    return Progress(is_done=False, done=done, total=total, what=what)


def _key(result_id: str) -> str:
    return f"publishing:{result_id}"
