"""Another festival's objects are 404 in one's own office, for every address that names one."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests.house.test_urls import ALL, Address

from matinee.accounts.models import User
from matinee.entries.actions import make_waiver, open_call, open_import, receive_entry
from matinee.entries.models import PoolChange
from matinee.festival.actions import invite_to_team
from matinee.festival.models import Edition, Festival
from matinee.festival.states import Role
from matinee.films.actions import record_film
from matinee.kit.clock import at_local
from matinee.mailroom.actions import plan_mailing, post_letter
from matinee.newsroom.actions import ask_handout, record_interview, write_article
from matinee.people.actions import record_person
from matinee.programming.actions import (
    add_program,
    ask_engine,
    make_lineup,
    make_strand,
    offer_invitation,
    place_film,
)
from matinee.programming.models import PoolPlan
from matinee.programming.states import ProposalState
from matinee.releases.actions import make_preview, publish_release
from matinee.schedule.actions import (
    add_event,
    ask_grid,
    make_auditorium,
    make_venue,
    place_screening,
    set_open_hours,
    take_part,
)
from matinee.schedule.bridge import Ask

NAMING = [a for a in ALL if a.filled.startswith("office/lanterns/") and set(a.variables) - {"festival"}]


@pytest.fixture
def names(festival: Festival, edition: Edition) -> Callable[[Address], dict[str, str]]:
    """Return what each address would call the first festival's own objects, by the desk it belongs to."""
    call = open_call(festival=festival, slug="all-year", title="All year", by=None)
    waiver = make_waiver(call=call, word="FRIENDS", by=None)
    film = record_film(festival=festival, title="The Lamplighter", by=None, running_time_s=600)
    entry = receive_entry(call=call, film=film, by=None)
    content = ContentFile(b"Project Title\n")
    run = open_import(festival=festival, call=call, file_name="a.csv", content=content, by=None, file_digest="0" * 64)
    lineup = make_lineup(edition=edition, title="Draft", by=None)
    program = add_program(lineup=lineup, title="Shorts I", by=None, min_s=60, max_s=6000, min_films=1)
    place_film(program=program, film=film, by=None)
    strand = make_strand(festival=festival, slug="labour", title="Labour", by=None)
    proposal = ask_engine(lineup=lineup, by=None)
    plan = PoolPlan.objects.create(festival=festival, problem={"format": "matinee-pool/1"})
    change = PoolChange.objects.create(festival=festival, verb="hold_entries")
    venue = make_venue(festival=festival, slug="gaslight", name="Gaslight", by=None)
    auditorium = make_auditorium(venue=venue, slug="one", name="One", by=None, seats=90)
    opens = at_local(edition.starts_on, time(10), festival.time_zone)
    set_open_hours(
        edition=edition, auditorium=auditorium, opens_at=opens, closes_at=opens + timedelta(hours=12), by=None
    )
    screening = place_screening(
        edition=edition, program=program, auditorium=auditorium, starts_at=opens + timedelta(hours=2), by=None
    )
    reception = add_event(
        edition=edition, title="Reception", auditorium=auditorium, starts_at=opens + timedelta(hours=9), by=None
    )
    guest = record_person(festival=festival, name="Ana Guest", by=None)
    take_part(edition=edition, person=guest, part="juror", program=program, by=None)
    grid_proposal = ask_grid(edition=edition, ask=Ask.WHOLE, by=None)
    release = publish_release(edition=edition, files=[("index.html", b"<p>hello</p>")], by=None)
    preview = make_preview(edition=edition, files=[("index.html", b"<p>soon</p>")], by=None)
    article = write_article(festival=festival, slug="a-day", headline="A day", by=None)
    interview = record_interview(festival=festival, film=film, by=None)
    handout = ask_handout(edition=edition, kind="press_kit", by=None)
    invitation, _secret = invite_to_team(festival=festival, email="new@example.org", role=Role.PRESS, by=None)
    letter = post_letter(
        festival=festival, key="k", template="team_invitation", to_email="new@example.org", by=None,
        context={"festival": festival, "role": "Press", "link": "https://example.org/", "invited_by": None, "days": 14},
    )  # fmt: skip
    offer = offer_invitation(entry=entry, edition=edition, answer_by=edition.starts_on, by=None)
    mailing = plan_mailing(edition=edition, occasion="decline", entries=[entry.code], send_at=timezone.now(), by=None)
    assert proposal.state == ProposalState.QUEUED
    usual = {"edition": edition.slug, "film": film.slug, "venue": venue.slug, "auditorium": auditorium.slug}
    director = User.objects.get(email="director@example.org")
    own = {
        "entries/calls/": {"slug": call.slug, "word": waiver.word},
        "entries/imports/": {"code": run.code},
        "entries/": {"code": entry.code},
        "entries/pool/undo/": {"code": change.code},
        "programming/plans/": {"code": plan.code, "part": "problem"},
        "preselection/": {"code": entry.code},
        "programming/boards/": {"code": lineup.code, "program": program.code},
        "programming/proposals/": {"code": proposal.code, "part": "problem"},
        "programming/strands/": {"slug": strand.slug},
        "schedule/editions/": {"person": guest.code, "code": guest.code},
        "schedule/events/": {"code": reception.code},
        "schedule/proposals/": {"code": grid_proposal.code, "part": "problem"},
        "schedule/screenings/": {"code": screening.code},
        "releases/": {"code": release.code},
        "releases/previews/": {"code": preview.code},
        "newsroom/articles/": {"code": article.code},
        "newsroom/interviews/": {"code": interview.code},
        "newsroom/handouts/": {"code": handout.code},
        "mailroom/": {"code": letter.code},
        "mailroom/mailings/": {"batch": mailing.code},
        "mailroom/invitations/": {"invitation": offer.code, "deed": "remind"},
        "team/invitations/": {"code": invitation.code},
        "team/": {"user": director.code, "role": Role.DIRECTOR.value},
        "editions/": {"to": "cancelled"},
    }

    def named(address: Address) -> dict[str, str]:
        desk = address.filled.removeprefix("office/lanterns/")
        found = max((prefix for prefix in own if desk.startswith(prefix)), key=len, default="")
        return usual | own.get(found, {})

    return named


@pytest.mark.django_db
def test_no_address_shows_another_festivals_object(
    names: Callable[[Address], dict[str, str]], other_festival: Festival, signed_in: Callable[[User], Client]
) -> None:
    """The stranger is director of a festival of their own, so that only the object itself can be in the way."""
    stranger = signed_in(User.objects.get(email="stranger@example.org"))
    seen = []
    for address in NAMING:
        filled = address.route
        for variable in address.variables:
            value = other_festival.slug if variable == "festival" else names(address).get(variable, "xyz")
            for kind in ("slug:", "str:", "int:", "path:", ""):
                filled = filled.replace(f"<{kind}{variable}>", value)
        statuses = (stranger.get(f"/{filled}").status_code, stranger.post(f"/{filled}").status_code)
        if not (404 in statuses and set(statuses) <= {404, 405}):
            seen.append((filled, statuses))

    assert seen == []


def test_the_walk_names_objects() -> None:
    assert len(NAMING) > 40
