"""The product's own settings with a scratch folder, fast hashing and letters kept in memory."""

import os
import tempfile
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
SCRATCH = Path(os.environ.setdefault("MATINEE_TEST_VAR", tempfile.mkdtemp(prefix="matinee-tests-"))) / WORKER
SCRATCH.mkdir(parents=True, exist_ok=True)
os.environ["MATINEE_VAR"] = str(SCRATCH)
os.environ.setdefault("MATINEE_SECRET_KEY", "tests-only")
os.environ.setdefault("MATINEE_DEBUG", "false")
os.environ.setdefault("MATINEE_SITE_ADDRESS", "http://localhost:8000")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the thread that also asks the database

from matinee.config.settings import *  # noqa: E402,F403  a settings file over a settings file
from matinee.config.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = DATABASES["default"]["OPTIONS"] | {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # the live server's threads keep none, so that the database can be dropped
