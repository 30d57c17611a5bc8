"""Addresses of the schedule desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
