"""Messages on the next page, with the way back: undo instead of "are you sure"."""

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def tell(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Show ``text`` on the next page; with ``undo_url`` beside a button that posts there."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def tell_trouble(request: HttpRequest, text: str) -> None:
    """Show ``text`` on the next page as something that went wrong and what to do about it."""
    messages.error(request, text)


def undo_url_of(extra_tags: str | None) -> str:
    """Return the address that takes a message's deed back, or nothing."""
    return extra_tags.removeprefix(UNDO) if extra_tags and extra_tags.startswith(UNDO) else ""
