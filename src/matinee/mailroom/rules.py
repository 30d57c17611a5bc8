"""When a letter is tried again, and when it is given up."""

from datetime import timedelta

LEASE = timedelta(minutes=10)
TRIES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""The waits between attempts: a mail server that is down for two days loses nothing."""


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts, or None when it is time to give up."""
    return TRIES[attempts - 1] if 1 <= attempts <= len(TRIES) else None


def envelope_sender(address: str, code: str) -> str:
    """Return where a letter comes back to: ``bounces+CODE@…`` of ``bounces@…``, or nothing where there is none."""
    local, at, domain = address.partition("@")
    return f"{local}+{code}@{domain}" if at and local and domain else ""
