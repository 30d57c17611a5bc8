"""The operators' admin: closed to everybody else, and for looking."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from matinee.accounts.actions import issue_token
from matinee.accounts.models import ApiToken, User
from matinee.festival.models import AuditEvent, Festival

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture
def operator(make_user: Callable[..., User]) -> User:
    return make_user("operator@example.org", is_staff=True, is_superuser=True)


@pytest.mark.parametrize("address", ["", "accounts/user/", "festival/auditevent/", "mailroom/letter/"])
def test_admin_is_closed_to_directors_of_a_festival(director: User, signed_in: SignIn, address: str) -> None:
    assert signed_in(director).get(f"/admin/{address}").status_code in {302, 403}


def test_every_list_opens_for_an_operator(operator: User, signed_in: SignIn, festival: Festival) -> None:
    browser = signed_in(operator)
    ours = [model._meta for model in admin.site._registry if model.__module__.startswith("matinee.")]
    lists = [reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist") for meta in ours]
    assert [address for address in lists if browser.get(address).status_code != 200] == []
    assert len(lists) >= 9


def test_admin_writes_nothing_but_the_two_switches_of_a_user(
    operator: User, director: User, signed_in: SignIn, festival: Festival
) -> None:
    browser = signed_in(operator)
    event = AuditEvent.objects.get(verb="create_festival")
    assert browser.post(f"/admin/festival/auditevent/{event.pk}/change/", {"verb": "x"}).status_code == 403
    assert browser.post(f"/admin/festival/festival/{festival.pk}/delete/", {"post": "yes"}).status_code == 403
    browser.post(f"/admin/accounts/user/{director.pk}/change/", {"email": "new@example.org"})
    director.refresh_from_db()
    assert (director.email, director.is_active) == ("director@example.org", False)
    assert LogEntry.objects.get().user == operator


def test_admin_shows_no_secret(operator: User, signed_in: SignIn) -> None:
    issue_token(user=operator, name="A", by=operator)
    token = ApiToken.objects.get()
    page = signed_in(operator).get(f"/admin/accounts/apitoken/{token.pk}/change/").content.decode()
    assert (token.digest in page, "Last used at" in page) == (False, True)
