"""Letters and background work, and whether anybody carries them."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError
from django.db.models import Max
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from matinee.config.doctor.findings import Finding, fine, problem, warning
from matinee.config.doctor.safety import is_local
from matinee.festival.models import Festival
from matinee.festival.queries import sweeps
from matinee.mailroom.queries import due_letters, letter_counts
from matinee.releases.queries import live_releases, site_folder, site_manifest

PATIENCE = timedelta(minutes=2)
LONG_TASK = timedelta(hours=1)
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SILENT = {f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy", "locmem", "filebased")}
WORKER = "Run: matinee serve, or where it runs without a worker: matinee db_worker --queue-name '*'"


def mail_server() -> Iterator[Finding]:
    """Look at whether letters can leave."""
    if settings.EMAIL_BACKEND in SILENT:
        text = f"Letters stay here ({settings.EMAIL_BACKEND.split('.')[-2]}): nobody gets a code to sign in."
        mend = "Set MATINEE_EMAIL_URL, such as submission://user:password@mail.example.org:587"
        yield warning("mail", text, mend) if is_local() else problem("mail", text, mend)
    elif settings.EMAIL_BACKEND == SMTP:
        yield _smtp()
    else:
        yield fine("mail", f"Letters leave through {settings.EMAIL_BACKEND}.")
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost") and not is_local():
        mend = "Set MATINEE_EMAIL_FROM, such as Festival <hello@festival.example.org>"
        yield warning("mail", f"Letters come from {settings.DEFAULT_FROM_EMAIL}, which mailboxes refuse.", mend)


def _smtp() -> Finding:
    """Say hello to the mail server, and sign in to it."""
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    connection = get_connection(timeout=5)
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors
        mend = "Start the mail server, or correct MATINEE_EMAIL_URL. Waiting letters go out when it is back."
        return problem("mail", f"{where} does not take letters: {error}", mend)
    connection.close()
    return fine("mail", f"{where} takes letters.")


def letters() -> Iterator[Finding]:
    """Look at what lies in the outbox."""
    try:
        late = due_letters().filter(next_try_at__lt=timezone.now() - PATIENCE).count()
        counts = letter_counts()
    except DatabaseError:
        return
    if counts["bounced"]:
        mend = "See the desk Letters of each festival: correct the address and send it again."
        yield warning("letters", f"{counts['bounced']} came back.", mend)
    if late:
        yield problem("letters", f"{late} should have left by now.", WORKER)
    if counts["failed"]:
        mend = "See the desk Letters of each festival: correct the address, or send it again."
        yield warning("letters", f"{counts['failed']} could not be delivered.", mend)
    if not late and not counts["failed"]:
        yield fine("letters", "None is stuck.")


def clock() -> Iterator[Finding]:
    """Look at whether somebody does what is due by the clock."""
    try:
        rows = list(sweeps())
    except DatabaseError:
        return
    mend = "Run: matinee sweep, every five minutes by cron or systemd (matinee serve does it by itself)"
    last = max((row.swept_at for row in rows if row.swept_at), default=None)
    for row in rows:
        if row.trouble:
            yield problem("clock", f"“{row.name}” could not go on: {row.trouble}", "See the log; then: matinee sweep")
    if last is None:
        yield warning("clock", "Nothing was done by the clock yet: scheduled letters wait.", mend)
    elif last < timezone.now() - LONG_TASK:
        yield problem("clock", f"It stands still since {last:%Y-%m-%d %H:%M} UTC.", mend)
    elif not any(row.trouble for row in rows):
        yield fine("clock", f"It went round last at {last:%Y-%m-%d %H:%M} UTC.")


def worker() -> Iterator[Finding]:
    """Look at whether somebody works off what waits."""
    now = timezone.now()
    try:
        ready = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - PATIENCE)
        waiting = ready.exclude(run_after__gte=now - PATIENCE, run_after__lte=now).count()
        forgotten = DBTaskResult.objects.running().filter(started_at__lt=now - LONG_TASK).count()
        last = DBTaskResult.objects.aggregate(last=Max("finished_at"))["last"]
    except DatabaseError:
        return
    if waiting:
        yield problem("worker", f"{waiting} tasks wait for a worker, the longest over two minutes.", WORKER)
    if forgotten:
        mend = "Start the work again where it was asked for; then: matinee prune_db_task_results"
        yield warning("worker", f"{forgotten} tasks began over an hour ago and never ended: a worker died.", mend)
    if not waiting and not forgotten:
        yield fine(
            "worker", f"Nothing waits. The last task ended {last:%Y-%m-%d %H:%M} UTC." if last else "Nothing waits."
        )


def releases() -> Iterator[Finding]:
    """Look at whether what the public should see is there."""
    try:
        published = [festival for festival in Festival.objects.all() if live_releases(festival).exists()]
    except DatabaseError:
        return
    for festival in published:
        if site_folder(festival.slug) is None or not site_manifest(festival.slug):
            mend = f"Publish again: matinee publish --festival {festival.slug} --edition EDITION"
            yield problem("releases", f"The public pages of “{festival}” are not where they should be.", mend)
        else:
            yield fine("releases", f"The public pages of “{festival}” are up.")


CHECKS = (letters, clock, worker, releases)
