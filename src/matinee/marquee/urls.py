"""Addresses of the marquee."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
