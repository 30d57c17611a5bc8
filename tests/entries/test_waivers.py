"""A waiver is never used once too often, not even at the same moment."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from matinee.accounts.models import User
from matinee.entries.actions import make_waiver, open_call, start_entry, use_waiver
from matinee.entries.models import Call, Entry, Waiver, WaiverUse
from matinee.festival.models import Festival
from matinee.kit.errors import MatineeError


@pytest.fixture
def call(festival: Festival) -> Call:
    return open_call(festival=festival, slug="rolling", title="Rolling", by=None)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_do_not_both_get_the_last_use(call: Call, make_user: Callable[..., User]) -> None:
    make_waiver(call=call, word="LAST", uses_most=1, by=None)
    users = [make_user(f"maker{number}@example.org") for number in range(2)]
    drafts = [start_entry(call=call, sender=user, title="Film", by=user) for user in users]
    start, outcomes = Barrier(2), []

    def use(entry: Entry, user: User) -> None:
        start.wait(5)
        try:
            use_waiver(entry=entry, word="last", by=user)
            outcomes.append("used")
        except MatineeError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=use, args=pair) for pair in zip(drafts, users, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(outcomes) == ["refused", "used"]
    assert WaiverUse.objects.count() == 1


@pytest.mark.django_db
def test_use_of_a_forgotten_draft_is_free_again_after_two_weeks(call: Call, make_user: Callable[..., User]) -> None:
    make_waiver(call=call, word="ONE", uses_most=1, by=None)
    one, two = make_user("one@example.org"), make_user("two@example.org")
    use_waiver(entry=start_entry(call=call, sender=one, title="A", by=one), word="ONE", by=one)
    later = start_entry(call=call, sender=two, title="B", by=two)
    with pytest.raises(MatineeError, match="as often as it may be"):
        use_waiver(entry=later, word="ONE", by=two)
    WaiverUse.objects.update(at=timezone.now() - timedelta(days=15))
    assert use_waiver(entry=later, word="ONE", by=two).number == 1


@pytest.mark.django_db
@pytest.mark.parametrize("columns", [{"until": timezone.now() - timedelta(days=1)}, {"is_on": False}])
def test_waiver_that_is_over_or_off_is_refused(
    call: Call, make_user: Callable[..., User], columns: dict[str, object]
) -> None:
    make_waiver(call=call, word="OLD", by=None, **columns)
    maker = make_user("one@example.org")
    with pytest.raises(MatineeError, match=r"code"):
        use_waiver(entry=start_entry(call=call, sender=maker, title="A", by=maker), word="OLD", by=maker)
    assert Waiver.objects.get().uses.count() == 0
