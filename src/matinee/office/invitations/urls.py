"""Addresses of the invitations desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
