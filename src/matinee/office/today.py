"""What waits today: the numbers of the desks that a person may see, and the next steps of the festival."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from matinee.accounts.models import User
from matinee.entries.models import Entry
from matinee.entries.queries import Look, calls_of, looked_for, state_counts
from matinee.entries.states import EntryState
from matinee.festival.models import Edition, Festival
from matinee.festival.queries import editions_of, team_of
from matinee.festival.states import Permission
from matinee.mailroom.queries import letter_counts
from matinee.preselection.queries import queue_of, without_viewing
from matinee.programming.queries import invitation_counts, lineup_of
from matinee.programming.states import OfferState
from matinee.releases.queries import live_release
from matinee.schedule.queries import screenings_of

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters today, and where it leads."""

    label: Words
    value: int
    href: str
    note: Words = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something to do next, why, and where."""

    title: Words
    why: Words
    action: Words
    href: str
    icon: str


def address(festival: Festival, name: str, *more: str) -> str:
    """Return a desk's address, or nothing where this installation has no such desk."""
    try:
        return reverse(name, args=[festival.slug, *more])
    except NoReverseMatch:
        return ""


def figures(festival: Festival, user: User, permissions: frozenset[Permission]) -> list[Figure]:
    """Return the numbers of the desks that this person may see."""
    found: list[Figure] = []
    if Permission.REVIEW in permissions:
        queue = queue_of(user, festival).count()
        found.append(Figure(_("in your queue"), queue, address(festival, "office-preselection")))
    if Permission.SEE_ENTRIES in permissions:
        counts = state_counts(Entry.objects.filter(festival=festival))
        pool = counts.get(EntryState.CONSIDERED, 0)
        found.append(Figure(_("entries in the pool"), pool, address(festival, "office-entries")))
        unseen = without_viewing(festival)
        found.append(Figure(_("not watched by anybody"), unseen, address(festival, "office-preselection-reviewers")))
    if Permission.MANAGE_ENTRIES in permissions:
        found += _look_figures(festival)
    if Permission.PROGRAM in permissions:
        found += _invitation_figures(festival, permissions)
    if Permission.MANAGE_FESTIVAL in permissions:
        found += _letter_figures(festival)
    return found


def _look_figures(festival: Festival) -> list[Figure]:
    """Return what of the entries somebody should look at, where there is some."""
    entries, where = Entry.objects.filter(festival=festival), address(festival, "office-entries")
    labels = {Look.ANSWERED: _("corrections answered"), Look.UNFIT: _("outside their category")}
    counted = [(look, label, looked_for(entries, look).count()) for look, label in labels.items()]
    return [Figure(label, n, f"{where}?look={look.value}") for look, label, n in counted if n]


def _invitation_figures(festival: Festival, permissions: frozenset[Permission]) -> list[Figure]:
    """Return how many films are invited, and how many of their makers said yes; who sends invitations is led there."""
    counts = invitation_counts(festival)
    where = address(festival, "office-invitations") if Permission.MANAGE_FESTIVAL in permissions else ""
    labels = {OfferState.OFFERED: _("invited, no answer yet"), OfferState.ACCEPTED: _("invitations accepted")}
    return [
        Figure(label, counts[state], f"{where}?state={state}" if where else "")
        for state, label in labels.items()
        if counts.get(state)
    ]


def _letter_figures(festival: Festival) -> list[Figure]:
    """Return how many letters need a look."""
    letters, where = letter_counts(festival), address(festival, "office-mailroom")
    labels = {
        "bounced": _("letters came back"),
        "failed": _("letters could not be delivered"),
        "waiting": _("letters on their way"),
    }
    return [
        Figure(label, letters[state], f"{where}?state={state}") for state, label in labels.items() if letters[state]
    ]


@dataclass(frozen=True, slots=True)
class EditionToday:
    """A coming edition with how far it is."""

    edition: Edition
    programs: int
    screenings: int
    is_public: bool

    @property
    def words(self) -> str:
        """How far it is, in words."""
        programs = ngettext("%d program", "%d programs", self.programs) % self.programs
        screenings = ngettext("%d screening", "%d screenings", self.screenings) % self.screenings
        return f"{programs}, {screenings}"


def coming(editions: list[Edition]) -> list[EditionToday]:
    """Return how far the next editions are."""
    return [_edition_today(edition) for edition in editions]


def _edition_today(edition: Edition) -> EditionToday:
    lineup = lineup_of(edition)
    programs = len(lineup.programs.all()) if lineup else 0
    return EditionToday(edition, programs, screenings_of(edition).count(), live_release(edition) is not None)


def next_steps(festival: Festival, permissions: frozenset[Permission], ahead: list[EditionToday]) -> list[NextStep]:
    """Return what to do next, the first things first; nothing that this person may not do."""
    steps: list[NextStep] = []
    if Permission.MANAGE_FESTIVAL in permissions:
        steps += _founding_steps(festival, has_edition=bool(ahead))
    if Permission.MANAGE_TEAM in permissions and team_of(festival).values("user").distinct().count() == 1:
        href = address(festival, "office-team")
        why = _("Reviewers, programmers, press: each gets a letter with a link.")
        steps.append(NextStep(_("Invite the team"), why, _("Invite"), href, "people"))
    if ahead:
        steps += _edition_steps(festival, permissions, ahead[0])
    return [step for step in steps if step.href]


def _founding_steps(festival: Festival, *, has_edition: bool) -> list[NextStep]:
    """Return the first steps of a new festival."""
    steps = []
    if not editions_of(festival).exists() or not has_edition:
        href = address(festival, "office-edition-plan")
        why = _("Films are considered for every edition that is planned.")
        steps.append(NextStep(_("Plan an edition"), why, _("Plan an edition"), href, "day"))
    if not calls_of(festival).exists():
        href = address(festival, "office-call-new")
        why = _("A rolling call is always open: filmmakers enter a film once.")
        steps.append(NextStep(_("Open a call"), why, _("Open a call"), href, "entries"))
    if not Entry.objects.filter(festival=festival).exists():
        href = address(festival, "office-imports")
        why = _("The CSV that FilmFreeway exports, as it is; it can be repeated safely.")
        steps.append(NextStep(_("Import from FilmFreeway"), why, _("Import"), href, "upload"))
    return steps


def _edition_steps(festival: Festival, permissions: frozenset[Permission], today: EditionToday) -> list[NextStep]:
    """Return the next step of the nearest edition."""
    named = {"edition": today.edition}
    if not today.programs and Permission.PROGRAM in permissions:
        href = address(festival, "office-programming")
        why = _("Ask the engine for a first draft, or place the films yourself.")
        return [NextStep(_("Shape the lineup of %(edition)s") % named, why, _("To programming"), href, "programming")]
    if today.programs and not today.screenings and Permission.SCHEDULE in permissions:
        href = address(festival, "office-schedule")
        why = _("Reception, introduction, films and Q&A, laid into the day.")
        return [NextStep(_("Lay out the day of %(edition)s") % named, why, _("To the schedule"), href, "schedule")]
    if today.screenings and not today.is_public and Permission.PUBLISH in permissions:
        href = address(festival, "office-releases")
        why = _("The day page, program and film pages go public together.")
        return [NextStep(_("Publish %(edition)s") % named, why, _("To the releases"), href, "releases")]
    return []
