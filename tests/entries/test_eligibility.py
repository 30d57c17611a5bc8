"""Each rule alone: what stands in the way, what does not, and in which words."""

from datetime import date

import pytest

from matinee.entries.models import Call, Entry
from matinee.entries.rules import eligibility, is_eligible
from matinee.entries.states import EntryState
from matinee.festival.models import Edition, Festival, Policy
from matinee.films.models import Film
from matinee.films.states import DatePrecision, Premiere

FESTIVAL = Festival(name="Lantern Nights", city="Los Angeles", region="California", country="US")
FESTIVAL.policy = Policy(festival=FESTIVAL)
EDITION = Edition(title="March 2031", starts_on=date(2031, 3, 8), ends_on=date(2031, 3, 8), month=date(2031, 3, 1))


def weighed(
    edition: Edition = EDITION, *, film: dict[str, object] | None = None, call: dict[str, object] | None = None,
    premiere: Premiere = Premiere.WORLD, **entry: object,
) -> dict[str, tuple[bool, str]]:  # fmt: skip
    """Return the reasons by code for an entry that is fine but for what is given."""
    facts = {"running_time_s": 745, "completed_on": date(2030, 9, 1), "countries": ["PT"]} | (film or {})
    one = Entry(
        festival=FESTIVAL,
        film=Film(title="Night Bus", festival=FESTIVAL, **facts),
        call=Call(title="Rolling", festival=FESTIVAL, **(call or {})),
        **({"state": EntryState.CONSIDERED} | entry),
    )
    reasons = eligibility(entry=one, edition=edition, policy=FESTIVAL.policy, premiere=premiere)
    assert is_eligible(reasons) == all(reason["ok"] for reason in reasons)
    return {reason["code"]: (reason["ok"], reason["text"]) for reason in reasons}


def test_good_entry_has_nothing_in_its_way() -> None:
    assert weighed() == {
        "running_time": (True, "12 minutes fit."),
        "completion": (True, "Finished in September 2030."),
        "premiere": (True, "It would be its world premiere."),
    }


@pytest.mark.parametrize(
    ("seconds", "is_ok", "said"),
    [
        (None, False, "We do not know how long the film is. Tell us, and it is considered."),
        (270 * 60, True, "270 minutes fit."),
        (271 * 60, False, "271 minutes are more than March 2031 can show (270 minutes in all)."),
        (20, True, "1 minutes fit."),
    ],
)
def test_running_time_must_fit_the_edition(seconds: int | None, is_ok: bool, said: str) -> None:  # noqa: FBT001
    assert weighed(film={"running_time_s": seconds})["running_time"] == (
        is_ok,
        said.replace("1 minutes fit", "1 minutes fit"),
    )


@pytest.mark.parametrize(
    ("day", "precision", "is_ok"),
    [
        (date(2029, 3, 8), DatePrecision.DAY, True),
        (date(2029, 3, 7), DatePrecision.DAY, False),
        (date(2029, 3, 1), DatePrecision.MONTH, True),
        (date(2029, 1, 1), DatePrecision.YEAR, True),
        (date(2028, 1, 1), DatePrecision.YEAR, False),
        (date(2031, 3, 8), DatePrecision.DAY, True),
        (date(2031, 3, 9), DatePrecision.DAY, False),
        (None, DatePrecision.DAY, True),
    ],
)
def test_completion_must_be_recent_and_before_the_edition(
    day: date | None,
    precision: DatePrecision,
    is_ok: bool,  # noqa: FBT001
) -> None:
    assert weighed(film={"completed_on": day, "completed_precision": precision})["completion"][0] is is_ok


def test_own_earliest_day_is_kept() -> None:
    assert weighed(not_before=date(2031, 3, 8))["dates"][0]
    assert weighed(not_before=date(2031, 3, 9))["dates"] == (
        False,
        "You asked us not to show it before 9 March 2031. Editions after that stay open to it.",
    )


def test_edition_without_a_day_is_weighed_by_its_month() -> None:
    month = Edition(title="April", month=date(2031, 4, 1))

    assert weighed(month, not_before=date(2031, 4, 30))["dates"][0]
    assert not weighed(month, not_before=date(2031, 5, 1))["dates"][0]


def test_window_must_reach_the_edition() -> None:
    assert "window" not in weighed(window_ends_on=date(2031, 3, 8))
    assert weighed(window_ends_on=date(2031, 3, 7))["window"] == (
        False,
        "We consider an entry for 12 months; yours ends on 7 March 2031, before this edition.",
    )


def test_call_may_ask_for_lengths() -> None:
    assert "call" not in weighed(call={"running_time_min_s": 60, "running_time_max_s": 2400})
    assert weighed(call={"running_time_max_s": 600})["call"] == (
        False,
        "“Rolling” asks for films of at most 10 minutes.",
    )
    assert weighed(call={"running_time_min_s": 3600})["call"] == (
        False,
        "“Rolling” asks for films of 60 minutes or more.",
    )


@pytest.mark.parametrize(
    ("premiere", "said"),
    [
        (Premiere.CITY, "It would be its Los Angeles premiere."),
        (Premiere.REGION, "It would be its West Coast premiere."),
        (Premiere.STATE, "It would be its California premiere."),
        (Premiere.NATIONAL, "It would be its United States premiere."),
        (Premiere.CONTINENTAL, "It would be its North American premiere."),
        (Premiere.INTERNATIONAL, "It would be its international premiere."),
        (Premiere.NONE, "The film has been shown here before. That does not stand in its way."),
        (Premiere.UNKNOWN, "We are not sure which premiere this would be: an earlier showing lacks its date or place."),
    ],
)
def test_premiere_is_said_and_never_in_the_way(premiere: Premiere, said: str) -> None:
    assert weighed(premiere=premiere)["premiere"] == (True, said)


@pytest.mark.parametrize(
    "state", [EntryState.WITHDRAWN, EntryState.DISQUALIFIED, EntryState.INCOMPLETE, EntryState.EXPIRED]
)
def test_entry_that_is_out_has_one_reason(state: EntryState) -> None:
    reasons = weighed(state=state, state_reason="the sound is missing.")

    assert list(reasons) == [state.value]
    assert reasons[state.value][0] is False
    if state in {EntryState.DISQUALIFIED, EntryState.INCOMPLETE}:
        assert reasons[state.value][1].endswith("the sound is missing.")
