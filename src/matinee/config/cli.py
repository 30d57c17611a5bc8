"""The one command: ``matinee``.

``matinee engine …`` goes straight to the engine, which knows nothing of Django; everything else is a Django command.
"""

import os
import sys


def main() -> None:
    """Run the command line and leave with an honest exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")
    if sys.argv[1:2] == ["engine"]:
        from matinee.engine.cli import main as engine  # noqa: PLC0415  the web framework is not loaded for the engine

        sys.exit(engine(sys.argv[2:]))
    from django.core.management import execute_from_command_line  # noqa: PLC0415  as above, the other way round

    execute_from_command_line(sys.argv if len(sys.argv) > 1 else [*sys.argv, "help"])
