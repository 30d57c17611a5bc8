"""Background work of the entries room."""

from django.db import transaction
from django_tasks import task

from matinee.accounts.models import User
from matinee.entries.actions import consider_all, queue_import
from matinee.entries.interchange import run_import
from matinee.entries.models import ImportRun
from matinee.festival.models import Festival


@task(queue_name="default")
def import_file(code: str) -> None:
    """Run an import that staff has started; a cancelled one ends quietly."""
    run = ImportRun.objects.select_related("festival", "call", "by").filter(code=code).first()
    if run is not None:
        run_import(run=run, wait_s=600)


@task(queue_name="default")
def consider_festival(slug: str, by_code: str) -> None:
    """Weigh every entry of a festival for every upcoming edition."""
    by = User.objects.filter(code=by_code).first()
    consider_all(festival=Festival.objects.get(slug=slug), by=by)


@transaction.atomic
def start_in_background(run: ImportRun, by: User | None) -> ImportRun:
    """Queue an import and let a worker take it once this is committed."""
    queue_import(run=run, by=by)
    transaction.on_commit(lambda: import_file.enqueue(run.code))
    return run
