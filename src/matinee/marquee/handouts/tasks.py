"""Making handouts in the background, with progress that the desk can ask for."""

from django.core.cache import cache
from django.utils.translation import gettext
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks.exceptions import TaskResultDoesNotExist

from matinee.accounts.models import User
from matinee.kit.errors import MatineeError
from matinee.marquee.handouts.making import make
from matinee.marquee.tasks import Progress
from matinee.newsroom.actions import fail_handout
from matinee.newsroom.models import Handout

KEPT_S = 3600


@task(queue_name="default", takes_context=True)
def make_handout(context: TaskContext, handout_id: int, user_id: int | None) -> str:
    """Make a handout; return the words of what went wrong, or nothing."""
    key = _key(context.task_result.id)
    handout = Handout.objects.select_related("edition__festival", "film").get(pk=handout_id)
    by = User.objects.filter(pk=user_id).first() if user_id is not None else None
    try:
        make(handout, by=by, progress=lambda done, total, what: cache.set(key, [done, total, what], KEPT_S))
    except MatineeError as error:
        fail_handout(handout=handout, reason=error.message, by=by)
        return error.message
    return ""


def handout_progress(result_id: str, handout: Handout) -> Progress | None:
    """Return where the making of this handout stands, or None where there is no such work."""
    try:
        result = make_handout.get_result(result_id)
    except (TaskResultDoesNotExist, ValueError):
        return None
    if result.args[:1] != [handout.pk]:
        return None
    if result.status == TaskResultStatus.SUCCESSFUL:
        return Progress(is_done=True, refusal=str(result.return_value or ""))
    if result.status == TaskResultStatus.FAILED:
        return Progress(
            is_done=True, refusal=gettext("Something went wrong on our side; what there was is kept. Try again.")
        )
    done, total, what = cache.get(_key(result_id), [0, 0, ""])
    return Progress(is_done=False, done=done, total=total, what=what)


def _key(result_id: str) -> str:
    return f"handout:{result_id}"
