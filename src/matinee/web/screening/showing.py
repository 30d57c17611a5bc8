"""What the player needs to show a film to one person."""

from dataclasses import dataclass

from django.urls import reverse

from matinee.accounts.models import User
from matinee.films.models import Upload
from matinee.films.rules.media import codec_words, content_type_of, remarks_of
from matinee.kit.signing import seal
from matinee.web.screening.views import PURPOSE


@dataclass(frozen=True, slots=True)
class Track:
    """Captions in one language."""

    language: str
    href: str


@dataclass(frozen=True, slots=True)
class Showing:
    """A film as the player's template takes it; the addresses work for one person and for some hours."""

    upload: Upload
    href: str
    content_type: str
    codecs: str
    remarks: list[str]
    tracks: list[Track]
    save_href: str = ""


def showing_of(upload: Upload, user: User) -> Showing:
    """Return a film's file with addresses made for this person."""
    signed = seal(PURPOSE, upload.code, user.code)
    href = reverse("screener", args=[signed])
    languages = upload.film.captions.values_list("language", flat=True)
    return Showing(
        upload=upload,
        href=href,
        content_type=content_type_of(str(upload.file.name)),
        codecs=codec_words(upload),
        remarks=remarks_of(upload, upload.film),
        tracks=[Track(one, reverse("screener-captions", args=[signed, one])) for one in languages],
        save_href=f"{href}?save" if upload.may_download or upload.sender_id == user.pk else "",
    )
