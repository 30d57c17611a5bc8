"""Addresses of films, each made for one person and for some hours."""

from django.urls import path

from matinee.web.screening import views

urlpatterns = [
    path("open/<slug:code>/", views.open_film, name="screener-open"),
    path("<str:signed>/film/", views.film, name="screener"),
    path("<str:signed>/captions/<slug:language>/", views.captions, name="screener-captions"),
]
