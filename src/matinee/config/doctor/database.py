"""The database: there, current, able to count, readable with the keys at hand."""

from collections.abc import Iterator

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from matinee.config.doctor.findings import Finding, fine, problem, warning
from matinee.festival.queries import counted_festivals
from matinee.films.models import Screener
from matinee.kit.errors import Unavailable
from matinee.mailroom.models import Letter

MIGRATE = "Run: matinee migrate"


def reachable() -> Iterator[Finding]:
    """Look at whether the database answers, and which it is."""
    name = str(connection.settings_dict["NAME"])
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        mend = "Start the database, or correct DATABASE_URL."
        yield problem("database", f"{connection.display_name} does not answer: {str(error).strip()}", mend)
        return
    if connection.vendor == "sqlite":
        yield fine("database", f"SQLite at {name}: good for one machine.")
    else:
        yield fine("database", f"{connection.display_name}, database {name}.")


def is_reachable() -> bool:
    """Tell whether checks that ask the database make sense."""
    return all(finding.level.value == "fine" for finding in reachable())


def migrations() -> Iterator[Finding]:
    """Look at whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield problem("migrations", f"{len(waiting)} wait, the first is {waiting[0][0]}.", MIGRATE)
    else:
        yield fine("migrations", "The tables are those of this version.")


def cache_table() -> Iterator[Finding]:
    """Look at whether the limits on signing in can be counted."""
    try:
        cache.set("doctor", "well", 10)
        is_kept = cache.get("doctor") == "well"
    except DatabaseError:
        is_kept = False
    if is_kept:
        yield fine("cache", "It remembers.")
    else:
        mend = f"{MIGRATE} (it makes the cache's table too)"
        yield problem("cache", "It does not remember: sign-in limits are not counted.", mend)


def encrypted_values() -> Iterator[Finding]:
    """Look at whether what is encrypted can still be read."""
    for about, model in (("screeners", Screener), ("letters", Letter)):
        try:
            model._default_manager.order_by("-pk").first()  # noqa: SLF001  Django documents it
        except Unavailable as error:
            yield problem("encryption keys", f"Stored {about} cannot be read.", error.message)
        except DatabaseError:
            return  # told by the migrations check


def festivals() -> Iterator[Finding]:
    """Look at whether every festival has somebody who runs it."""
    try:
        rows = list(counted_festivals())
    except DatabaseError:
        return
    for row in rows:
        if not getattr(row, "team_count", 0):
            mend = f"Run: matinee festival role --slug {row.slug} --email EMAIL --role director"
            yield warning("festivals", f"Nobody works at “{row}”.", mend)
    if not rows:
        yield warning(
            "festivals", "There is none yet.", 'Run: matinee festival create --slug S --name "N" --director EMAIL'
        )
    else:
        yield fine("festivals", f"{len(rows)} here.")


CHECKS = (migrations, cache_table, encrypted_values, festivals)
