"""The ledger of a film's money and help."""

import pytest

from matinee.festival.models import AuditEvent, Edition
from matinee.films.models import Film
from matinee.funding.actions import change_source, record_source, remove_source
from matinee.funding.models import SourceKind
from matinee.funding.queries import sources_of
from matinee.kit.errors import InvalidInput
from tests.street import make_film


@pytest.fixture
def film(edition: Edition) -> Film:
    return make_film(edition, "The Long Loom")


def test_sources_keep_the_order_they_were_put_in(film: Film) -> None:
    for name in ("City Arts", "A college", "A lamp shop"):
        record_source(film=film, kind=SourceKind.UNSTATED, name=name, by=None)

    assert [source.name for source in sources_of(film)] == ["City Arts", "A college", "A lamp shop"]
    assert AuditEvent.objects.filter(verb="record_source").count() == 3


@pytest.mark.parametrize(("currency", "field"), [("", "currency"), ("EURO", "currency"), ("XQZ", "currency")])
def test_amount_needs_a_currency_that_exists(film: Film, currency: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        record_source(film=film, kind=SourceKind.CASH, name="Savings", by=None, amount_minor=100, currency=currency)

    assert refused.value.field == field


def test_unknown_kind_is_refused(film: Film) -> None:
    with pytest.raises(InvalidInput, match="kind"):
        record_source(film=film, kind="luck", name="A lottery", by=None)  # type: ignore[arg-type]  # what a form may send


def test_source_is_corrected_and_removed(film: Film) -> None:
    source = record_source(film=film, kind=SourceKind.IN_KIND, name="A lamp shop", by=None)

    change_source(source=source, by=None, what="Forty lamps")
    source.refresh_from_db()
    assert source.what == "Forty lamps"
    remove_source(source=source, by=None)
    assert list(sources_of(film)) == []
