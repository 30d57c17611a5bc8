"""What of the demo stands already; light, so that a second start is quick."""

from typing import Final

from matinee.config.demo.almanac import MAKING
from matinee.config.demo.reading import read
from matinee.festival.models import AuditEvent, Edition, Festival
from matinee.festival.states import EditionState

PASSWORD: Final = "lamps-lit-at-dusk"  # noqa: S105  told to everybody who starts the demo
BUILT: Final = "build_demo"  # the deed in the audit log by which a complete demo is recognised
SHOWN: Final = "show_demo"  # the deed by which a finished main job is recognised


def demo_festival() -> Festival | None:
    """Return the demo's festival, if it stands complete."""
    slug = read("festival")["festival"]["slug"]
    event = AuditEvent.objects.filter(verb=BUILT, festival__slug=slug).select_related("festival").first()
    return event.festival if event else None


def is_shown(festival: Festival) -> bool:
    """Tell whether the main job has been done here."""
    return AuditEvent.objects.filter(festival=festival, verb=SHOWN).exists()


def edition_in_the_making(festival: Festival) -> Edition:
    """Return the edition that the main job is about, by its strand."""
    strand = next(said for said in read("festival")["editions"] if said["day"] == MAKING)["strands"][0]
    ahead = Edition.objects.filter(festival=festival, strand_links__strand__slug=strand)
    return ahead.exclude(state=EditionState.PAST).order_by("month")[0]
