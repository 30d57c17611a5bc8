"""Addresses of the preselection desk."""

from django.urls import path

from matinee.office.preselection import deciding, player, views

urlpatterns = [
    path("", views.queue, name="office-preselection"),
    path("watch/<slug:code>/", views.watch, name="office-preselection-watch"),
    path("watch/<slug:code>/password/", views.password, name="office-preselection-password"),
    path("watch/<slug:code>/played/", player.played, name="office-preselection-played"),
    path("watch/<slug:code>/notes/", player.notes, name="office-preselection-notes"),
    path("watch/<slug:code>/notes/<slug:note>/", player.note, name="office-preselection-note"),
    path("watch/<slug:code>/undo/", views.unscore, name="office-preselection-unscore"),
    path("watch/<slug:code>/recuse/", views.stay_away, name="office-preselection-recuse"),
    path("watch/<slug:code>/recuse/undo/", views.come_back, name="office-preselection-recuse-undo"),
    path("ranking/", views.ranks, name="office-preselection-ranking"),
    path("ranking/<slug:code>/", views.cards, name="office-preselection-cards"),
    path("meetings/", deciding.meetings, name="office-preselection-meetings"),
    path("meetings/<slug:edition>/", deciding.meeting, name="office-preselection-meeting"),
    path("meetings/<slug:edition>/decide/", deciding.decide_many, name="office-preselection-meeting-decide"),
    path("meetings/<slug:edition>/gather/", deciding.gather, name="office-preselection-meeting-gather"),
    path("meetings/<slug:edition>/table.csv", deciding.table, name="office-preselection-meeting-table"),
    path("meetings/<slug:edition>/undo/<slug:code>/", deciding.undo, name="office-preselection-meeting-undo"),
    path("reviewers/", views.reviewers, name="office-preselection-reviewers"),
    path("reviewers/fill/", views.fill, name="office-preselection-fill"),
]
