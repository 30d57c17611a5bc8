"""One visit: every check in order; what needs the database is left out where there is none."""

from matinee.config.doctor import database, files, safety, work
from matinee.config.doctor.findings import Finding


def visit() -> list[Finding]:
    """Return everything that was found."""
    checks = [*safety.CHECKS, *files.CHECKS, work.mail_server, database.reachable]
    if database.is_reachable():
        checks += [*database.CHECKS, *work.CHECKS]
    return [finding for check in checks for finding in check()]
