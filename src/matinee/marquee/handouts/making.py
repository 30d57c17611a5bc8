"""Making a handout: facts to file, with progress, in the festival's own language."""

import hashlib
import tempfile
from collections.abc import Callable
from typing import IO, Any

from django.utils import timezone, translation

from matinee.accounts.models import User
from matinee.festival.models import Edition
from matinee.films.models import Film
from matinee.kit.errors import Unavailable
from matinee.marquee.facts import facts_of, festival_facts, frozen, thawed
from matinee.marquee.handouts.kit import write_kit
from matinee.marquee.handouts.pictures import content_of, for_print
from matinee.marquee.handouts.told import told_booklet
from matinee.marquee.handouts.typeset import typeset
from matinee.marquee.pictures import Gallery
from matinee.newsroom.actions import keep_handout
from matinee.newsroom.models import Handout, HandoutKind
from matinee.releases.queries import releases_root

Facts = dict[str, Any]
Progress = Callable[[int, int, str], None]
SPOOLED_BYTES = 20_000_000


def make(handout: Handout, *, by: User | None, progress: Progress) -> Handout:
    """Make a booklet or a press kit anew and keep it; ``progress`` is told ``(done, total, "stills" | "setting")``.

    Raises
    ------
    Unavailable
        It could not be written; what was made before stays.
    """
    edition = handout.edition
    try:
        with translation.override(edition.festival.language), tempfile.SpooledTemporaryFile(SPOOLED_BYTES) as made:
            facts = facts_now(edition)
            card = thawed(facts)
            if handout.kind == HandoutKind.BOOKLET:
                made.write(_booklet(handout, card, progress))
            else:
                write_kit(made, handout, card, progress)
            return keep_handout(handout=handout, content=_whole(made), made_from=digest_of(handout, facts), by=by)
    except OSError as error:
        raise Unavailable(
            f"The file could not be written ({error.strerror}). Free some space and try again."
        ) from error


def facts_now(edition: Edition) -> bytes:
    """Return an edition's public facts as they stand, frozen, without drawing any picture."""
    facts = facts_of(edition, Gallery(releases_root(), is_dry=True))
    return frozen({name: told for name, told in facts.items() if name != "handouts"})


def digest_of(handout: Handout, facts: bytes) -> str:
    """Return the digest of everything a handout is made of: when it differs, the file tells old news."""
    festival = handout.edition.festival
    stills = Film.objects.filter(festival=festival, slug__in=thawed(facts)["films"]).order_by("pk")
    pictures = stills.values_list("slug", "still", "still_alt", "still_credit", "still_rights")
    told = [list(pictures), handout.welcome, handout.thanks, sorted(festival_facts(festival).items())]
    return hashlib.sha256(facts + repr(told).encode()).hexdigest()


def _whole(made: IO[bytes]) -> IO[bytes]:
    made.seek(0)
    return made


def _booklet(handout: Handout, card: Facts, progress: Progress) -> bytes:
    told = told_booklet(card, festival_facts(handout.edition.festival), handout)
    pictures = _hung(handout, told, progress)
    progress(len(pictures), len(pictures), "setting")
    return typeset(told, pictures, timestamp=int(timezone.now().timestamp()))


def _hung(handout: Handout, told: Facts, progress: Progress) -> dict[str, bytes]:
    """Return the stills of the films told, and name them in what is told."""
    films = Film.objects.filter(festival=handout.edition.festival, slug__in=told["films"]).exclude(still="")
    pictures: dict[str, bytes] = {}
    for done, film in enumerate(films, 1):
        content = content_of(film.still)
        printed = for_print(content, handout.paper) if content else None
        if printed is not None:
            name = f"{hashlib.sha256(film.slug.encode()).hexdigest()[:16]}.jpg"
            pictures[name] = printed
            told["films"][film.slug] |= {"picture": name, "alt": film.still_alt, "credit": film.still_credit}
        progress(done, len(films), "stills")
    return pictures
