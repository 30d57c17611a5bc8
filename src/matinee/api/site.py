"""The API's front door."""

from ninja import NinjaAPI

from matinee import __version__

api = NinjaAPI(title="Matinee", version=__version__, urls_namespace="api")
