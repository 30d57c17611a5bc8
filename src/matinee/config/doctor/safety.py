"""Keys, hosts, https: what must be set before anybody else comes in."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.http.request import validate_host

from matinee.config.doctor.findings import Finding, fine, problem, warning
from matinee.config.settings import UNSAFE_SECRET_KEY

SHORTEST_KEY = 32
NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'


def is_local() -> bool:
    """Tell whether the site is only for this machine."""
    return urlsplit(settings.SITE_ADDRESS).hostname in {"localhost", "127.0.0.1", "::1"}


def secret_key() -> Iterator[Finding]:
    """Look at the key that signs sessions and links."""
    mend = f"Set MATINEE_SECRET_KEY to a long random text, such as from: {NEW_KEY}"
    if settings.SECRET_KEY == UNSAFE_SECRET_KEY and is_local():
        yield warning("secret key", "It is the development key that everybody knows.", mend)
    elif settings.SECRET_KEY == UNSAFE_SECRET_KEY:
        yield problem("secret key", "It is the development key: anybody can sign in as anybody.", mend)
    elif len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield warning("secret key", f"It is shorter than {SHORTEST_KEY} letters.", mend)
    else:
        yield fine("secret key", "It is set.")


def encryption_keys() -> Iterator[Finding]:
    """Look at the keys of what is encrypted at rest."""
    if not settings.ENCRYPTION_KEYS or not all(settings.ENCRYPTION_KEYS):
        yield problem("encryption keys", "There is an empty one.", "Set MATINEE_ENCRYPTION_KEYS to one key or several.")
    elif settings.ENCRYPTION_KEYS == [settings.SECRET_KEY]:
        text = "Passwords of screeners and waiting letters are encrypted with the secret key itself."
        mend = f"Before the first entry, set MATINEE_ENCRYPTION_KEYS, such as from: {NEW_KEY}"
        yield warning("encryption keys", text, f"{mend} (later: put the new key before the secret key, with a comma)")
    else:
        yield fine("encryption keys", f"{len(settings.ENCRYPTION_KEYS)} set; the first encrypts, all decrypt.")


def hosts() -> Iterator[Finding]:
    """Look at whether the site's own address is answered."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or ""
    if not host:
        mend = "Set MATINEE_SITE_ADDRESS such as https://festival.example.org"
        yield problem("hosts", f"“{settings.SITE_ADDRESS}” is no address.", mend)
    elif not validate_host(host, settings.ALLOWED_HOSTS):
        yield problem("hosts", f"{host} is not answered: it is not in MATINEE_HOSTS.", f"Add {host} to MATINEE_HOSTS.")
    elif "*" in settings.ALLOWED_HOSTS:
        mend = f"Set MATINEE_HOSTS to {host}"
        yield warning("hosts", "Every name is answered, so letters can be made to link anywhere.", mend)
    else:
        yield fine("hosts", f"{host} is answered.")


def https() -> Iterator[Finding]:
    """Look at whether what people send is private on its way."""
    if settings.IS_HTTPS:
        yield fine("https", "Cookies and passkeys are for https only.")
    elif is_local():
        yield fine("https", "Not needed on this machine alone.")
    else:
        mend = "Serve it by https and set MATINEE_SITE_ADDRESS to it (behind a proxy also MATINEE_BEHIND_PROXY=true)"
        yield problem("https", "Passwords travel in the open, and passkeys do not work.", mend)


def debug() -> Iterator[Finding]:
    """Look at whether faults show the inside."""
    if not settings.DEBUG:
        yield fine("debug", "It is off.")
    elif is_local():
        yield warning("debug", "It is on: good for trying, never for a festival.", "Unset MATINEE_DEBUG.")
    else:
        yield problem("debug", "It is on: every fault shows settings and code to the public.", "Unset MATINEE_DEBUG.")


def own_checks() -> Iterator[Finding]:
    """Ask Django and the applications for what they find wrong."""
    found = [check for check in checks.run_checks() if check.level >= checks.ERROR]
    for check in found:
        yield problem("application", f"{check.id}: {check.msg}", str(check.hint or "See: matinee check"))
    if not found:
        yield fine("application", "Its parts fit together.")


CHECKS = (secret_key, encryption_keys, hosts, https, debug, own_checks)
