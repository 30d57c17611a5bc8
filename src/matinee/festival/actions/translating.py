"""Saying the public words of a festival's things in other languages."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions.auditing import audit
from matinee.festival.models import Edition, Festival, Translated, Translation
from matinee.kit.errors import InvalidInput

# The longest that each text may be, as its column in the festival's own language has it; 0: as long as one likes.
LONGEST: Final[dict[Translated, dict[str, int]]] = {
    Translated.FESTIVAL: {"tagline": 200, "about": 0, "how_to_submit": 0},
    Translated.EDITION: {"title": 120, "about": 0},
    Translated.STRAND: {"title": 120, "about": 0},
    Translated.PROGRAM: {"title": 160, "about": 0},
    Translated.FILM: {"title": 400, "logline": 500, "synopsis": 0, "making": 0, "content_notes": 300},
}


@transaction.atomic
def choose_languages(*, festival: Festival, languages: Sequence[str], by: User | None) -> Festival:
    """Choose in which languages, besides its own, the festival's pages are published from the next release on.

    Raises
    ------
    InvalidInput
        A language that pages are not translated to, or one that is also an edition's short name.
    """
    known = dict(settings.LANGUAGES)
    chosen = [code for code in dict.fromkeys(languages) if code != festival.language]
    for code in chosen:
        if code not in known:
            raise InvalidInput("other_languages", code, _("Choose from: %(known)s.") % {"known": ", ".join(known)})
        if Edition.objects.filter(festival=festival, slug=code).exists():
            said = _("An edition has this word as its short name, so pages cannot lie there.")
            raise InvalidInput("other_languages", code, said)
    if chosen != festival.other_languages:
        before, festival.other_languages = festival.other_languages, chosen
        festival.save(update_fields=["other_languages", "changed_at"])
        audit(
            festival=festival, by=by, verb="choose_languages", about=festival, changed={"languages": [before, chosen]}
        )
    return festival


@transaction.atomic
def translate(  # noqa: PLR0913  an action's arguments are all keywords
    *, festival: Festival, kind: Translated, thing: int, language: str, words: Mapping[str, str], by: User | None
) -> Translation | None:
    """Say a thing's public words in another language; empty texts go, and with the last one the whole translation.

    Raises
    ------
    InvalidInput
        The language is none of the festival's others, a text that the thing does not have, or one that is too long.
    """
    if language not in festival.other_languages:
        known = ", ".join(festival.other_languages) or _("none yet")
        raise InvalidInput("language", language, _("Choose from: %(known)s.") % {"known": known})
    kept = {name: text.strip() for name, text in words.items() if text.strip()}
    _check(kind, kept)
    found = Translation.objects.filter(festival=festival, kind=kind, thing=thing, language=language)
    row = found.select_for_update().first() or Translation(festival=festival, kind=kind, thing=thing, language=language)
    if row.words == kept:
        return row if row.pk else None
    row.words = kept
    if kept:
        row.save()
    else:
        found.delete()
    audit(festival=festival, by=by, verb="translate", about=festival, kind=str(kind), thing=thing, language=language)
    return row if kept else None


def _check(kind: Translated, words: Mapping[str, str]) -> None:
    """Refuse texts that a thing does not have, and those that are longer than its own may be."""
    limits = LONGEST[kind]
    for name, text in words.items():
        if name not in limits:
            raise InvalidInput(name, text, _("Choose from: %(known)s.") % {"known": ", ".join(limits)})
        if limits[name] and len(text) > limits[name]:
            raise InvalidInput(name, text, _("Give at most %(most)d letters.") % {"most": limits[name]})
