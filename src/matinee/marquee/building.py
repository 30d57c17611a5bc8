"""Building every file of an edition's next release, without publishing anything."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.text import capfirst

from matinee.festival.models import Edition, Festival
from matinee.festival.queries import upcoming_editions
from matinee.films.states import CreditRole
from matinee.kit.clock import today_in
from matinee.marquee.affected import Affected, affected
from matinee.marquee.assets import release_assets
from matinee.marquee.cards import Cards
from matinee.marquee.changelog import changes_in, changes_of, words_said
from matinee.marquee.changes import change_words
from matinee.marquee.downloads import handout_files
from matinee.marquee.facts import Facts, facts_of, festival_facts, frozen, thawed
from matinee.marquee.feeds.atom import articles_feed, changes_feed
from matinee.marquee.feeds.calendar import calendar_of
from matinee.marquee.feeds.frab import as_json, as_xml, schedule_of
from matinee.marquee.feeds.offline import worker_of
from matinee.marquee.feeds.search import search_index
from matinee.marquee.feeds.showings import showings_of
from matinee.marquee.feeds.sitemap import robots_of, sitemap_of
from matinee.marquee.festival_pages import festival_pages
from matinee.marquee.pages import Page, drawn, edition_pages
from matinee.marquee.pictures import Gallery
from matinee.marquee.plates import Plates
from matinee.marquee.rows import shown_interviews
from matinee.marquee.site import Site
from matinee.marquee.staging import staged_edition, staged_program
from matinee.marquee.talks import talk_files
from matinee.marquee.tongues import card_in, is_in, languages_of
from matinee.marquee.words import when_words
from matinee.newsroom.models import Article
from matinee.newsroom.queries import published_articles
from matinee.releases.models import Release
from matinee.releases.queries import content_of, live_release, live_releases, releases_root
from matinee.releases.rules import LASTING, File

Files = Iterator[File]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Build:
    """What the next release would hold, what that changes for visitors, and stills that could not be read."""

    files: list[File]
    words: list[str]
    said: dict[str, list[str]]
    at: datetime
    unreadable: list[str]


def build(edition: Edition, *, progress: Progress | None = None, with_festival_pages: bool = True) -> Build:
    """Return every file of the edition's next release: its own pages and feeds, and the festival's pages.

    What has not changed since an earlier build comes as the digest of what lies in the store.
    """
    say, now, festival = progress or _silent, timezone.now(), edition.festival
    with translation.override(festival.language):
        gallery = Gallery(releases_root(), lambda hung, total: say(hung, total, "stills"))
        live = live_release(edition)
        before = card_of(live, edition.slug)
        if live and before:
            gallery.recall(before, live.manifest)
        content = frozen(facts_of(edition, gallery))
        card = thawed(content)
        words = change_words(before, card)
        said = words_said(festival, before, card) if words else {}
        others = published_cards(festival, but=edition)
    changes = changes_of(edition, words, said, now)

    def make(site: Site, plates: Plates) -> Files:
        own = next(one for one in site.cards if one["edition"]["slug"] == edition.slug)
        told = changes_in(changes, site)
        pages = [*edition_pages(own, site), _changes_page(own, told, site)]
        made = list(edition_feeds(own, told, site, plates))
        made += Cards(releases_root(), dict(gallery.files())).files(page.card for page in pages if page.card)
        made += [printed(page, plates) for page in _counted(pages, say)]
        yield from made
        if with_festival_pages:
            yield from festival_files(site, festival, plates)
        plates.keep(others=[other["edition"]["slug"] for other in others])

    files: list[File] = [(f"{edition.slug}/edition.json", content), *gallery.files(), *release_assets()[1]]
    told = [slug for slug, film in card["films"].items() if film["interviews"]]
    talks = shown_interviews().filter(film__slug__in=told, festival=festival) if told else ()
    files += talk_files(talks, releases_root())
    files += handout_files(edition, releases_root())
    files += in_every_language(festival, [card, *others], make)
    return Build(files, words, said, now, gallery.missing)


def in_every_language(festival: Festival, cards: list[Facts], make: Callable[[Site, Plates], Files]) -> Files:
    """Yield what ``make`` gives for the festival's site in each of its languages, in that language's folder."""
    for language in languages_of(festival):
        with translation.override(language):
            site = site_with(festival, cards, language)
            for address, content in make(site, Plates(releases_root(), site)):
                yield address if address.startswith(LASTING) else site.folder + address, content


def _changes_page(card: Facts, changes: list[Facts], site: Site) -> Page:
    edition = staged_edition(card, site)
    return Page(f"{edition['slug']}/changes/index.html", "changes", {"edition": edition, "changes": changes})


def printed(page: Page, plates: Plates) -> File:
    """Return a page's file: from the store, or drawn."""
    return plates.print_page(page.address, [page.template, page.context, page.here], lambda site: drawn(page, site)[1])


def pending(edition: Edition, *, since: Release | None = None) -> list[Affected]:
    """Return for whom a release published now would change what, without drawing anything.

    It is compared with what is live, or with the release that ``since`` names.
    """
    with translation.override(edition.festival.language):
        card = thawed(frozen(facts_of(edition, Gallery(releases_root(), is_dry=True))))
        return affected(card_of(since or live_release(edition), edition.slug), card)


def changed_between(old: Release | None, new: Release) -> list[Affected]:
    """Return for whom what changes from one release of an edition to another."""
    slug = new.edition.slug
    with translation.override(new.edition.festival.language):
        card = card_of(new, slug)
        return affected(card_of(old, slug), card) if card else []


def published_cards(festival: Festival, *, but: Edition | None = None) -> list[Facts]:
    """Return the facts of everything that is live (``but`` for one edition), read back from the releases themselves."""
    rows = live_releases(festival).exclude(edition=but) if but else live_releases(festival)
    cards = [card_of(release, release.edition.slug) for release in rows]
    return [card for card in cards if card is not None]


def card_of(release: Release | None, slug: str) -> Facts | None:
    """Return the facts that a release was made of."""
    content = content_of(release.manifest, f"{slug}/edition.json") if release else None
    return thawed(content) if content else None


def site_with(festival: Festival, cards: Iterable[Facts], language: str) -> Site:
    """Return the festival's site in a language with these editions on it, the newest first."""
    known = list(cards)
    absent = {card["edition"]["slug"] for card in known if language != festival.language and not is_in(card, language)}
    order = sorted(
        (card_in(card, language) for card in known),
        key=lambda card: (card["edition"]["month"], str(card["edition"]["starts_on"] or "")),
        reverse=True,
    )
    site = Site(
        festival_facts(festival, language),
        release_assets()[0],
        order,
        language=language,
        languages=languages_of(festival),
        absent=frozenset(absent),
    )
    shown = {card["edition"]["slug"] for card in order}
    ahead = upcoming_editions(festival).prefetch_related("strand_links__strand")
    announced = [_announced(edition) for edition in ahead if edition.slug not in shown]
    articles = [_article(article, site) for article in published_articles(festival, timezone.now())]
    return replace(site, announced=announced, articles=articles)


def edition_feeds(card: Facts, changes: list[Facts], site: Site, plates: Plates) -> Files:
    """Yield calendars, schedules and the changes of one edition."""
    edition = staged_edition(card, site)
    root = edition["slug"]
    programs = [staged_program(program, card, site) for program in card["programs"]]
    name = f"{site.festival['name']}: {edition['title']}"
    yield _calendar(f"{root}/calendar.ics", name, programs, edition, plates)
    for program in programs:
        if program["showings"]:
            yield _calendar(f"{root}/programs/{program['slug']}.ics", program["title"], [program], edition, plates)
    lean = {"edition": card["edition"], "people": _directors(card)}
    for ending, written in (("json", as_json), ("xml", as_xml)):
        yield plates.print_page(
            f"{root}/schedule.{ending}",
            [lean, programs],
            lambda site, written=written: written(schedule_of(lean, programs, site)),  # type: ignore[misc]
        )
    yield plates.print_page(
        f"{root}/showings.json", [edition, programs], lambda site: showings_of(edition, programs, site)
    )
    if changes:
        yield f"{root}/changes.atom", changes_feed(name, edition, changes, site)


def _directors(card: Facts) -> Facts:
    """Return the people of a card as schedules name them."""
    credited = [credit for film in card["films"].values() for credit in film["credits"]]
    slugs = {credit["person"] for credit in credited if credit["role"] == CreditRole.DIRECTOR}
    return {slug: {"name": card["people"][slug]["name"]} for slug in sorted(slugs)}


def _calendar(address: str, name: str, programs: list[Facts], edition: Facts, plates: Plates) -> File:
    return plates.print_page(
        address, [name, programs, edition], lambda site: calendar_of(name, programs, edition, site)
    )


def festival_files(site: Site, festival: Festival, plates: Plates) -> Files:
    """Yield the festival's pages and feeds, and the assets that all pages need."""
    today = today_in(festival.time_zone)
    pages = list(festival_pages(site, today))
    assets = release_assets()[1]
    yield from assets
    yield from Cards(releases_root(), {}).files(page.card for page in pages if page.card)
    for page in pages:
        yield printed(page, plates)
    if site.articles:
        yield "articles.atom", articles_feed(festival.name, site)
    yield "search/index.json", search_index(site)
    yield "worker.js", worker_of(site, [address for address, _ in assets], today)
    known = {*(page.address for page in pages), *_addresses_of(site)}
    yield "sitemap.xml", sitemap_of(known, site)
    if not site.folder:
        yield "robots.txt", robots_of(site)


def _addresses_of(site: Site) -> Iterator[str]:
    """Yield the addresses of all published editions' pages."""
    for card in site.cards:
        root = card["edition"]["slug"]
        if root in site.absent:
            continue
        yield from (f"{root}/index.html", f"{root}/changes/index.html")
        yield from (f"{root}/programs/{program['slug']}/index.html" for program in card["programs"])
        yield from (f"{root}/films/{slug}/index.html" for slug in card["films"])


def _announced(edition: Edition) -> Facts:
    names = ("slug", "title", "starts_on", "ends_on", "month", "place", "accent")
    told: dict[str, Any] = {name: getattr(edition, name) for name in names}
    strands = [{"title": link.strand.title, "accent": link.strand.accent} for link in edition.strand_links.all()]
    return told | {"when": capfirst(when_words(told)), "strands": strands, "href": "", "counts": ""}


def _article(article: Article, site: Site) -> Facts:
    names = ("code", "slug", "headline", "standfirst", "body", "byline", "tags", "published_at", "changed_at")
    language = article.language or site.own_language
    film, edition = article.film, article.edition
    told: dict[str, Any] = {name: getattr(article, name) for name in names}
    return told | {
        "href": site.href("articles", article.slug),
        "lang": "" if language == site.language else language,
        "film": film.slug if film else "",
        "edition": edition.slug if edition else "",
        "film_href": site.film_href(film.slug) if film else "",
        "corrections": [{"at": row.created_at, "note": row.note} for row in article.corrections.all()],
    }


def _counted(pages: list[Any], say: Progress) -> Iterator[Any]:
    for number, page in enumerate(pages, 1):
        yield page
        say(number, len(pages), "pages")


def _silent(_done: int, _total: int, _what: str) -> None:
    """Take progress that nobody asked for."""
