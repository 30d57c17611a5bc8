"""``worker.js``: what keeps the festival's pages readable without a connection."""

import json
from datetime import date

from matinee.marquee.assets import worker_script
from matinee.marquee.site import Site


def worker_of(site: Site, addresses: list[str], today: date) -> bytes:
    """Return the service worker of the site: its script, with what it fetches first.

    That is little: the pages that answer anything (search, schedule, the page for no connection), and the bills
    that lie ahead. What else a visitor opens is kept when they open it.
    """
    ahead = [card["edition"]["slug"] for card in site.cards if (card["edition"]["ends_on"] or date.min) >= today]
    first = ["", "offline.html", "search/", "search/index.json", "my-schedule/", *addresses]
    first += [f"{slug}/{name}" for slug in ahead for name in ("", "showings.json")]
    told = {
        "base": site.base,
        "root": site.root,
        "first": [site.file(address) for address in first],
    }
    return f"const SITE = {json.dumps(told)};\n{worker_script()}".encode()
