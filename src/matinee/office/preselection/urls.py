"""Addresses of the preselection desk."""

from django.urls import path

from matinee.office.preselection import views

urlpatterns = [
    path("", views.queue, name="office-preselection"),
    path("watch/<slug:code>/", views.watch, name="office-preselection-watch"),
    path("watch/<slug:code>/password/", views.password, name="office-preselection-password"),
    path("watch/<slug:code>/undo/", views.unscore, name="office-preselection-unscore"),
    path("watch/<slug:code>/recuse/", views.stay_away, name="office-preselection-recuse"),
    path("watch/<slug:code>/recuse/undo/", views.come_back, name="office-preselection-recuse-undo"),
    path("ranking/", views.ranks, name="office-preselection-ranking"),
    path("ranking/<slug:code>/", views.cards, name="office-preselection-cards"),
    path("reviewers/", views.reviewers, name="office-preselection-reviewers"),
    path("reviewers/fill/", views.fill, name="office-preselection-fill"),
]
