"""``matinee openapi``: the description of the API as OpenAPI 3.1."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matinee.api.site import api


def description() -> str:
    """Return the description as it is committed."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, indent=2, ensure_ascii=False, default=str) + "\n"


class Command(BaseCommand):
    """Write the description of the API, or check that a written one is current."""

    help = "Print the description of the API (OpenAPI 3.1), write it to a file, or check that a file is current."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, metavar="FILE", help="write it there")
        parser.add_argument("--check", type=Path, metavar="FILE", help="leave with 1 when the file is not current")

    def handle(self, *_args: Any, output: Path | None, check: Path | None, **_options: Any) -> None:  # noqa: ANN401
        current = description()
        if check:
            if not check.is_file() or check.read_text(encoding="utf-8") != current:
                raise CommandError(f"{check} is not current: matinee openapi --output {check}")
            self.stdout.write(f"{check} is current.")
        elif output:
            output.write_text(current, encoding="utf-8")
            self.stdout.write(f"{output} is written.")
        else:
            self.stdout.write(current, ending="")
