"""``matinee demo``: builds a whole festival, does its main job, and knows it the second time."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from matinee.accounts.models import User
from matinee.config.demo import build, show
from matinee.config.demo.pictures import Studio
from matinee.config.demo.reading import read, read_films
from matinee.config.demo.standing import PASSWORD, edition_in_the_making
from matinee.entries.models import Consideration, Entry
from matinee.entries.states import ConsiderationState, EntryState
from matinee.festival.actions import create_festival
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState
from matinee.films.models import Film
from matinee.mailroom.models import Letter
from matinee.mailroom.states import LetterState
from matinee.preselection.models import Assignment, Scorecard
from matinee.programming.models import Benched, BoardNote, Invitation, Lineup
from matinee.programming.queries import board, lineup_of
from matinee.programming.queries.answers import answers_on
from matinee.programming.states import CheckLevel, LineupState, OfferState
from matinee.releases.queries import live_release
from matinee.schedule.queries import screenings_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rooms_for_files(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.RELEASES_ROOT = tmp_path / "releases"


def run_demo() -> str:
    out = StringIO()
    call_command("demo", no_serve=True, stdout=out)
    return out.getvalue()


def test_demo_builds_a_festival_and_does_its_main_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show, "BUDGET_S", 2)

    told = run_demo()

    festival = Festival.objects.get(slug="lantern-row")
    edition = edition_in_the_making(festival)
    assert_films_stand(festival)
    assert_every_state_can_be_seen(festival)
    assert_past_editions_are_over(festival)
    assert_main_job_is_done(edition)
    assert_worked_case_adds_nothing()
    assert_letters_stand_in_every_state(festival)
    assert PASSWORD in told
    assert "ruth@lanternrow.example" in told
    assert_second_run_changes_nothing(festival)


def assert_films_stand(festival: Festival) -> None:
    films = Film.objects.filter(festival=festival)
    built = films.exclude(still="")
    assert built.count() == len(read_films())
    assert all(film.still.storage.exists(str(film.still.name)) for film in built)
    assert not built.filter(still_alt="").exists()


def assert_every_state_can_be_seen(festival: Festival) -> None:
    entries = Entry.objects.filter(festival=festival)
    considerations = Consideration.objects.filter(entry__festival=festival)
    assert set(entries.values_list("state", flat=True)) >= {
        EntryState.CONSIDERED,
        EntryState.PLACED,
        EntryState.WITHDRAWN,
        EntryState.DISQUALIFIED,
        EntryState.INCOMPLETE,
    }
    assert set(considerations.values_list("state", flat=True)) == set(ConsiderationState)
    assert Scorecard.objects.filter(viewing__entry__festival=festival).count() > 350
    assert Assignment.objects.filter(entry__festival=festival).exists()


def assert_past_editions_are_over(festival: Festival) -> None:
    over = Edition.objects.filter(festival=festival, state=EditionState.PAST)
    assert over.count() == 4
    for edition in over:
        assert screenings_of(edition).count() == 3
        assert live_release(edition) is not None


def assert_main_job_is_done(edition: Edition) -> None:
    lineup = lineup_of(edition)
    assert lineup is not None
    assert not [one for one in board(lineup).findings if one.level == CheckLevel.FORBIDS]
    assert screenings_of(edition).count() == 3
    assert live_release(edition) is not None
    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED
    imported = Entry.objects.filter(festival=edition.festival, source="filmfreeway")
    assert imported.count() == 35
    assert imported.filter(state=EntryState.WITHDRAWN).count() == 1


def assert_worked_case_adds_nothing() -> None:
    film = Film.objects.get(festival__slug="nfmla", slug="leaving-the-factory")
    assert (film.running_time_s, film.completed_on, film.languages, film.still.name) == (None, None, [], "")
    assert not film.placements.exists()
    assert [row.state for row in Consideration.objects.filter(entry__film=film)] == [ConsiderationState.PLACED]
    assert not film.entries.exclude(sender_email="", sender_name="").exists()
    assert not film.festival.calls.filter(is_open=True).exists()
    assert all(source.amount_minor is None for source in film.sources.all())
    assert not User.objects.filter(name__in=[said["name"] for said in read("worked_case")["people"]]).exists()


def assert_letters_stand_in_every_state(festival: Festival) -> None:
    letters = Letter.objects.filter(festival=festival)
    assert set(letters.values_list("state", flat=True)) == set(LetterState) - {LetterState.CARRIED}
    offers = {offer.state: offer for offer in Invitation.objects.filter(edition__festival=festival)}
    assert set(offers) == {OfferState.OFFERED, OfferState.DECLINED}
    assert offers[OfferState.OFFERED].entry.sender.email == "josephine@films.example"
    assert_hole_is_in_the_draft_alone(offers[OfferState.DECLINED])


def assert_hole_is_in_the_draft_alone(offer: Invitation) -> None:
    drafts = Lineup.objects.filter(edition=offer.edition).order_by("pk")
    holes = [(row.state, [hole.placement.film for hole in answers_on(row).holes]) for row in drafts]
    assert holes == [(LineupState.ADOPTED, []), (LineupState.DRAFT, [offer.film])]
    assert BoardNote.objects.get(film=Benched.objects.get().film).text.startswith("Benched until")


def assert_second_run_changes_nothing(festival: Festival) -> None:
    before = festival.audit_events.count()
    told = run_demo()
    assert "The demo stands" in told
    assert festival.audit_events.count() == before


def test_demo_interrupted_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "take_stock", interrupt)
    monkeypatch.setattr(Studio, "__enter__", lambda self: self)

    with pytest.raises(KeyboardInterrupt):
        build.build_demo(lambda _text: None)

    assert not Festival.objects.exists()
    assert not User.objects.exists()


def test_demo_refuses_a_database_whose_festival_it_did_not_build() -> None:
    create_festival(slug="lantern-row", name="Somebody's own", by=None)

    with pytest.raises(CommandError, match="did not build"):
        run_demo()
