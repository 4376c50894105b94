"""All settings in one file. Whatever an installation may change comes from the environment and
stands in docs/operators/settings.md (a test compares the two)."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ

from peercircle.config import policy, sqlite

env = environ.Env()

HOUSE = Path(__file__).resolve().parent.parent

# --- Where data lives and who we are -------------------------------------------------------------
HOME = Path(env("PEERCIRCLE_HOME", default=str(HOUSE.parent / "var")))
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)


def _kept_secret(name: str) -> str:
    """A secret made at the first start and kept in the data folder, readable by its owner only."""
    path = HOME / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


SECRET_KEY = env("PEERCIRCLE_SECRET_KEY", default="") or _kept_secret("secret_key")
DEBUG = env.bool("PEERCIRCLE_DEBUG", default=False)
DEMO = env.bool("PEERCIRCLE_DEMO", default=False)
ORIGIN = env("PEERCIRCLE_ORIGIN", default="http://127.0.0.1:8000").rstrip("/")
HOST_NAMES = env.list("PEERCIRCLE_HOST_NAMES", default=[])
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", urlsplit(ORIGIN).hostname or "", *HOST_NAMES]
HTTPS = ORIGIN.startswith("https://")
CSRF_TRUSTED_ORIGINS = [ORIGIN] if HTTPS else []
# Master keys, newest first: "name:64 hexadecimal digits,...". Without any there is a key file (kit/master_keys.py).
SEALING_KEYS = env("PEERCIRCLE_SEALING_KEYS", default="")
TICK = env.bool("PEERCIRCLE_TICK", default=True)

# --- The rooms -----------------------------------------------------------------------------------
# An activity is one folder and one line here.
ACTIVITIES = [
    "check_in",
    "icebreaker",
    "exercise",
    "last_time",
    "talk",
    "next_steps",
    "prioritise",
    "check_out",
    "world_cafe",
    "case_consultation",
    "next_date",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks_db",
    "peercircle.config",
    "peercircle.kit",
    "peercircle.identifiers",
    "peercircle.stream",
    "peercircle.places",
    "peercircle.people",
    "peercircle.groups",
    "peercircle.meetings",
    "peercircle.needs",
    "peercircle.rounds",
    "peercircle.safeguarding",
    "peercircle.programme",
    "peercircle.reports",
    *(f"peercircle.activities.{name}" for name in ACTIVITIES),
    "allauth",  # after the rooms, so that our pages stand before its own
    "allauth.account",
    "allauth.mfa",
]
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Only synchronous middlewares: under uvicorn the pages run in plain threads (see asgi.py).
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # it pads at random, so the length tells nothing; streams never pass here
    "peercircle.config.policy.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "peercircle.people.language.middleware",
    "peercircle.config.doors.Gate",
    "allauth.account.middleware.AccountMiddleware",
    "peercircle.kit.trouble.Trouble",
    "peercircle.kit.refusals.Refusals",
    "peercircle.identifiers.keeping.Keeping",
]
ROOT_URLCONF = "peercircle.config.urls"
WSGI_APPLICATION = "peercircle.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "peercircle.config.context.house",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "peercircle.kit.templatetags.kit",
                "peercircle.kit.templatetags.dates",
            ],
        },
    },
]
FORM_RENDERER = "peercircle.kit.forms.Renderer"

# --- Data ----------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("PEERCIRCLE_DATABASE_URL", default=f"sqlite:///{HOME / 'peercircle.sqlite3'}")}
ON_POSTGRES = DATABASES["default"]["ENGINE"].endswith("postgresql")
DATABASES["default"]["CONN_MAX_AGE"] = 600
if not ON_POSTGRES:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": sqlite.pragmas(),
    }
    # Tests write from several threads, as the server does: a database in memory cannot do that.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Sign-in -------------------------------------------------------------------------------------
SESSION_ENGINE = "peercircle.people.recognising"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["peercircle.people.recognising.Backend"]
ACCOUNT_ADAPTER = "peercircle.people.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Three tries a letter and ten letters an hour: guessing a code of six digits would take years.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,10/h/key", "login": "30/m/ip"}
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "peercircle.people.adapter.Passkeys"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# --- Mail ----------------------------------------------------------------------------------------
# Without a mail server letters are kept as files, where an operator (and the demo) can read them.
vars().update(env.email_url("PEERCIRCLE_MAIL_URL", default=f"filemail:///{HOME / 'letters'}"))
DEFAULT_FROM_EMAIL = env("PEERCIRCLE_MAIL_FROM", default="PeerCircle <peercircle@localhost>")
EMAIL_TIMEOUT = 10

# --- Language and time ---------------------------------------------------------------------------
LANGUAGES = [("sq", "Shqip"), ("sr-latn", "Srpski"), ("sr", "Српски"), ("en", "English"), ("de", "Deutsch")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [HOUSE / "locale"]
FORMAT_MODULE_PATH = "peercircle.config.formats"
TIME_ZONE = "Europe/Belgrade"  # there is no Europe/Pristina; pages call it Kosovo time

# --- Files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_MAX_AGE = 60
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = policy.of_file
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "peercircle.config.static_files.Storage"},
}

# --- Safety --------------------------------------------------------------------------------------
DEFAULT_EXCEPTION_REPORTER_FILTER = "peercircle.kit.discreet.NothingSecretInReports"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["peercircle.kit.photos.InMemory"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"veil": {"()": "peercircle.kit.discreet.Veil"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["veil"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
