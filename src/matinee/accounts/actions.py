"""The writers of the accounts room: users, their profile, their programs' tokens."""

import hashlib
import logging
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matinee.accounts.models import ApiToken, User
from matinee.kit.codes import new_token
from matinee.kit.errors import Conflict, InvalidInput, NotFound
from matinee.kit.rows import apply_changes, checked
from matinee.kit.text import plain_line

TOKEN_PREFIX = "mat_"  # noqa: S105  how a leaked key is recognised, not a key
TOKENS_MOST = 20
USE_NOTED_EVERY = timedelta(minutes=1)
PROFILE_FIELDS = frozenset({"name", "time_zone", "language"})
log = logging.getLogger(__name__)


@transaction.atomic
def create_user(  # noqa: PLR0913  an action's arguments are all keywords
    *,
    email: str,
    by: User | None,
    name: str = "",
    password: str | None = None,
    encoded_password: str = "",
    is_verified: bool = True,
    **fields: Any,  # noqa: ANN401  columns
) -> User:
    """Make a user who can sign in at once; without a password by code or passkey.

    ``encoded_password`` is one that Django has encoded already (``make_password``), taken as it is.

    Raises
    ------
    InvalidInput
        The address is none, or the password is too weak.
    Conflict
        Somebody has that address.
    """
    address = email.strip().lower()
    if User.objects.filter(email=address).exists():
        raise Conflict(f"Somebody signs in with {address} already. Use that account.")
    user = User(email=address, name=plain_line(name, 150), **fields)
    if password is not None:
        _check_password(password, user)
    if encoded_password:
        user.password = encoded_password
    else:
        user.set_password(password)
    checked(user)
    user.save()
    EmailAddress.objects.create(user=user, email=address, verified=is_verified, primary=True)
    log.info("%s made the user %s", by or "the operator", user.code)
    return user


def _check_password(password: str, user: User) -> None:
    """Refuse a password that is short, common or like the person's own data; never repeat it."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput("password", "…", " ".join(error.messages)) from error


@transaction.atomic
def change_profile(*, user: User, by: User | None, **fields: Any) -> User:  # noqa: ANN401  columns
    """Change what a person says of themselves: name, time zone, language."""
    unknown = sorted(set(fields) - PROFILE_FIELDS)
    if unknown:
        raise InvalidInput("field", unknown[0], f"A profile has {', '.join(sorted(PROFILE_FIELDS))}.")
    if apply_changes(user, fields):
        log.info("%s changed the profile of %s", by or "the operator", user.code)
    return user


@transaction.atomic
def issue_token(*, user: User, name: str, by: User | None, expires_at: datetime | None = None) -> tuple[ApiToken, str]:
    """Make an API token; its secret is returned here once and kept nowhere.

    Raises
    ------
    InvalidInput
        No name, or an end in the past.
    Conflict
        The person has as many tokens as anybody may have.
    """
    if expires_at is not None and expires_at <= timezone.now():
        raise InvalidInput("expires_at", expires_at.date(), _("Give a day in the future, or none."))
    if User.objects.select_for_update().get(pk=user.pk).api_tokens.filter(revoked_at=None).count() >= TOKENS_MOST:
        raise Conflict(
            _("You have %(most)d keys. Revoke one that is no longer used, then make this one.") % {"most": TOKENS_MOST}
        )
    secret = TOKEN_PREFIX + new_token()
    token = ApiToken(user=user, name=plain_line(name, 80), digest=digest_of(secret), expires_at=expires_at)
    checked(token)
    token.save()
    log.info("%s made the token %s of %s", by or "the operator", token.code, user.code)
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User | None) -> ApiToken:
    """Stop a token for good; revoking it twice changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at", "changed_at"])
        log.info("%s revoked the token %s", by or "the operator", token.code)
    return token


def revoke_own_token(*, user: User, code: str) -> ApiToken:
    """Stop one of a person's own tokens.

    Raises
    ------
    NotFound
        They have none of that code.
    """
    token = ApiToken.objects.filter(user=user, code=code).first()
    if token is None:
        raise NotFound(_("You have no such key."))
    return revoke_token(token=token, by=user)


def note_token_use(*, token: ApiToken) -> None:
    """Remember that a token was used, at most once a minute so that reads stay reads."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()
