"""Every tag of the house in one library, built in to all templates by the settings; pages load nothing."""

from django import template
from django.template.library import Library
from django.templatetags import i18n, l10n, static
from django_htmx.templatetags import django_htmx

from matinee.web.templatetags import drawn, page, pictures, words

register = template.Library()


def _take(library: Library) -> None:
    register.tags.update(library.tags)
    register.filters.update(library.filters)


for _library in (i18n.register, l10n.register, static.register, django_htmx.register):
    _take(_library)
for _library in (words.register, pictures.register, page.register, drawn.register):
    _take(_library)
