"""The worked case of the design: a real edition told from public facts, unknown things left empty."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from matinee.accounts.models import User
from matinee.config.demo.tongues import say_worked_case
from matinee.entries.actions import close_call, consider_edition, receive_entry, rolling_call, set_outcome
from matinee.entries.models import Consideration
from matinee.entries.states import ConsiderationState, EntrySource
from matinee.festival.actions import create_festival, give_role, move_edition, plan_edition
from matinee.festival.models import Edition, Festival
from matinee.festival.states import EditionState, Role
from matinee.films.actions import record_film, set_credits
from matinee.films.models import Film
from matinee.films.states import CreditRole
from matinee.funding.actions import record_source
from matinee.newsroom.actions import compose_article, publish_article, record_interview
from matinee.people.actions import change_person, link_person, person_named
from matinee.programming.actions import add_program, focus_edition, make_lineup, make_strand, place_film
from matinee.programming.states import ProgramKind
from matinee.workflows.adopt_lineup import adopt_lineup

TOLD_AT = datetime(2026, 11, 20, 17, tzinfo=UTC)  # when this installation wrote its own article about it


def tell_worked_case(words: Mapping[str, Any], by: User) -> Edition:
    """Build the festival, its edition, the two films that are named, and what was written about one of them."""
    festival = create_festival(by=by, **words["festival"])
    give_role(festival=festival, user=by, role=Role.MANAGER, by=by)
    edition = plan_edition(festival=festival, by=by, **words["edition"], accent="rose")
    strand = make_strand(festival=festival, by=by, **words["strand"])
    focus_edition(edition=edition, strands=[strand], by=by)
    films = {said["slug"]: _record(festival, said, by) for said in words["films"]}
    for said in words["people"]:
        person = person_named(festival=festival, name=said["name"], by=by)
        change_person(person=person, by=by, bio=said["bio"])
        for label, url in said["links"]:
            link_person(person=person, label=label, url=url, by=by)
    lineup = make_lineup(edition=edition, title="As reported", by=by)
    for said in words["programs"]:
        program = add_program(
            lineup=lineup,
            title=said["title"],
            by=by,
            kind=ProgramKind(said["kind"]),
            strand=strand if said["kind"] == ProgramKind.SHORTS and "film" not in said else None,
            about=said["about"],
        )
        if "film" in said:
            place_film(program=program, film=films[said["film"]], by=by)
    adopt_lineup(lineup=lineup, by=by)
    _keep_unplaced(edition, [films[said["slug"]] for said in words["films"] if said.get("program_not_stated")], by)
    _tell(edition, films, words, by)
    say_worked_case(edition, by)
    for state in (EditionState.OPEN, EditionState.PUBLISHED, EditionState.PAST):
        move_edition(edition=edition, to=state, by=by)
    return edition


def _record(festival: Festival, said: Mapping[str, Any], by: User) -> Film:
    """Record one film with its makers and its sources."""
    kept = ("slug", "title", "form", "themes", "logline", "synopsis", "making", "is_student", "is_first_film")
    film = record_film(festival=festival, by=by, **{key: said[key] for key in kept if key in said})
    set_credits(film=film, role=CreditRole.DIRECTOR, names=said["directors"], by=by)
    set_credits(film=film, role=CreditRole.WRITER, names=said["writers"], by=by)
    for source in said.get("sources", []):
        record_source(film=film, by=by, **source)
    return film


def _keep_unplaced(edition: Edition, films: Sequence[Film], by: User) -> None:
    """Keep films in the edition without claiming a program for them: placed by consideration alone."""
    call = rolling_call(festival=edition.festival, by=by)
    for film in films:
        receive_entry(call=call, film=film, by=by, source=EntrySource.OFFICE)
    close_call(call=call, by=by)  # nobody sends a film to a real festival from here
    consider_edition(edition=edition, by=by)
    rows = Consideration.objects.filter(edition=edition, entry__film__in=films).select_related("entry__film")
    set_outcome(considerations=rows, state=ConsiderationState.PLACED, reason="", by=by)


def _tell(edition: Edition, films: Mapping[str, Film], words: Mapping[str, Any], by: User) -> None:
    """Record the interview, whose video is not here, and let our own article be composed of all these facts."""
    interview, article = dict(words["interview"]), dict(words["article"])
    record_interview(
        festival=edition.festival,
        film=films[interview.pop("film")],
        edition=edition,
        is_published=True,
        by=by,
        **interview,
    )
    written = compose_article(edition=edition, by=by, **article)
    publish_article(article=written, by=by, at=TOLD_AT)
