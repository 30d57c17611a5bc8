"""Atom (RFC 4287): the articles, and what changed in the program."""

from collections.abc import Sequence
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator

from matinee.kit.text import html_from_markdown, markdown_escaped
from matinee.marquee.feeds.clean import clean, guid_of
from matinee.marquee.site import Site
from matinee.web.words import day_in

Facts = dict[str, Any]


class _Feed(Atom1Feed):
    """Atom with the whole text of an entry beside its summary, which Django's own leaves out."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: Facts) -> None:
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content", item["content"], {"type": "html"})


def articles_feed(title: str, site: Site) -> bytes:
    """Return the feed of articles."""
    feed = _feed(title, "articles.atom", site)
    for article in site.articles:
        feed.add_item(
            title=clean(article["headline"]),
            link=site.url(article["href"]),
            description=clean(article["standfirst"] or article["headline"]),
            content=clean(html_from_markdown("\n\n".join([article["body"], *corrections_of(article)]))),
            author_name=clean(article["byline"] or site.festival["name"]),
            pubdate=article["published_at"],
            updateddate=article["changed_at"],
            unique_id=guid_of("article", article["code"]).urn,
            categories=[clean(tag) for tag in article["tags"]],
        )
    return _written(feed)


def corrections_of(article: Facts) -> list[str]:
    """Return an article's corrections as paragraphs, each with its day."""
    rows = [(day_in(row["at"]), markdown_escaped(row["note"])) for row in article.get("corrections", [])]
    return [gettext("Correction, %(day)s: %(note)s") % {"day": day, "note": note} for day, note in rows]


def changes_feed(title: str, edition: Facts, changes: Sequence[Facts], site: Site) -> bytes:
    """Return the feed of an edition's changes: one entry a release that changed something a visitor should know."""
    feed = _feed(title, f"{edition['slug']}/changes.atom", site)
    for change in changes:
        feed.add_item(
            title=clean(f"{edition['title']}: {change['words'][0]}"),
            link=site.url(site.href(edition["slug"])),
            description=clean(" ".join(change["words"])),
            author_name=clean(site.festival["name"]),
            pubdate=change["at"],
            updateddate=change["at"],
            unique_id=guid_of("change", change["id"]).urn,
        )
    return _written(feed)


def _feed(title: str, address: str, site: Site) -> Atom1Feed:
    return _Feed(
        title=clean(title),
        link=site.origin,
        description=clean(site.festival["tagline"]),
        language=site.language,
        feed_url=site.url(site.file(address)),
        feed_guid=guid_of("feed", f"{site.festival['slug']}/{address}").urn,
    )


def _written(feed: Atom1Feed) -> bytes:
    return feed.writeString("utf-8").encode()
