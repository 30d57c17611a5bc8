"""Addresses of the schedule desk."""

from django.urls import path

from matinee.office.schedule import houses, moves, sheet_views, views

EDITION = "editions/<slug:edition>"

urlpatterns = [
    path("", views.schedule, name="office-schedule"),
    path(f"{EDITION}/", views.edition_grid, name="office-schedule-edition"),
    path(f"{EDITION}/do/", moves.do, name="office-schedule-do"),
    path(f"{EDITION}/list/", views.screening_list, name="office-schedule-list"),
    path(f"{EDITION}/state/", moves.state, name="office-schedule-state"),
    path(f"{EDITION}/findings/", moves.findings, name="office-schedule-findings"),
    path(f"{EDITION}/sheets/", sheet_views.sheets, name="office-schedule-sheets"),
    path(f"{EDITION}/sheets/days/<str:day>/", sheet_views.day_sheet, name="office-schedule-day-sheet"),
    path(f"{EDITION}/sheets/venues/<slug:venue>/", sheet_views.venue_sheet, name="office-schedule-venue-sheet"),
    path(f"{EDITION}/sheets/people/<slug:code>/", sheet_views.person_sheet, name="office-schedule-person-sheet"),
    path(f"{EDITION}/sheets/people/<slug:code>/pdf/", sheet_views.person_pdf, name="office-schedule-person-pdf"),
    path(f"{EDITION}/sheets/people/<slug:code>/calendar/", sheet_views.person_feed, name="office-schedule-person-feed"),
    path(f"{EDITION}/lay-out/", views.lay_out, name="office-schedule-lay-out"),
    path(f"{EDITION}/hours/", houses.hours, name="office-schedule-hours"),
    path(f"{EDITION}/hours/take/", houses.take_hours, name="office-schedule-take-hours"),
    path("screenings/<slug:code>/", views.screening, name="office-schedule-screening"),
    path("screenings/<slug:code>/shift/", views.shift, name="office-schedule-shift"),
    path("screenings/<slug:code>/resize/", views.resize, name="office-schedule-resize"),
    path("screenings/<slug:code>/cancel/", views.cancel, name="office-schedule-cancel"),
    path("screenings/<slug:code>/restore/", views.restore, name="office-schedule-restore"),
    path("venues/", houses.venues, name="office-schedule-venues"),
    path("venues/<slug:venue>/", houses.venue, name="office-schedule-venue"),
    path("venues/<slug:venue>/<slug:auditorium>/", houses.auditorium, name="office-schedule-auditorium"),
]
