"""What stands on which day of a bill, in which order, and how tightly."""

from datetime import UTC, datetime, timedelta
from typing import Any

from matinee.marquee.days import FULL_ACTS, days_of

ZONE = "America/Los_Angeles"
NOON = datetime(2031, 3, 8, 20, tzinfo=UTC)


def program(slug: str, *starts: datetime) -> dict[str, Any]:
    return {"slug": slug, "showings": [{"starts_at": start, "auditorium": "One"} for start in starts]}


def test_showings_stand_in_order_and_a_second_one_says_so() -> None:
    days = days_of([program("late", NOON + timedelta(hours=3)), program("twice", NOON, NOON + timedelta(days=1))], ZONE)

    told = [[(act["program"]["slug"], act["is_again"], act["is_tight"]) for act in day["acts"]] for day in days]
    assert told == [[("twice", False, False), ("late", False, False)], [("twice", True, True)]]
    assert [day["short"] for day in days] == ["Sat, Mar 8", "Sun, Mar 9"]


def test_a_show_after_midnight_belongs_to_its_evening() -> None:
    half_past_one = NOON + timedelta(hours=13, minutes=30)

    (day,) = days_of([program("midnight", half_past_one)], ZONE)

    assert day["day"].isoformat() == "2031-03-08"


def test_a_long_bill_is_set_tightly() -> None:
    many = [program(f"p{n}", NOON + timedelta(hours=n)) for n in range(FULL_ACTS + 1)]

    assert all(act["is_tight"] for day in days_of(many, ZONE) for act in day["acts"])
    assert not any(act["is_tight"] for day in days_of(many[:-1], ZONE) for act in day["acts"])
