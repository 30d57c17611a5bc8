"""Telling: articles go public by themselves when they are due, without publishing what else has changed."""

from django.utils import timezone
from django_tasks import task

from matinee.accounts.models import User
from matinee.festival.models import Festival
from matinee.marquee.building import festival_files, in_every_language, published_cards
from matinee.newsroom.queries import articles_due
from matinee.releases.actions import store_in_use
from matinee.releases.actions.sharing import renew_shared
from matinee.releases.queries import releases_root, site_manifest

PAGE, FOLDER = "/index.html", "articles/"


def renew_stories(*, festival: Festival, by: User | None) -> bool:
    """Draw the festival's own pages anew, stories among them; tell whether there was a site to renew.

    Editions stay as they were released: their film pages name a new story with their next release.
    """
    cards = published_cards(festival)
    if not cards:
        return False
    with store_in_use(releases_root()):
        files = in_every_language(festival, cards, lambda site, plates: festival_files(site, festival, plates))
        renew_shared(festival=festival, files=list(files), by=by)
    return True


@task(queue_name="default")
def renew(festival_id: int, user_id: int | None) -> bool:
    """Renew a festival's stories in the background; doing it twice changes nothing."""
    festival = Festival.objects.filter(pk=festival_id).first()
    by = User.objects.filter(pk=user_id).first() if user_id is not None else None
    return festival is not None and renew_stories(festival=festival, by=by)


def sweep_stories(*, is_dry: bool = False) -> list[str]:
    """Let articles go public whose time has come, and take back those that are drafts again; tell which festivals."""
    now = timezone.now()
    published = Festival.objects.filter(editions__releases__is_live=True).distinct()
    due = [festival for festival in published if set(articles_due(festival, now)) != articles_up(festival)]
    renewed = [festival for festival in due if is_dry or renew_stories(festival=festival, by=None)]
    return [f"The stories of {festival} are renewed." for festival in renewed]


def articles_up(festival: Festival) -> set[str]:
    """Return the short names of the articles that are up; asks the disk alone."""
    names = {address.removeprefix(FOLDER).removesuffix(PAGE) for address in site_manifest(festival.slug)
             if address.startswith(FOLDER) and address.endswith(PAGE)}  # fmt: skip
    return {name for name in names if "/" not in name and name != "index.html"}
