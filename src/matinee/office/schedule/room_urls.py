"""Addresses of the room behind the grid: people, showings, events, ways, proposals."""

from django.urls import path

from matinee.office.schedule import checks, people, proposals, showings, telling

EDITION = "editions/<slug:edition>"

urlpatterns = [
    path(f"{EDITION}/people/", people.people, name="office-schedule-people"),
    path(f"{EDITION}/people/bring/", people.bring, name="office-schedule-bring"),
    path(f"{EDITION}/people/<slug:person>/", people.person, name="office-schedule-person"),
    path(f"{EDITION}/people/<slug:person>/drop/", people.drop, name="office-schedule-drop"),
    path(f"{EDITION}/showings/", showings.showings, name="office-schedule-showings"),
    path(f"{EDITION}/events/", showings.events, name="office-schedule-events"),
    path(f"{EDITION}/hours/copy/", showings.copy_hours, name="office-schedule-copy-hours"),
    path(f"{EDITION}/undo/", proposals.undo, name="office-schedule-undo"),
    path(f"{EDITION}/moved/", telling.moved, name="office-schedule-moved"),
    path(f"{EDITION}/proposals/", proposals.proposals, name="office-schedule-proposals"),
    path("events/<slug:code>/", showings.event, name="office-schedule-event"),
    path("events/<slug:code>/cancel/", showings.drop_event, name="office-schedule-event-cancel"),
    path("events/<slug:code>/restore/", showings.bring_event_back, name="office-schedule-event-restore"),
    path("proposals/<slug:code>/", proposals.proposal, name="office-schedule-proposal"),
    path("proposals/<slug:code>/progress/", proposals.progress, name="office-schedule-progress"),
    path("proposals/<slug:code>/stop/", proposals.stop, name="office-schedule-stop"),
    path("proposals/<slug:code>/adopt/", proposals.adopt, name="office-schedule-adopt"),
    path("proposals/<slug:code>/<slug:part>.json", proposals.download, name="office-schedule-download"),
    path("checks/", checks.checks, name="office-schedule-checks"),
    path("checks/usual/", checks.usual_checks, name="office-schedule-checks-usual"),
    path("travel/", showings.travel, name="office-schedule-travel"),
]
