"""A row that does not fit is refused in words, before the database refuses it without."""

from datetime import date

import pytest

from matinee.festival.actions import plan_edition
from matinee.festival.models import Edition, Festival
from matinee.kit.errors import InvalidInput


@pytest.mark.django_db
def test_checked_refuses_a_second_row_of_the_same_name(festival: Festival, edition: Edition) -> None:
    with pytest.raises(InvalidInput) as refused:
        plan_edition(festival=festival, slug=edition.slug, title="Again", starts_on=date(2031, 4, 5), by=None)

    assert "already exists" in refused.value.message
    assert Edition.objects.filter(festival=festival).count() == 1
