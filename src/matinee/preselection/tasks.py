"""Background work of the preselection room."""

from django_tasks import task

from matinee.festival.models import Festival
from matinee.preselection.actions import refresh_standings


@task(queue_name="default")
def calibrate(festival_pk: int) -> None:
    """Calibrate a festival's marks again, going on from this process's last calibration; twice changes nothing."""
    festival = Festival.objects.filter(pk=festival_pk).first()
    if festival is not None:
        refresh_standings(festival=festival, anew=False)
