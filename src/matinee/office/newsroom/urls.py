"""Addresses of the newsroom desk."""

from django.urls import path

from matinee.office.newsroom import interviews, sources, views

urlpatterns = [
    path("", views.articles, name="office-newsroom"),
    path("preview/", views.preview, name="office-newsroom-preview"),
    path("articles/new/", views.new_article, name="office-newsroom-new-article"),
    path("articles/<slug:code>/", views.article, name="office-newsroom-article"),
    path("articles/<slug:code>/publish/", views.publish, name="office-newsroom-publish"),
    path("articles/<slug:code>/unpublish/", views.unpublish, name="office-newsroom-unpublish"),
    path("interviews/", interviews.interviews, name="office-newsroom-interviews"),
    path("interviews/new/", interviews.new_interview, name="office-newsroom-new-interview"),
    path("interviews/<slug:code>/", interviews.interview, name="office-newsroom-interview"),
    path("films/", sources.films, name="office-newsroom-films"),
    path("films/<slug:film>/sources/", sources.film_sources, name="office-newsroom-sources"),
]
