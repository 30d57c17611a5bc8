"""``matinee doctor``: what is wrong with this installation, and how to mend it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from matinee.config.doctor.findings import Finding, Level
from matinee.config.doctor.visit import visit

SIGNS = {Level.FINE: "ok     ", Level.WARNING: "warning", Level.PROBLEM: "PROBLEM"}


class Command(BaseCommand):
    """Look at the installation; leave with 1 where there is a problem."""

    help = "Say what is wrong with this installation and how to mend it. Leaves with 1 when there is a problem."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")
        parser.add_argument("--quiet", action="store_true", help="leave out what is fine")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  Django's signature
        findings = visit()
        problems = sum(finding.level is Level.PROBLEM for finding in findings)
        warnings = sum(finding.level is Level.WARNING for finding in findings)
        if options["json"]:
            told = {"problems": problems, "warnings": warnings, "findings": [finding.plain() for finding in findings]}
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
        else:
            self._tell(findings, quiet=options["quiet"])
            self.stdout.write(f"{problems} problems, {warnings} warnings.")
        if problems:
            raise SystemExit(1)

    def _tell(self, findings: list[Finding], *, quiet: bool) -> None:
        """Write a line for each finding, and under it how to mend it."""
        styles = {Level.WARNING: self.style.WARNING, Level.PROBLEM: self.style.ERROR}
        for finding in findings:
            if quiet and finding.level is Level.FINE:
                continue
            self.stdout.write(f"{SIGNS[finding.level]}  {finding.about}: {finding.text}", styles.get(finding.level))
            if finding.mend:
                self.stdout.write(f"         → {finding.mend}")
