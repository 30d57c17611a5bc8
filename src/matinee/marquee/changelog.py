"""What releases changed for visitors, release by release, in the language of the page that tells it."""

from datetime import datetime
from typing import Any

from django.utils import translation

from matinee.festival.models import Edition, Festival
from matinee.marquee.changes import change_words
from matinee.marquee.site import Site
from matinee.marquee.tongues import card_in
from matinee.releases.queries import releases_of

Facts = dict[str, Any]


def words_said(festival: Festival, before: Facts | None, card: Facts) -> dict[str, list[str]]:
    """Return what changes from one card to the next in each of the festival's other languages."""
    found = {}
    for language in festival.other_languages:
        with translation.override(language):
            found[language] = change_words(card_in(before, language) if before else None, card_in(card, language))
    return found


def changes_of(edition: Edition, words: list[str], said: dict[str, list[str]], now: datetime) -> list[Facts]:
    """Return what releases changed for visitors, the newest first, the one that is being built included."""
    told = [row.summary for row in releases_of(edition).reverse() if row.summary.get("words")]
    found: list[Facts] = [
        {"words": row["words"], "said": row.get("said", {}), "at": datetime.fromisoformat(row["built_at"])}
        for row in told
        if row.get("built_at")
    ]
    found += [{"words": words, "said": said, "at": now}] if words else []
    names = f"{edition.festival.slug}/{edition.slug}"
    return [change | {"id": f"{names}/{number}"} for number, change in enumerate(found)][::-1]


def changes_in(changes: list[Facts], site: Site) -> list[Facts]:
    """Return changes as a site tells them: in its language, or in the festival's own, and then marked as that."""
    return [_in(change, site) for change in changes]


def _in(change: Facts, site: Site) -> Facts:
    plain = {name: change[name] for name in ("id", "at")}
    if site.language == site.own_language:
        return plain | {"words": change["words"], "lang": ""}
    known = change["said"].get(site.language)
    return plain | {"words": known or change["words"], "lang": "" if known else site.own_language}
