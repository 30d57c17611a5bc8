"""Addresses of team invitations, under ``/team/``."""

from django.urls import path

from matinee.office.invitations.views import invitation

urlpatterns = [path("<str:token>/", invitation, name="team-invitation")]
