"""How a letter is written: plain text from templates, in its language, never escaped as HTML."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.engine import Engine
from django.template.exceptions import TemplateDoesNotExist
from django.utils import translation

from matinee.kit.errors import InvalidInput
from matinee.kit.text import plain_line

FOLDER = "mailroom/letters"


def written(template: str, context: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Return the subject, as one line, and the text of a letter.

    Raises
    ------
    InvalidInput
        There is no such template.
    """
    values = {"site_address": settings.SITE_ADDRESS, **context}
    with translation.override(language):
        try:
            subject = _rendered(f"{FOLDER}/{template}.subject.txt", values)
            body = _rendered(f"{FOLDER}/{template}.txt", values)
        except TemplateDoesNotExist as error:
            raise InvalidInput("template", template, f"Templates live in templates/{FOLDER}/.") from error
    return plain_line(subject, 200), body.strip() + "\n"


def _rendered(name: str, values: Mapping[str, Any]) -> str:
    """Render a text template as text."""
    template = Engine.get_default().get_template(name)
    return template.render(Context(dict(values), autoescape=False))
