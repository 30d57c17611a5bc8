"""Addresses of the marquee: whatever lies in a festival's published folder."""

from django.urls import path

from matinee.marquee.views import page

urlpatterns = [
    path("<slug:festival>/", page, {"address": ""}, name="marquee-home"),
    path("<slug:festival>/<path:address>", page, name="marquee"),
]
