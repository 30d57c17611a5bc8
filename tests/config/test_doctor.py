"""The doctor: each illness is named with its cure, and the exit code is honest."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from tests.mailroom.post_office import open_post_office

from matinee.config.doctor import database, files
from matinee.config.doctor.findings import Finding
from matinee.config.doctor.visit import visit
from matinee.festival.models import Edition, Festival
from matinee.mailroom.actions import post_letter
from matinee.mailroom.models import Letter
from matinee.releases.models import Release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _well(settings: Settings, tmp_path: Path) -> None:
    """Start from an installation that is well: https, keys, hosts, folders."""
    settings.SECRET_KEY, settings.ENCRYPTION_KEYS = "s" * 50, ["e" * 50]
    settings.SITE_ADDRESS, settings.IS_HTTPS = "https://festival.example.org", True
    settings.ALLOWED_HOSTS, settings.DEBUG = ["festival.example.org"], False
    settings.EMAIL_BACKEND = "anymail.backends.mailgun.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Festival <hello@festival.example.org>"
    settings.VAR_DIR, settings.RELEASES_ROOT = tmp_path, tmp_path / "releases"


def found(about: str, *, level: str = "") -> list[Finding]:
    return [one for one in visit() if one.about == about and level in {"", one.level.value}]


def test_well_installation_has_no_problem_and_leaves_with_0(festival: Festival) -> None:
    out = StringIO()
    call_command("sweep", stdout=out)
    call_command("doctor", stdout=out)
    assert "0 problems, 0 warnings." in out.getvalue()


@pytest.mark.parametrize(
    ("changes", "about", "cure"),
    [
        ({"SECRET_KEY": "unsafe-development-key-set-MATINEE_SECRET_KEY"}, "secret key", "MATINEE_SECRET_KEY"),
        ({"ENCRYPTION_KEYS": [""]}, "encryption keys", "MATINEE_ENCRYPTION_KEYS"),
        ({"ALLOWED_HOSTS": ["elsewhere.org"]}, "hosts", "Add festival.example.org to MATINEE_HOSTS"),
        ({"SITE_ADDRESS": "festival"}, "hosts", "MATINEE_SITE_ADDRESS"),
        ({"IS_HTTPS": False}, "https", "MATINEE_SITE_ADDRESS"),
        ({"DEBUG": True}, "debug", "MATINEE_DEBUG"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "mail", "MATINEE_EMAIL_URL"),
        ({"RELEASES_ROOT": Path("/proc/releases")}, "folders", "MATINEE_RELEASES"),
    ],
)
def test_setting_that_lets_people_down_is_a_problem_with_its_cure(
    settings: Settings, festival: Festival, changes: dict[str, Any], about: str, cure: str
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)
    [finding] = found(about, level="problem")
    assert cure in finding.mend
    with pytest.raises(SystemExit) as leaving:
        call_command("doctor", stdout=StringIO())
    assert leaving.value.code == 1


def test_trying_on_ones_own_machine_gives_warnings_and_leaves_with_0(settings: Settings, festival: Festival) -> None:
    settings.SITE_ADDRESS, settings.IS_HTTPS, settings.ALLOWED_HOSTS = "http://localhost:8000", False, ["localhost"]
    settings.SECRET_KEY = "unsafe-development-key-set-MATINEE_SECRET_KEY"
    settings.ENCRYPTION_KEYS, settings.DEBUG = [settings.SECRET_KEY], True
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    out = StringIO()
    call_command("doctor", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["problems"], told["warnings"]) == (0, 5)


def test_mail_server_is_asked_for_real(settings: Settings, festival: Festival) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    with open_post_office() as office:
        settings.EMAIL_PORT = office.port
        assert [one.level.value for one in found("mail")] == ["fine"]
    [finding] = found("mail")
    assert (finding.level.value, "does not take letters" in finding.text) == ("problem", True)


def test_database_that_is_down_is_told_and_nothing_else_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    findings = visit()
    [down] = [one for one in findings if one.about == "database"]
    assert ("connection refused" in down.text, "DATABASE_URL" in down.mend) == (True, True)
    assert [one for one in findings if one.about == "migrations"] == []


def test_waiting_migration_is_told(festival: Festival) -> None:
    ((_, newest),) = MigrationLoader(connection).graph.leaf_nodes("mailroom")
    MigrationRecorder(connection).record_unapplied("mailroom", newest)
    assert f"mailroom.{newest[:4]}" in found("migrations", level="problem")[0].text


def test_missing_cache_table_is_told(festival: Festival, monkeypatch: pytest.MonkeyPatch) -> None:
    class Forgetful:
        def set(self, *_args: object) -> None: ...
        def get(self, _key: str) -> None: ...

    monkeypatch.setattr(database, "cache", Forgetful())
    assert "matinee migrate" in found("cache", level="problem")[0].mend


def test_key_that_was_taken_away_is_told(settings: Settings, post: Callable[[], Letter]) -> None:
    post()
    settings.ENCRYPTION_KEYS = ["another-key-" * 4]
    assert "Stored letters cannot be read." in [one.text for one in found("encryption keys", level="problem")]


@pytest.fixture
def post(festival: Festival) -> Callable[[], Letter]:
    def send() -> Letter:
        return post_letter(
            festival=festival, key="k", template="team_invitation", to_email="a@example.org", context={}, by=None
        )

    return send


def test_letter_that_nobody_carries_is_told(post: Callable[[], Letter]) -> None:
    post()
    assert found("letters", level="problem") == []
    Letter.objects.update(next_try_at=timezone.now() - timedelta(minutes=5))
    assert "matinee serve" in found("letters", level="problem")[0].mend
    Letter.objects.update(state="failed")
    assert "could not be delivered" in found("letters", level="warning")[0].text


def test_missing_worker_and_one_that_died_are_told(festival: Festival) -> None:
    long_ago = timezone.now() - timedelta(hours=2)
    parts = {"args_kwargs": {}, "task_path": "x", "backend_name": "default", "run_after": long_ago}
    waiting = DBTaskResult.objects.create(status="READY", **parts)
    running = DBTaskResult.objects.create(status="RUNNING", started_at=long_ago, **parts)
    DBTaskResult.objects.filter(pk__in=[waiting.pk, running.pk]).update(enqueued_at=long_ago)
    assert [one.level.value for one in found("worker")] == ["problem", "warning"]


def test_full_disk_is_told(festival: Festival, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 100 * 2**20}))
    assert "100 MB" in found("disk", level="problem")[0].text


def test_lost_release_is_told(edition: Edition) -> None:
    Release.objects.create(edition=edition, number=1, manifest={}, digest="0" * 64, is_live=True)
    assert "matinee publish --festival lanterns" in found("releases", level="problem")[0].mend


def test_festival_without_anybody_is_told(festival: Festival) -> None:
    festival.memberships.all().delete()
    assert "matinee festival role --slug lanterns" in found("festivals", level="warning")[0].mend
