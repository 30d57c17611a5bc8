"""The application as a server calls it."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")
_office = get_wsgi_application()

from django.conf import settings  # noqa: E402  settings are read once the environment is complete
from django.urls import resolve  # noqa: E402  as above

from matinee.marquee.street import Street  # noqa: E402

resolve("/")  # reads every page's module now, so that nobody's first page waits for it
application = Street(_office, Path(settings.RELEASES_ROOT))
