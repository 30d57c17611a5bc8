"""Addresses of the preselection desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
