"""The pages that belong to no desk, and what the furniture promises of every page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.test import Client

from matinee.accounts.models import User
from matinee.festival.models import Festival
from matinee.kit.signing import media_address

REFUSED = re.compile(
    r"<[^>]*\s(?:style|on[a-z]+|hx-on[^=]*)="
    r"|<style"
    r"""|<script(?![^>]*\b(?:src=|type="application/(?:ld\+)?json"))"""
)
SOURCE = Path(__file__).parents[2] / "src" / "matinee"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("templates/**/*.html")), ids=lambda path: path.name)
def test_template_has_nothing_that_the_policy_refuses(path: Path) -> None:
    assert REFUSED.findall(path.read_text()) == []


@pytest.mark.django_db
def test_welcome_is_open_to_everybody(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_home_sends_staff_to_the_office_and_others_to_the_lounge(
    signed_in: Callable[[User], Client], make_user: Callable[..., User], director: User
) -> None:
    assert signed_in(director).get("/home/")["Location"] == "/office/"
    assert signed_in(make_user("maker@example.org")).get("/home/")["Location"] == "/lounge/"


def test_look_shows_every_component_to_staff_only(
    signed_in: Callable[[User], Client], make_user: Callable[..., User], director: User
) -> None:
    assert signed_in(make_user("maker@example.org")).get("/office/look/").status_code == 404
    response = signed_in(director).get("/office/look/")
    assert response.status_code == 200
    assert response.content.count(b"<film-reel") == 6


def test_look_keeps_what_was_typed_wrongly(signed_in: Callable[[User], Client], director: User) -> None:
    page = signed_in(director).get("/office/look/").content.decode()
    assert 'value="A title that is much too long for this"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.django_db
def test_missing_page_says_what_to_do(client: Client) -> None:
    response = client.get("/at/no-such/place/")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_fault_page_needs_neither_request_nor_database() -> None:
    assert "What you had saved is safe" in render_to_string("web/fault.html")


def test_marquee_page_needs_neither_request_nor_database() -> None:
    page = render_to_string("web/marquee.html", {"asset_base": "../assets/", "festival_name": "Lantern Nights"})
    assert 'href="../assets/web/css/tokens.css"' in page
    assert 'http-equiv="Content-Security-Policy"' in page
    assert "/static/" not in page


@pytest.mark.django_db
def test_media_is_served_only_to_its_signed_address(client: Client) -> None:
    name = default_storage.save("web-test/still.txt", ContentFile(b"a still"))
    try:
        response = client.get(media_address(name))
        assert b"".join(response.streaming_content) == b"a still"
        assert "attachment" in response["Content-Disposition"]
        assert client.get("/media/forged").status_code == 404
    finally:
        default_storage.delete(name)


def test_sign_in_wears_the_house_look(client: Client, festival: Festival) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert 'class="page entrance"' in page
    assert 'class="button button-main"' in page
    assert str(festival) not in page
