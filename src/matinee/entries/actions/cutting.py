"""Replacing a cut after an entry was sent: the earlier one is kept on record, and all is weighed anew."""

from django.db import transaction
from django.utils.translation import gettext as _

from matinee.accounts.models import User
from matinee.entries.actions.considering import consider_entry
from matinee.entries.models import Cut, Entry
from matinee.entries.states import EntryState
from matinee.festival.actions import audit
from matinee.films.actions import change_film, set_screener
from matinee.films.models import Screener
from matinee.kit.errors import InvalidInput, WrongState


@transaction.atomic
def replace_cut(  # noqa: PLR0913  an action's arguments are all keywords
    *, entry: Entry, running_time_s: int, by: User | None, url: str = "", password: str = "", note: str = ""
) -> Cut:
    """Put a new cut in place of the one that was sent; return the record of the earlier one.

    An address left empty keeps the link or the file that is there. After a new file has arrived, which is a cut by
    itself, this tells what is new in that one.

    Raises
    ------
    WrongState
        The entry is not in consideration; a film in a lineup is changed with the festival.
    """
    entry = Entry.objects.select_for_update(of=("self",)).select_related("film", "festival", "call").get(pk=entry.pk)
    if entry.state != EntryState.CONSIDERED:
        raise WrongState(_("A cut can be replaced while the film is considered. Please write to the festival."))
    film, newest = entry.film, entry.cuts.first()
    is_telling = newest is not None and newest.is_file and not newest.note and not url
    if (film.running_time_s, "") == (running_time_s, url) and not note.strip():
        raise InvalidInput("note", note, _("Say what is new in this cut, or give its length or its link."))
    if newest is not None and is_telling:
        earlier = _told(newest, note, by)
    else:
        screener = Screener.objects.filter(film=film).select_related("upload").first()
        earlier = keep_cut(entry=entry, screener=screener, by=by, note=note)
    change_film(film=film, by=by, running_time_s=running_time_s)
    if url:
        set_screener(film=film, url=url, password=password, by=by)
    consider_entry(entry=entry, by=by)
    return earlier


@transaction.atomic
def keep_cut(*, entry: Entry, screener: Screener | None, by: User | None, note: str = "", is_file: bool = False) -> Cut:
    """Write down the cut that is about to be replaced: how long it was, where it was watched."""
    film = entry.film
    earlier = Cut(entry=entry, number=entry.cuts.count() + 1, running_time_s=film.running_time_s, note=note[:300])
    earlier.by, earlier.is_file = by, is_file
    if screener is not None:
        earlier.url, earlier.password = screener.url, screener.password
        earlier.upload_name = screener.upload.name if screener.upload else ""
    earlier.save()
    audit(festival=entry.festival, by=by, verb="replace_cut", about=entry, cut=earlier.number + 1, note=note)
    return earlier


def _told(cut: Cut, note: str, by: User | None) -> Cut:
    """Add to a cut that came as a file what is new in it."""
    cut.note = note.strip()[:300]
    cut.save(update_fields=["note"])
    audit(festival=cut.entry.festival, by=by, verb="describe_cut", about=cut.entry, cut=cut.number + 1, note=note)
    return cut
