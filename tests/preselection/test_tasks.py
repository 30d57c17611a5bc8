"""A mark counts at once; calibration follows in the background."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

from django_tasks_db.models import DBTaskResult
from tests.pools import a_film, a_pool, an_entry, reviewers

from matinee.festival.models import Festival
from matinee.preselection.actions import record_score
from matinee.preselection.models import Standing
from matinee.preselection.tasks import calibrate


def test_mark_asks_for_a_calibration_once_it_is_kept(
    festival: Festival, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    a_pool(festival, 6, marks=(5, 8))
    strict, _ = reviewers(festival, 2)
    entry = an_entry(festival, a_film(festival, "Late"))

    with django_capture_on_commit_callbacks(execute=True):
        record_score(entry=entry, reviewer=strict, mark=6, by=strict)
    at_once = Standing.objects.get(entry=entry)
    (task,) = DBTaskResult.objects.filter(task_path__endswith="calibrate")
    calibrate.call(*task.args_kwargs["args"])

    calibrated = Standing.objects.get(entry=entry)
    assert {at_once.plain_mean, calibrated.plain_mean} == {Decimal(6)}
    assert calibrated.mean > 6
    assert abs(at_once.mean - calibrated.mean) < Decimal("0.3")


def test_marks_in_a_row_ask_for_one_calibration(
    festival: Festival, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    entries = a_pool(festival, 6, marks=(5, 8))
    (third,) = reviewers(festival, 3)[2:]

    with django_capture_on_commit_callbacks(execute=True):
        for entry in entries:
            record_score(entry=entry, reviewer=third, mark=6, by=third)

    assert DBTaskResult.objects.filter(task_path__endswith="calibrate").count() == 1


def test_calibration_of_a_festival_that_is_gone_does_nothing(db: None) -> None:
    calibrate.call(0)
