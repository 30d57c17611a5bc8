"""schema.org as JSON-LD: edition ``Festival``, program ``ScreeningEvent``, film ``Movie``."""

from collections.abc import Callable
from typing import Any

from matinee.films.states import CreditRole
from matinee.marquee.site import Site
from matinee.schedule.states import ScreeningState

Facts = dict[str, Any]
Movie = Callable[[Facts, Facts, Site], Facts]
CONTEXT = "https://schema.org"


def edition_ld(card: Facts, programs: list[Facts], site: Site) -> Facts:
    """Return the edition with its programs as events inside it."""
    events = [event for program in programs for event in _events(card, program, site, _named)]
    return {"@context": CONTEXT, **_festival(card, site), **_filled({"subEvent": events})}


def program_ld(card: Facts, program: Facts, site: Site) -> Facts:
    """Return one program's screenings."""
    events = [event | {"superEvent": _festival(card, site)} for event in _events(card, program, site, _shown)]
    return {"@context": CONTEXT, "@graph": events}


def film_ld(film: Facts, site: Site) -> Facts:
    """Return one film as its own page shows it, its makers beside it."""
    names = [(row["name"], row["href"]) for row in film["makers"] if row["role"] == CreditRole.DIRECTOR]
    return {"@context": CONTEXT, **_movie(film, names, site)}


def festival_ld(site: Site) -> Facts:
    """Return the site and the organisation behind it."""
    told = site.festival
    place = _filled({"@type": "PostalAddress", "addressLocality": told["city"], "addressCountry": told["country"]})
    organisation = _filled(
        {
            "@type": "Organization", "@id": f"{site.origin}#festival", "name": told["name"], "url": site.origin,
            "slogan": told["tagline"], "email": told["contact_email"], "sameAs": told["website"], "address": place,
        }
    )  # fmt: skip
    search = {
        "@type": "SearchAction", "target": f"{site.origin}search/?q={{words}}", "query-input": "required name=words",
    }  # fmt: skip
    website = {"@type": "WebSite", "name": told["name"], "url": site.origin, "potentialAction": search}
    return {"@context": CONTEXT, "@graph": [organisation, website]}


def person_ld(person: Facts, site: Site) -> Facts:
    """Return one person."""
    told = {
        "@type": "Person", "name": person["name"], "url": site.url(person["href"]), "description": person["bio"],
        "sameAs": [link["url"] for link in person["links"]],
    }  # fmt: skip
    return {"@context": CONTEXT, **_filled(told)}


def strand_ld(strand: Facts, site: Site) -> Facts:
    """Return a strand as the series of everything it showed."""
    events = [
        {"@type": "Event", "name": row["title"], "url": site.url(row["href"]), "startDate": _day(year["edition"])}
        for year in strand["years"]
        for row in year["programs"]
    ]
    told = {"@type": "EventSeries", "name": strand["title"], "url": site.url(strand["href"]), "subEvent": events}
    return {"@context": CONTEXT, **_filled(told | {"description": strand["about"]})}


def article_ld(article: Facts, film: Facts | None, site: Site) -> Facts:
    """Return an article with its corrections."""
    picture = film["picture"] if film else None
    told = {
        "@type": "NewsArticle", "headline": article["headline"], "description": article["standfirst"],
        "url": site.url(article["href"]), "datePublished": article["published_at"].isoformat(),
        "author": {"@type": "Person", "name": article["byline"]} if article["byline"] else None,
        "publisher": {"@type": "Organization", "name": site.festival["name"], "url": site.origin},
        "image": site.url(picture["src"]) if picture else "", "keywords": ", ".join(article["tags"]),
        "inLanguage": article["lang"] or site.language,
        "about": {"@type": "Movie", "name": film["title"], "url": site.url(film["href"])} if film else None,
        "correction": [
            {"@type": "CorrectionComment", "text": row["note"], "datePublished": row["at"].isoformat()}
            for row in article.get("corrections", [])
        ],
    }  # fmt: skip
    return {"@context": CONTEXT, **_filled(told)}


def talk_ld(talk: Facts, site: Site) -> Facts:
    """Return an interview: its video where there is one, with what is said in it."""
    film = talk["film"]
    words = "\n".join(part["text"] for part in talk["transcript"])
    told = {
        "@type": "VideoObject" if talk["src"] or talk["embed"] else "Article",
        "name": f"{film['title']}: {talk['guests']}" if talk["guests"] else film["title"],
        "url": site.url(talk["href"]), "contentUrl": site.url(talk["src"]) if talk["src"] else "",
        "embedUrl": talk["embed"].get("player", ""), "transcript": words, "inLanguage": talk.get("language", ""),
        "about": {"@type": "Movie", "name": film["title"], "url": site.url(film["href"])},
    }  # fmt: skip
    return {"@context": CONTEXT, **_filled(told)}


def _day(edition: Facts) -> str:
    first = edition["starts_on"]
    return str(first.isoformat() if first else edition["month"].strftime("%Y-%m"))


def _festival(card: Facts, site: Site) -> Facts:
    edition = card["edition"]
    last = edition["ends_on"]
    return _filled(
        {
            "@type": "Festival",
            "name": f"{site.festival['name']}: {edition['title']}",
            "url": site.url(site.href(edition["slug"])),
            "startDate": _day(edition),
            "endDate": last.isoformat() if last else "",
            "location": {"@type": "Place", "name": edition["place"]} if edition["place"] else None,
            "organizer": {"@type": "Organization", "name": site.festival["name"], "url": site.origin},
        }
    )


def _events(card: Facts, program: Facts, site: Site, movie: Movie) -> list[Facts]:
    works = [
        {"@type": "ScreeningEvent", "name": film["title"], "workPresented": movie(film, card, site)}
        for film in program["films"]
    ]
    return [_screening(program, row, works, site) for row in program["showings"]]


def _screening(program: Facts, row: Facts, works: list[Facts], site: Site) -> Facts:
    is_going = row["state"] == ScreeningState.SCHEDULED
    venue = row["venue"]
    address = _filled(
        {
            "@type": "PostalAddress", "streetAddress": venue["address"], "addressLocality": venue["city"],
            "addressRegion": venue["region"], "addressCountry": venue["country"],
        }
    )  # fmt: skip
    return _filled(
        {
            "@type": "ScreeningEvent",
            "name": program["title"],
            "url": site.url(program["href"]),
            "description": program["about"],
            "startDate": row["starts_at"].isoformat(),
            "endDate": row["ends_at"].isoformat(),
            "doorTime": row["doors_at"].isoformat(),
            "eventStatus": f"https://schema.org/Event{'Scheduled' if is_going else 'Cancelled'}",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@type": "MovieTheater", "name": f"{venue['name']}, {row['auditorium']}", "address": address},
            "subEvent": works,
        }
    )


def _named(film: Facts, _card: Facts, site: Site) -> Facts:
    """Return a film by name and address: a bill of many stays light, and the film's own page tells the rest."""
    return {"@type": "Movie", "name": film["title"], "url": site.url(film["href"])}


def _shown(film: Facts, card: Facts, site: Site) -> Facts:
    """Return a film with its directors: what a program's page tells of it."""
    slugs = [credit["person"] for credit in film["credits"] if credit["role"] == CreditRole.DIRECTOR]
    return _movie(film, [(card["people"][slug]["name"], site.href("people", slug)) for slug in slugs], site)


def _movie(film: Facts, directors: list[tuple[str, str]], site: Site) -> Facts:
    minutes = round((film["running_time_s"] or 0) / 60)
    return _filled(
        {
            "@type": "Movie",
            "name": film["title"],
            "alternateName": film["original_title"],
            "url": site.url(film["href"]),
            "description": film["logline"],
            "duration": f"PT{minutes}M" if minutes else "",
            "dateCreated": str(film["year"] or ""),
            "director": [{"@type": "Person", "name": name, "url": site.url(href)} for name, href in directors],
            "countryOfOrigin": [{"@type": "Country", "name": code} for code in film["countries"]],
            "inLanguage": film["languages"],
            "subtitleLanguage": film["subtitles"],
            "image": site.url(film["picture"]["src"]) if film["picture"] else "",
            "sameAs": film["website"],
        }
    )


def _filled(data: Facts) -> Facts:
    """Return the data without what is not known."""
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}
