"""Addresses of the newsroom desk."""

from django.urls import path

from matinee.office.newsroom import (
    booking,
    captions,
    composing,
    footage,
    handouts,
    interviews,
    publishing,
    quotes,
    sources,
    views,
)

urlpatterns = [
    path("", views.articles, name="office-newsroom"),
    path("preview/", views.preview, name="office-newsroom-preview"),
    path("compose/", composing.compose, name="office-newsroom-compose"),
    path("articles/new/", views.new_article, name="office-newsroom-new-article"),
    path("articles/<slug:code>/", views.article, name="office-newsroom-article"),
    path("articles/<slug:code>/publish/", publishing.publish, name="office-newsroom-publish"),
    path("articles/<slug:code>/unpublish/", publishing.unpublish, name="office-newsroom-unpublish"),
    path("interviews/", interviews.interviews, name="office-newsroom-interviews"),
    path("interviews/new/", interviews.new_interview, name="office-newsroom-new-interview"),
    path("interviews/<slug:code>/", interviews.interview, name="office-newsroom-interview"),
    path("interviews/<slug:code>/book/", booking.book, name="office-newsroom-book"),
    path("interviews/<slug:code>/unbook/", booking.unbook, name="office-newsroom-unbook"),
    path("interviews/<slug:code>/calendar/", booking.calendar, name="office-newsroom-calendar"),
    path("interviews/<slug:code>/video/", footage.video, name="office-newsroom-video"),
    path("interviews/<slug:code>/watch/", footage.watch, name="office-newsroom-watch"),
    path("interviews/<slug:code>/captions/", captions.bring, name="office-newsroom-bring-captions"),
    path("interviews/<slug:code>/captions/<slug:language>/", captions.captions, name="office-newsroom-captions"),
    path("interviews/<slug:code>/captions/<slug:language>/mend/", captions.mend, name="office-newsroom-mend"),
    path("interviews/<slug:code>/captions/<slug:language>/file/", captions.file, name="office-newsroom-caption-file"),
    path("interviews/<slug:code>/captions/<slug:language>/remove/", captions.remove, name="office-newsroom-uncaption"),
    path("interviews/<slug:code>/quotes/", quotes.take, name="office-newsroom-quote"),
    path("interviews/<slug:code>/quotes/<slug:quote>/remove/", quotes.drop, name="office-newsroom-unquote"),
    path("handouts/", handouts.handouts, name="office-newsroom-handouts"),
    path("handouts/of/<slug:edition>/", handouts.edition_handouts, name="office-newsroom-edition-handouts"),
    path("handouts/<slug:code>/again/", handouts.again, name="office-newsroom-handout-again"),
    path("handouts/<slug:code>/work/", handouts.work, name="office-newsroom-handout-work"),
    path("handouts/<slug:code>/show/", handouts.show, name="office-newsroom-handout-show"),
    path("handouts/<slug:code>/remove/", handouts.drop, name="office-newsroom-handout-remove"),
    path("films/", sources.films, name="office-newsroom-films"),
    path("films/<slug:film>/sources/", sources.film_sources, name="office-newsroom-sources"),
]
