"""Users, profiles and the tokens of their programs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matinee.accounts.actions import (
    TOKENS_MOST,
    change_profile,
    create_user,
    issue_token,
    note_token_use,
    revoke_own_token,
    revoke_token,
)
from matinee.accounts.models import ApiToken, User
from matinee.accounts.queries import token_of_secret, tokens_of, user_named, user_of_token
from matinee.kit.errors import Conflict, InvalidInput, NotFound

MakeUser = Callable[..., User]


@pytest.mark.django_db
def test_create_user_makes_somebody_with_a_verified_address_and_no_password() -> None:
    user = create_user(email=" Ada@Example.org ", name="Ada", by=None)
    addresses = user.emailaddress_set.values_list("email", "verified", "primary")
    assert (user.email, user.has_usable_password(), list(addresses)) == (
        "ada@example.org",
        False,
        [("ada@example.org", True, True)],
    )
    assert user_named("ADA@example.ORG") == user


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@b.org", "password": "short"}, "password"),
        ({"email": "a@b.org", "password": "password1234"}, "password"),
        ({"email": "a@b.org", "time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_create_user_refuses_what_does_not_fit_and_makes_nobody(fields: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        create_user(by=None, **fields)  # type: ignore[arg-type]  the fields of the table above
    assert (refusal.value.field, User.objects.count()) == (field, 0)
    assert "password1234" not in refusal.value.message


def test_create_user_refuses_an_address_in_another_case(make_user: MakeUser) -> None:
    make_user("ada@example.org")
    with pytest.raises(Conflict, match="already"):
        create_user(email="ADA@example.org", by=None)


def test_change_profile_changes_three_columns_and_no_others(make_user: MakeUser) -> None:
    user = make_user("ada@example.org")
    change_profile(user=user, by=user, name="Ada Lovelace", time_zone="Europe/London")
    user.refresh_from_db()
    assert (user.name, user.time_zone) == ("Ada Lovelace", "Europe/London")
    with pytest.raises(InvalidInput):
        change_profile(user=user, by=user, is_staff=True)


def test_token_opens_until_it_is_revoked_and_only_its_digest_is_kept(make_user: MakeUser) -> None:
    user = make_user("ada@example.org")
    token, secret = issue_token(user=user, name="Door scanner", by=user)
    assert user_of_token(secret) == user
    assert user_of_token(secret + "x") is None
    assert secret not in str(ApiToken.objects.values().get())
    revoke_token(token=token, by=user)
    assert (user_of_token(secret), list(tokens_of(user))) == (None, [])


def test_token_stops_at_its_end_and_with_its_user(make_user: MakeUser) -> None:
    user = make_user("ada@example.org")
    token, secret = issue_token(user=user, name="A", by=user, expires_at=timezone.now() + timedelta(days=1))
    ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert user_of_token(secret) is None
    _other, secret = issue_token(user=user, name="B", by=user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert token_of_secret(secret) is None


def test_issue_token_refuses_no_name_a_past_end_and_too_many(make_user: MakeUser) -> None:
    user = make_user("ada@example.org")
    with pytest.raises(InvalidInput):
        issue_token(user=user, name="  ", by=user)
    with pytest.raises(InvalidInput):
        issue_token(user=user, name="A", by=user, expires_at=timezone.now())
    for number in range(TOKENS_MOST):
        issue_token(user=user, name=f"Key {number}", by=user)
    with pytest.raises(Conflict, match="Revoke one"):
        issue_token(user=user, name="One more", by=user)


def test_revoke_own_token_knows_only_ones_own(make_user: MakeUser) -> None:
    ada, eve = make_user("ada@example.org"), make_user("eve@example.org")
    token, secret = issue_token(user=ada, name="A", by=ada)
    with pytest.raises(NotFound):
        revoke_own_token(user=eve, code=token.code)
    assert user_of_token(secret) == ada


def test_note_token_use_writes_once_a_minute(
    make_user: MakeUser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token, _secret = issue_token(user=make_user("ada@example.org"), name="A", by=None)
    note_token_use(token=token)
    token.refresh_from_db()
    assert token.last_used_at is not None
    with django_assert_num_queries(0):
        note_token_use(token=token)
