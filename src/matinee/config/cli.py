"""The one command: ``matinee``.

``matinee engine …`` goes straight to the engine, which knows nothing of Django; everything else is a Django command.
"""

import os
import sys

NOT_USABLE = 2


def main() -> None:
    """Run the command line and leave with an honest exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")
    if sys.argv[1:2] == ["engine"]:
        from matinee.engine.cli import main as engine  # noqa: PLC0415  the web framework is not loaded for the engine

        sys.exit(engine(sys.argv[2:]))
    _command(sys.argv if len(sys.argv) > 1 else [*sys.argv, "help"])


def _command(words: list[str]) -> None:
    """Run a Django command in a house whose folder is there; a database that is not ready is told in words.

    ``plan-pool`` and ``plan_pool`` are one command: a dash is easier to type, a module's name has none.
    """
    from django.conf import settings  # noqa: PLC0415  the web framework is not loaded for the engine
    from django.core.management import execute_from_command_line  # noqa: PLC0415  as above
    from django.db.utils import OperationalError, ProgrammingError  # noqa: PLC0415  as above

    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    try:
        execute_from_command_line([words[0], _module(words[1]), *words[2:]])
    except (OperationalError, ProgrammingError) as error:
        if "--traceback" in words:
            raise
        reason = str(error).strip().splitlines()[0]
        sys.stderr.write(f"The database is not ready: {reason}. Run “matinee migrate”; “matinee doctor” says more.\n")
        sys.exit(NOT_USABLE)


def _module(word: str) -> str:
    """Return a command's word as the name of its module; options stay as they are."""
    return word if word.startswith("-") else word.replace("-", "_")
