"""A real Chromium: how it is found and started, signed-in pages, axe, and screens of three widths."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext, Page

from matinee.accounts.models import User

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (360, 768, 1280)


def chromium_path() -> str:
    """Return the browser's path, or fail with what to do."""
    names = (os.environ.get("MATINEE_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "No Chromium here: install one (Debian: apt-get install chromium) or name it in MATINEE_CHROMIUM."
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as a journey that may commit to the database."""
    for item in items:
        if "/journeys/" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, quiet and closed to the outside."""
    return browser_type_launch_args | {"executable_path": chromium_path(), "args": FLAGS, "headless": True}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Give every page the same clock and language."""
    return browser_context_args | {
        "locale": "en-US",
        "timezone_id": "America/Los_Angeles",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def sign_in(context: BrowserContext, live_server: Any) -> Callable[[User], None]:
    """Return a way to be signed in at once, without the sign-in page."""

    def enter(user: User) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": live_server.url}
        context.add_cookies([cookie])  # type: ignore[list-item]  Playwright's TypedDict

    return enter


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """Fail a journey on any script error or refused resource of the strict policy."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None
    )
    yield page
    assert faults == []


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """Return a way to ask axe (WCAG 2.2 AA) what is wrong with the page as it stands."""

    def ask(page: Page) -> list[str]:
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})["violations"]
        return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return ask
