"""The page of a grid's checks, without JavaScript."""

from collections.abc import Callable

import pytest
from django.test import Client

from matinee.accounts.models import User
from matinee.festival.models import AuditEvent, Festival
from matinee.festival.states import Role
from matinee.kit.errors import InvalidInput
from matinee.programming.rules.book import Custom
from matinee.programming.states import CheckLevel
from matinee.schedule.actions import set_grid_checks
from matinee.schedule.models import GridCheckSetting
from matinee.schedule.queries import grid_customs_of
from matinee.schedule.rules.customs import GRID_CUSTOMS
from matinee.schedule.states import GridCheck

Members = Callable[[Role], User]
SignedIn = Callable[[User], Client]
PAGE = "/office/lanterns/schedule/checks/"


def as_sent(**changes: object) -> dict[str, object]:
    """Return the page's form as a browser sends it, with some answers changed."""
    sent: dict[str, object] = {}
    for kind, custom in GRID_CUSTOMS.items():
        sent |= {f"{kind}-is_on": "on", f"{kind}-level": custom.level.value}
        sent |= {f"{kind}-number": custom.number} if custom.number is not None else {}
    changed = {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in (sent | changed).items() if value is not None}


@pytest.mark.django_db
def test_manager_sets_checks_of_the_grid_and_goes_back_to_custom(
    festival: Festival, director: User, signed_in: SignedIn
) -> None:
    tab = signed_in(director)

    same = tab.post(PAGE, as_sent(room_taken__is_on=None), follow=True).content.decode()
    page = tab.post(
        PAGE, as_sent(outgrown__is_on=None, walk_short__number=10, room_taken__level="blocks_release"), follow=True
    )
    customs = grid_customs_of(festival)

    assert "Nothing was changed." in same
    assert "3 checks go so from now on." in page.content.decode()
    assert customs[GridCheck.WALK_SHORT].number == 10
    assert not customs[GridCheck.OUTGROWN].is_on
    assert customs[GridCheck.ROOM_TAKEN] == Custom(CheckLevel.BLOCKS_RELEASE)
    assert AuditEvent.objects.filter(festival=festival, verb="set_grid_checks").count() == 1
    tab.post(f"{PAGE}usual/")
    assert not GridCheckSetting.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"room_taken__level": "warns"}, {"demand_over_seats__number": 20}])
def test_check_that_makes_no_sense_is_refused(
    festival: Festival, director: User, signed_in: SignedIn, changes: dict[str, object]
) -> None:
    answer = signed_in(director).post(PAGE, as_sent(**changes))

    assert answer.status_code == 400
    assert not GridCheckSetting.objects.filter(festival=festival).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("custom", [Custom(CheckLevel.FORBIDS, is_on=False), Custom(CheckLevel.INFORMS)])
def test_what_cannot_be_is_never_let_through(festival: Festival, custom: Custom) -> None:
    with pytest.raises(InvalidInput, match="Keep it on"):
        set_grid_checks(festival=festival, wanted={GridCheck.PERSON_TWICE: custom}, by=None)


@pytest.mark.django_db
def test_programmer_reads_checks_of_the_grid_and_changes_none(
    festival: Festival, member: Members, signed_in: SignedIn
) -> None:
    tab = signed_in(member(Role.PROGRAMMER))

    page = tab.get(PAGE).content.decode()
    tab.post(PAGE, as_sent(outgrown__is_on=None))

    assert "A festival manager can change these." in page
    assert "Two things in one auditorium" in page
    assert not GridCheckSetting.objects.filter(festival=festival).exists()
