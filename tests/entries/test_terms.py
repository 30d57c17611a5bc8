"""Terms of a call: versions that never change, prices by moment and category."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from matinee.accounts.models import User
from matinee.entries.actions import change_call, open_call, receive_entry, revise_terms
from matinee.entries.models import Call, CallTerms
from matinee.entries.queries import newest_version, terms_now, terms_of
from matinee.entries.rules import Terms, price_of, sheet_of, terms_from
from matinee.entries.rules.terms import Category, Consent, Identity, Question, Tier
from matinee.entries.states import QuestionKind
from matinee.festival.models import Edition, Festival
from matinee.films.actions import record_film
from matinee.kit.errors import InvalidInput

JANUARY, MARCH, APRIL = (datetime(2031, month, 1, tzinfo=UTC) for month in (1, 3, 4))
SHORTS = Category("shorts", "Shorts", running_time_max_s=2400)
FEATURES = Category("features", "Features", running_time_min_s=2401, completed_after=date(2029, 1, 1))
EARLY = Tier("early", "Early", JANUARY, 1500, {"features": 3000})
LATE = Tier("late", "Late", MARCH, 2500, {"features": 4000})
FULL = Terms(
    wanted="Shorts and features.",
    categories_most=2,
    categories=(SHORTS, FEATURES),
    tiers=(EARLY, LATE),
    questions=(Question("how", QuestionKind.CHOICE, "How did you hear of us?", choices=("A friend", "The web")),),
    consents=(Consent("rights", "Rights", "I hold them."),),
    identities=(Identity("woman", "I am a woman.", ("female-cinema",)),),
)
BEFORE, BETWEEN = datetime(2030, 12, 31, 23, 59, tzinfo=UTC), datetime(2031, 2, 1, tzinfo=UTC)


@pytest.fixture
def call(festival: Festival) -> Call:
    return open_call(festival=festival, slug="spring", title="Spring", by=None, terms=FULL)


def test_terms_survive_the_database_as_they_were() -> None:
    assert terms_from(sheet_of(FULL)) == FULL
    assert terms_from({}) == Terms()


@pytest.mark.parametrize(
    ("categories", "at", "amount", "reason"),
    [
        (["shorts"], BEFORE, 1500, "Early"),
        (["Features"], BEFORE, 3000, "Early"),
        (["shorts", "features"], BEFORE, 3000, "Early"),
        ([], BEFORE, 1500, "Early"),
        (["shorts"], JANUARY, 2500, "Late"),
        (["features"], BETWEEN, 4000, "Late"),
        (["shorts"], APRIL, 2500, "Late"),
    ],
)
def test_price_is_that_of_the_moment_and_of_the_dearest_category(
    categories: list[str], at: datetime, amount: int, reason: str
) -> None:
    price = price_of(FULL, categories, at)
    assert (price.amount_minor, price.currency, price.reason) == (amount, "USD", reason)


@pytest.mark.parametrize(
    ("percent", "only", "categories", "amount"),
    [
        (100, [], ["features"], 0),
        (50, [], ["shorts"], 750),
        (33, [], ["shorts"], 1005),
        (100, ["shorts"], ["features"], 3000),
        (100, ["features"], ["shorts", "features"], 1500),
        (100, ["shorts"], [], 1500),
    ],
)
def test_waiver_lowers_the_categories_it_is_for(
    percent: int, only: list[str], categories: list[str], amount: int
) -> None:
    waiver = SimpleNamespace(percent=percent, categories=only)
    assert price_of(FULL, categories, BEFORE, waiver).amount_minor == amount


def test_call_without_tiers_is_free() -> None:
    assert price_of(Terms(), [], BEFORE).reason == "Entering is free."


@pytest.mark.django_db
def test_every_change_is_a_version_and_entries_stay_with_theirs(call: Call, edition: Edition, director: User) -> None:
    film = record_film(festival=call.festival, title="Night Bus", by=None, running_time_s=2000)
    entry = receive_entry(call=call, film=film, by=None, categories=["Shorts"])

    change_call(call=call, by=director, running_time_max_s=600)

    assert [version.number for version in CallTerms.objects.filter(call=call)] == [2, 1]
    assert (terms_now(call).running_time_max_s, terms_now(call).tiers) == (600, FULL.tiers)
    entry.refresh_from_db()
    assert entry.terms is not None
    assert terms_of(entry.terms) == FULL
    later = receive_entry(
        call=call, film=record_film(festival=call.festival, title="B", by=None, running_time_s=2000), by=None
    )
    asked = [[one["code"] for one in row.considerations.get().reasons].count("call") for row in (entry, later)]
    assert asked == [0, 1]


@pytest.mark.django_db
def test_same_terms_again_are_no_new_version(call: Call) -> None:
    assert revise_terms(call=call, terms=terms_now(call), by=None).number == 1


@pytest.mark.django_db
def test_new_rows_get_keys_and_renamed_ones_keep_theirs(call: Call) -> None:
    renamed = replace(SHORTS, name="Short films")
    revise_terms(call=call, terms=replace(FULL, categories=(renamed, FEATURES, Category("", "Shorts"))), by=None)
    assert [(row.key, row.name) for row in terms_now(call).categories] == [
        ("shorts", "Short films"), ("features", "Features"), ("shorts-2", "Shorts"),
    ]  # fmt: skip
    call.refresh_from_db()
    assert call.categories == ["Short films", "Features", "Shorts"]


@pytest.mark.django_db
def test_reworded_consent_carries_the_number_of_its_version(call: Call) -> None:
    revise_terms(call=call, terms=replace(FULL, wanted="All."), by=None)
    assert terms_now(call).consents[0].version == 1
    reworded = replace(FULL.consents[0], text="I hold all of them.")
    revise_terms(call=call, terms=replace(FULL, consents=(reworded,)), by=None)
    assert terms_now(call).consents[0].version == 3


@pytest.mark.parametrize(
    ("changes", "section", "said"),
    [
        ({"categories": (SHORTS, replace(SHORTS, key="x", name="shorts "))}, "categories", "Two rows say the same"),
        ({"categories": (replace(SHORTS, running_time_min_s=3000),)}, "categories", "shortest film"),
        ({"tiers": (LATE, EARLY)}, "tiers", "Put the dates in their order"),
        ({"tiers": (replace(EARLY, until=None), LATE)}, "tiers", "Only the last one"),
        ({"tiers": (replace(EARLY, fee_minor=-1),)}, "tiers", "from nothing"),
        ({"currency": "XXQ"}, "currency", "such as USD"),
        ({"questions": (replace(FULL.questions[0], choices=("A", "a")),)}, "questions", "two different answers"),
        ({"running_time_min_s": 60, "running_time_max_s": 30}, "running_time_min_s", "shortest film"),
    ],
)
@pytest.mark.django_db
def test_senseless_terms_are_refused_in_words(call: Call, changes: dict[str, object], section: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        revise_terms(call=call, terms=replace(FULL, **changes), by=None)  # type: ignore[arg-type]  # by column
    assert (refused.value.field, said in refused.value.accepted) == (section, True)
    version = newest_version(call)
    assert version is not None
    assert version.number == 1
