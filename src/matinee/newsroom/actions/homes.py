"""Keeping everything of the newsroom at home in its festival."""

from matinee.festival.models import Festival
from matinee.kit.errors import InvalidInput
from matinee.newsroom.models import Article, Interview


def check_home(festival: Festival, row: Interview | Article) -> None:
    """Refuse a film or an edition of another festival."""
    for name in ("film", "edition"):
        thing = getattr(row, name)
        if thing is not None and thing.festival_id != festival.pk:
            raise InvalidInput(name, thing, f"Choose one of {festival}.")
