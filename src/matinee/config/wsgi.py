"""The application as a server calls it."""

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "matinee.config.settings")
_office = get_wsgi_application()

from django.conf import settings  # noqa: E402  settings are read once the environment is complete

from matinee.marquee.street import Street  # noqa: E402

application = Street(_office, Path(settings.RELEASES_ROOT))
