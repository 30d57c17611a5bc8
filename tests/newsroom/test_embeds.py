"""Addresses of other sites' videos: known ones become players that follow least, everything else is no video."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matinee.newsroom.rules import FRAME_HOSTS, embed_of

NAME = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (f"https://www.youtube.com/watch?v={NAME}&t=5", f"https://www.youtube-nocookie.com/embed/{NAME}?rel=0"),
        (f"https://youtu.be/{NAME}?si=follows", f"https://www.youtube-nocookie.com/embed/{NAME}?rel=0"),
        (f"http://m.youtube.com/shorts/{NAME}", f"https://www.youtube-nocookie.com/embed/{NAME}?rel=0"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/abcdef0123", "https://player.vimeo.com/video/76979871?dnt=1&h=abcdef0123"),
        ("https://player.vimeo.com/video/76979871?h=abcdef0123", "https://player.vimeo.com/video/76979871?dnt=1&h=abcdef0123"),
        ("https://archive.org/details/night-of-lamps", "https://archive.org/embed/night-of-lamps"),
    ],
)  # fmt: skip
def test_known_sites_become_their_quietest_player(address: str, player: str) -> None:
    embed = embed_of(address)

    assert embed is not None
    assert embed.player == player


@pytest.mark.parametrize(
    "address",
    [
        "", "youtube", "https://www.youtube.com/", "https://www.youtube.com/watch?v=short", "https://vimeo.com/channels",
        f"https://youtube.com.evil.example/watch?v={NAME}", f"https://evil.example/?https://youtu.be/{NAME}",
        f"javascript:alert('https://youtu.be/{NAME}')", f"https://user@youtu.be/{NAME}", f"https://youtu.be:99/{NAME}",
        f'https://youtu.be/{NAME}"><script>', "https://archive.org/details/", "http://[", "https://vimeo.com/1/../../x",
    ],
)  # fmt: skip
def test_what_is_no_video_is_none(address: str) -> None:
    assert embed_of(address) is None


@given(
    st.sampled_from(["youtu.be/", "youtube.com/watch?v=", "vimeo.com/", "archive.org/details/"]), st.text(max_size=40)
)
def test_no_words_lead_a_player_elsewhere(site: str, rest: str) -> None:
    embed = embed_of(f"https://{site}{rest}")

    assert embed is None or embed.host in FRAME_HOSTS
    assert embed is None or not set(embed.player) & set("\"'<> ")


def test_page_begins_at_the_moment_without_scripts() -> None:
    found = [
        embed_of(one)
        for one in (f"https://youtu.be/{NAME}", "https://vimeo.com/76979871", "https://archive.org/details/x-y")
    ]

    assert [one.page_at(83) for one in found if one] == [
        f"https://www.youtube.com/watch?v={NAME}&t=83s",
        "https://vimeo.com/76979871#t=83s",
        "https://archive.org/details/x-y?start=83",
    ]
