"""Tell whom a new cut concerns: its maker, and those who have marked an earlier one."""

from django.db import transaction

from matinee.accounts.models import User
from matinee.entries.models import Cut, Entry
from matinee.festival.queries import may
from matinee.festival.states import Permission
from matinee.preselection.models import Viewing
from matinee.workflows.letter_fields import address
from matinee.workflows.tell_maker import tell_maker
from matinee.workflows.tell_team import tell_team


@transaction.atomic
def tell_new_cut(*, entry: Entry, cut: Cut, by: User | None) -> None:
    """Write to the maker that the cut after ``cut`` is here, and to reviewers who marked before it, each once.

    Who has not marked yet is told nothing: they watch the newest cut anyway, and a blind call stays blind.
    """
    number = cut.number + 1
    tell_maker(entry=entry, occasion="cut_replaced", by=by, once=str(number))
    link = address("office-preselection-watch", entry.festival.slug, entry.code)
    marked = Viewing.objects.filter(entry=entry, scorecard__isnull=False).exclude(reviewer=by)
    for viewing in marked.select_related("reviewer").order_by("pk"):
        if may(viewing.reviewer, entry.festival, Permission.REVIEW):
            more = {"link": link, "message": cut.note}
            tell_team(entry=entry, occasion="new_cut", to=viewing.reviewer, by=by, once=str(number), more=more)
