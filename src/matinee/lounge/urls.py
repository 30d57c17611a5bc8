"""Addresses of the lounge."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
