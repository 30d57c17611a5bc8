"""Reads: who holds a token, which tokens somebody has."""

import hashlib

from django.db.models import Q, QuerySet
from django.utils import timezone

from matinee.accounts.models import ApiToken, User


def user_named(email: str) -> User | None:
    """Return the user of an address in any case."""
    return User.objects.filter(email=email.strip().lower()).first()


def token_of_secret(secret: str) -> ApiToken | None:
    """Return the living token of a secret with its active user."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    alive = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=timezone.now()))
    return ApiToken.objects.filter(alive, digest=digest, user__is_active=True).select_related("user").first()


def user_of_token(secret: str) -> User | None:
    """Return who speaks with this secret, or nobody."""
    token = token_of_secret(secret)
    return token.user if token else None


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """Return somebody's tokens that are not revoked, the newest first."""
    return ApiToken.objects.filter(user=user, revoked_at=None).order_by("-created_at")
