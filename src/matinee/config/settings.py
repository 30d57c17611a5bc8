"""Settings, typed from the environment; every name is told in ``docs/operations/settings.md``.

Nothing is needed for a first try: without an environment the database is SQLite in ``var/``. Production sets
``MATINEE_DEBUG=false`` (the default) with ``MATINEE_SECRET_KEY``, ``MATINEE_ENCRYPTION_KEYS``, ``MATINEE_HOSTS`` and
``DATABASE_URL``; ``matinee doctor`` says what is missing.
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from environs import Env

env = Env()

SOURCE_DIR = Path(__file__).resolve().parents[1]
VAR_DIR = Path(env.str("MATINEE_VAR", "") or "var").resolve()
DEBUG = env.bool("MATINEE_DEBUG", default=False)
UNSAFE_SECRET_KEY = "unsafe-development-key-set-MATINEE_SECRET_KEY"  # noqa: S105  said to be unsafe, refused by doctor
SECRET_KEY = env.str("MATINEE_SECRET_KEY", UNSAFE_SECRET_KEY)
ENCRYPTION_KEYS = env.list("MATINEE_ENCRYPTION_KEYS", [SECRET_KEY])
SITE_ADDRESS = env.str("MATINEE_SITE_ADDRESS", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("MATINEE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
IS_HTTPS = SITE_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "matinee.web",  # before allauth: its sign-in pages wear our templates
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "anymail",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "matinee.accounts",
    "matinee.festival",
    "matinee.mailroom",
    "matinee.people",
    "matinee.films",
    "matinee.entries",
    "matinee.preselection",
    "matinee.programming",
    "matinee.schedule",
    "matinee.newsroom",
    "matinee.funding",
    "matinee.releases",
    "matinee.marquee",
    "matinee.api",
    "matinee.lounge",
    "matinee.office",
    "matinee.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "matinee.web.languages.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "matinee.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "matinee.config.urls"
WSGI_APPLICATION = "matinee.config.wsgi.application"
FORM_RENDERER = "matinee.web.forms.HouseRenderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["matinee.web.templatetags.house"],
        },
    }
]

# The database: SQLite in write-ahead mode with immediate transactions, or PostgreSQL by DATABASE_URL.
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'matinee.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "matinee_cache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "engine", "letters"]}}

# Sign-in: e-mail with password, one-time code by e-mail, passkey; a second factor for who wants it.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "matinee.web.sign_up.NameForm"
ACCOUNT_FORMS = {"confirm_login_code": "matinee.web.sign_in.CodeForm"}
ACCOUNT_ADAPTER = "matinee.web.sign_in.HouseAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = "Matinee"

# Cookies and headers
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
IS_BEHIND_PROXY = env.bool("MATINEE_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(IS_BEHIND_PROXY)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français"), ("it", "Italiano")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files: assets with hashed names, private media behind signed addresses, releases as plain folders
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_LINK_SECONDS = env.int("MATINEE_MEDIA_LINK_SECONDS", 3600)
RELEASES_ROOT = Path(env.str("MATINEE_RELEASES", str(VAR_DIR / "releases"))).resolve()
S3_BUCKET = env.str("MATINEE_S3_BUCKET", "")
S3_ENDPOINT = env.str("MATINEE_S3_ENDPOINT", "")
STORAGES: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": S3_BUCKET,
                "endpoint_url": S3_ENDPOINT or None,
                "querystring_expire": MEDIA_LINK_SECONDS,
            },
        }
        if S3_BUCKET
        else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    ),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
if S3_BUCKET:  # films are played from there, at addresses that the store signs
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["media-src"] += [S3_ENDPOINT or f"https://{S3_BUCKET}.s3.amazonaws.com"]
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
UPLOAD_MAX_BYTES = env.int("MATINEE_UPLOAD_MAX_MB", 200) * 2**20

# Screeners: large files that arrive in parts, and are streamed to those who may watch
UPLOADS_ROOT = Path(env.str("MATINEE_UPLOADS", str(VAR_DIR / "uploads"))).resolve()
SCREENER_MAX_BYTES = env.int("MATINEE_SCREENER_MAX_GB", 20) * 10**9
UPLOAD_LANES = env.int("MATINEE_UPLOAD_LANES", 16)
UPLOAD_CHECK = "matinee.workflows.take_screener.check"  # what looks at a file once all of it is here
UPLOAD_HOURS = env.int("MATINEE_UPLOAD_HOURS", 72)
UPLOADS_OPEN_MOST = env.int("MATINEE_UPLOADS_OPEN", 5)
DISK_RESERVE_BYTES = env.int("MATINEE_DISK_RESERVE_MB", 1024) * 2**20
SCREENER_LINK_SECONDS = env.int("MATINEE_SCREENER_LINK_HOURS", 12) * 3600
ACCEL_PREFIX = env.str("MATINEE_ACCEL_PREFIX", "")

# E-mail: on the console until an address is given; any Anymail backend by its dotted name
_mail = env.dj_email_url("MATINEE_EMAIL_URL", "console:")
EMAIL_BACKEND = env.str("MATINEE_EMAIL_BACKEND", _mail.get("EMAIL_BACKEND", "unknown scheme in MATINEE_EMAIL_URL"))
EMAIL_HOST = _mail.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MATINEE_EMAIL_FROM", "Matinee <festival@localhost>")
ANYMAIL = env.json("MATINEE_ANYMAIL", {})
BOUNCE_ADDRESS = env.str("MATINEE_EMAIL_BOUNCES", "")

# Fees by card go through each festival's own account; another server that answers as Stripe does, for trying things out
STRIPE_ADDRESS = env.str("MATINEE_STRIPE_ADDRESS", "").rstrip("/")

# What goes by the clock: how often ``matinee serve`` looks, in seconds; 0 leaves it to cron
SWEEP_EVERY_S = env.int("MATINEE_SWEEP_EVERY_S", 300)

# The engine
ENGINE_BUDGET_S = env.int("MATINEE_ENGINE_BUDGET_S", 10)
ENGINE_BUDGET_MOST_S = env.int("MATINEE_ENGINE_BUDGET_MOST_S", 120)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("MATINEE_LOG_LEVEL", "WARNING")},
}
