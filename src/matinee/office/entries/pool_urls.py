"""Addresses of the pool."""

from django.urls import path

from matinee.office.entries.views import poolboard, pooltable

urlpatterns = [
    path("", pooltable.table, name="office-entries-pool"),
    path("board/", poolboard.board, name="office-entries-pool-board"),
    path("pool.csv", pooltable.export, name="office-entries-pool-csv"),
    path("change/", pooltable.change, name="office-entries-pool-change"),
    path("undo/<slug:code>/", pooltable.undo, name="office-entries-pool-undo"),
]
