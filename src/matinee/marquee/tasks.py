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
from matinee.releases.queries import live_release

KEPT_S = 3600
TOLD_EVERY = 5
UNCHANGED = "="  # what a publication returns that had nothing to publish; refusals are sentences
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
    is_unchanged: bool = False


@task(queue_name="default", takes_context=True)
def publish(context: TaskContext, edition_id: int, user_id: int | None, note: str, days: int = 0) -> str:
    """Publish an edition, or make a preview of it for so many days.

    Return nothing when that is done, ``UNCHANGED`` where everything was up already, or the refusal's words.
    """
    key = _key(context.task_result.id)

    def tell(done: int, total: int, what: str) -> None:
        if done % TOLD_EVERY == 0 or done == total:
            cache.set(key, [done, total, what], KEPT_S)

    edition = Edition.objects.select_related("festival").get(pk=edition_id)
    by = User.objects.filter(pk=user_id).first() if user_id is not None else None
    try:
        if days:
            preview_edition(edition=edition, by=by, progress=tell, note=note, days=days)
            return ""
        before = live_release(edition)
        release = publish_edition(edition=edition, by=by, progress=tell, note=note)
    except MatineeError as error:
        return error.message
    return UNCHANGED if release == before else ""


def progress_of(result_id: str, edition: Edition) -> Progress | None:
    """Return where a publication of this edition stands, or None where there is none of that name."""
    try:
        result = publish.get_result(result_id)
    except (TaskResultDoesNotExist, ValueError):
        return None
    if result.args[:1] != [edition.pk]:
        return None
    if result.status == TaskResultStatus.SUCCESSFUL:
        said = str(result.return_value or "")
        is_unchanged, is_preview = said == UNCHANGED, len(result.args) > PLAIN_ARGS
        refusal = "" if is_unchanged else said
        return Progress(is_done=True, refusal=refusal, is_preview=is_preview, is_unchanged=is_unchanged)
    if result.status == TaskResultStatus.FAILED:
        return Progress(
            is_done=True, refusal=gettext("Something went wrong on our side; what was up stays up. Try again.")
        )
    done, total, what = cache.get(_key(result_id), [0, 0, ""])
    return Progress(is_done=False, done=done, total=total, what=what)


def _key(result_id: str) -> str:
    return f"publishing:{result_id}"
