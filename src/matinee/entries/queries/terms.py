"""Reads: the versions of a call's terms, and which of them holds for an entry."""

from django.db.models import Count, Q, QuerySet

from matinee.entries.models import Call, CallTerms, Entry
from matinee.entries.rules.terms import Category, Terms
from matinee.entries.rules.termsheets import terms_from
from matinee.entries.states import EntryState


def versions_of(call: Call) -> QuerySet[CallTerms]:
    """Return all versions of a call, the newest first, with the number of entries sent under each."""
    sent = Count("entries", filter=~Q(entries__state=EntryState.DRAFT))
    return CallTerms.objects.filter(call=call).select_related("by").annotate(sent=sent).order_by("-number")


def newest_version(call: Call) -> CallTerms | None:
    """Return the version that holds for whoever sends now."""
    return CallTerms.objects.filter(call=call).order_by("-number").first()


def terms_of(version: CallTerms) -> Terms:
    """Return the terms of a version."""
    return terms_from(version.terms)


def terms_now(call: Call) -> Terms:
    """Return what a call asks now; one without versions asks what stands on it."""
    version = newest_version(call)
    return terms_of(version) if version else terms_on(call)


def terms_for(entry: Entry) -> Terms:
    """Return the terms that hold for an entry: those it was sent under, of a draft the newest."""
    if entry.state == EntryState.DRAFT or entry.terms is None:
        return terms_now(entry.call)
    return terms_of(entry.terms)


def terms_on(call: Call) -> Terms:
    """Return terms made of what stands on the call itself."""
    return Terms(
        wanted=call.wanted,
        running_time_min_s=call.running_time_min_s,
        running_time_max_s=call.running_time_max_s,
        currency=call.festival.currency,
        categories=tuple(Category(key="", name=name) for name in call.categories),
    )
