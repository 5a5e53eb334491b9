"""The settings of the whole project, read from the environment."""

import os
from pathlib import Path

from motcua.domain.passwords import LEAST
from motcua.management.connection import APP, app_url, django_settings
from motcua.management.places import ROOT, var
from motcua.management.secret import demo_mode, secret_key


def _words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


DEMO = demo_mode()
DEBUG = os.environ.get("MOTCUA_DEBUG", "") not in ("", "0")
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = _words("MOTCUA_OLD_SECRET_KEYS")
VAR = var()

# -- who is served
_HOST = os.environ.get("HOST", "")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_words("MOTCUA_HOSTS")]
if DEMO and _HOST not in ("", "127.0.0.1", "localhost"):
    ALLOWED_HOSTS = ["*"]  # shown to a whole room: nobody knows by which name they come
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _words("MOTCUA_HOSTS")]

# -- what it is made of
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "motcua",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "motcua.web.security.StrictPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.api.edge.ApiEdge",
    "motcua.web.language.ChosenLanguage",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "motcua.web.once.ReadOnce",
]
ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.web.language.switch",
            ]
        },
    }
]

# -- the database; without an address there is none, and the first query says so
_POOL = int(os.environ.get("MOTCUA_DB_POOL", "0"))
DATABASES = {"default": django_settings(app_url(), APP, pool=_POOL)} if app_url() else {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- people
AUTH_USER_MODEL = "motcua.User"
PASSWORD_HASHERS = ["motcua.config.passwords.OneAtATime"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "plain_name", "email")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": LEAST}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/desk"
LOGOUT_REDIRECT_URL = "/"

# -- cookies and transport; a cookie marked secure never comes back over plain HTTP
_PLAIN_HTTP = DEMO or os.environ.get("MOTCUA_PLAIN_HTTP", "") not in ("", "0")
SESSION_COOKIE_NAME = "motcua_session"
SESSION_COOKIE_AGE = 8 * 60 * 60  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not _PLAIN_HTTP
CSRF_COOKIE_NAME = "motcua_csrf"
LANGUAGE_COOKIE_NAME = "motcua_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 60 * 60
SECURE_SSL_REDIRECT = not _PLAIN_HTTP
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("MOTCUA_BEHIND_PROXY") else None
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# -- language and time; which language a page is in stands in motcua/web/language.py
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "motcua" / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# Addresses have no slash at their end, so parts of them begin with one.
SILENCED_SYSTEM_CHECKS = ["urls.W002"]

# -- files
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = (
    DEMO  # a demo serves from the checkout; real use collects once and caches for good
)
_STATIC = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEMO
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
MEDIA_ROOT = VAR / "files"
SEALS = Path(os.environ.get("MOTCUA_SEALS") or VAR / "seals")  # better on another machine's disk
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC},
}

# -- mail: to files in a demo, so that nothing ever reaches a real person
MAIL_TO_FILES = VAR / "mail"
EMAIL_FILE_PATH = MAIL_TO_FILES
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if DEMO else 'smtp'}.EmailBackend"
EMAIL_HOST = os.environ.get("MOTCUA_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("MOTCUA_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("MOTCUA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("MOTCUA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("MOTCUA_SMTP_TLS", "") not in ("", "0")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("MOTCUA_MAIL_FROM", "motcua@localhost")

# -- other systems: how each is talked to stands in a file, where it is in the environment
CHANNELS_DIR = ROOT / "data" / "channels"
NATIONAL_PORTAL = {
    "url": os.environ.get("MOTCUA_PORTAL_URL", ""),
    "username": os.environ.get("MOTCUA_PORTAL_USER", ""),
    "password": os.environ.get("MOTCUA_PORTAL_PASSWORD", ""),
    "dstcode": os.environ.get("MOTCUA_PORTAL_DSTCODE", ""),
    "unit": os.environ.get("MOTCUA_PORTAL_UNIT", ""),
    "inbound_token": os.environ.get("MOTCUA_PORTAL_INBOUND_TOKEN", ""),
    "files_url": os.environ.get("MOTCUA_PORTAL_FILES_URL", ""),
}
SMS_GATEWAY = {
    "url": os.environ.get("MOTCUA_SMS_URL", ""),
    "token": os.environ.get("MOTCUA_SMS_TOKEN", ""),
}
METRICS_TOKEN = os.environ.get("MOTCUA_METRICS_TOKEN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "motcua.config.logs.WithoutPersonalData"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("MOTCUA_LOG_LEVEL", "WARNING")},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
