"""Captions of a film: read, cleaned and kept as WebVTT."""

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.festival.actions import audit
from matinee.films.models import Caption, Film
from matinee.films.rules.captions import vtt_of
from matinee.kit.errors import InvalidInput
from matinee.kit.places import language_code


@transaction.atomic
def set_caption(*, film: Film, language: str, content: bytes, by: User | None) -> Caption:
    """Keep a film's captions in one language, replacing those it had.

    Raises
    ------
    InvalidInput
        Not captions that can be read, or no language.
    """
    code = language_code(language)
    if code is None:
        raise InvalidInput("language", language, _("Name the language, such as English or es."))
    caption, _made = Caption.objects.update_or_create(film=film, language=code, defaults={"text": vtt_of(content)})
    audit(festival=film.festival, by=by, verb="set_caption", about=film, language=code)
    return caption


@transaction.atomic
def remove_caption(*, caption: Caption, by: User | None) -> None:
    """Take the captions of one language away."""
    film, language = caption.film, caption.language
    caption.delete()
    audit(festival=film.festival, by=by, verb="remove_caption", about=film, language=language)
