"""The sitemap (sitemaps.org 0.9) and what robots are told (RFC 9309)."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from matinee.marquee.site import Site

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
UNLISTED = frozenset({"404.html", "offline.html"})


def sitemap_of(addresses: Iterable[str], site: Site) -> bytes:
    """Return the sitemap of the pages at these addresses."""
    root, origin = Element("urlset", {"xmlns": NAMESPACE}), site.origin
    for address in sorted(addresses):
        if address.endswith(".html") and address not in UNLISTED:
            SubElement(SubElement(root, "url"), "loc").text = origin + address.removesuffix("index.html")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def robots_of(site: Site) -> bytes:
    """Return ``robots.txt`` for a site that stands on a host of its own."""
    return f"User-agent: *\nAllow: /\nSitemap: {site.origin}sitemap.xml\n".encode()
