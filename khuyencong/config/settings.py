"""All settings, read from the environment; `.env` beside manage.py fills what is not set."""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from khuyencong import __version__
from khuyencong.config.env import load_or_make_secret

ROOT = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
env.read_env(str(ROOT / ".env"))

VAR = Path(env.str("KHUYENCONG_VAR", default=str(ROOT / "var"))).resolve()
if not VAR.exists():
    VAR.mkdir(mode=0o700, parents=True)  # keys, files and the database are nobody else's
VERSION = __version__

DEBUG = env.bool("KHUYENCONG_DEBUG", default=False)
SECRET_KEY = load_or_make_secret(VAR / "secret_key", env.str("KHUYENCONG_SECRET_KEY", default=""))
ALLOWED_HOSTS = env.list("KHUYENCONG_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SECURE = env.bool("KHUYENCONG_HTTPS", default=False)
PUBLIC_ADDRESS = env.str("KHUYENCONG_ADDRESS", default="http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

INSTALLED_APPS = [
    "khuyencong.ui",  # first, as its templates replace those of the log-in library
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "khuyencong.db",
    "khuyencong.accounts",
    "khuyencong.rulebook",
    "khuyencong.documents",
    "khuyencong.workbooks",
    "khuyencong.registry",
    "khuyencong.certificates",
    "khuyencong.programme",
    "khuyencong.selection",
    "khuyencong.portal",
    "khuyencong.demonstration",
]

MIDDLEWARE = [
    "khuyencong.ui.uploads.LargestRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "khuyencong.ui.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "khuyencong.accounts.guards.GuardMiddleware",
]

ROOT_URLCONF = "khuyencong.config.urls"
WSGI_APPLICATION = "khuyencong.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "khuyencong.accounts.guards.template_facts",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "khuyencong.ui.templatetags.kit",
            ],
        },
    }
]
FORM_RENDERER = "khuyencong.ui.rendering.FormRenderer"
INSTALLED_APPS.append("django.forms")

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'khuyencong.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 600  # opening SQLite with its settings takes longer than most pages
SILENCED_SYSTEM_CHECKS = ["fields.W163"]  # SQLite keeps no comments on columns; PostgreSQL does
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["khuyencong.accounts.adapters.passwords.Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/viec/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "khuyencong.accounts.login.LoginAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",  # of one name from one address
    "login_failed_name": "20/5m/key,60/h/key,200/d/key",  # of one name from wherever; the wait grows with the failures
    "login_failed_device": "10/5m/key",  # of one name from a device on which that person was logged in before
    "reauthenticate": "10/m/user",
}
KNOWN_DEVICE_COOKIE = "__Host-thiet_bi" if SECURE else "thiet_bi"
KNOWN_DEVICE_DAYS = 180
MFA_ADAPTER = "khuyencong.accounts.login.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Khuyến công"
SECOND_FACTOR_REQUIRED = env.bool("KHUYENCONG_SECOND_FACTOR", default=True)

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE = timedelta(minutes=env.int("KHUYENCONG_SESSION_IDLE_MINUTES", default=60))
SESSION_ABSOLUTE = timedelta(hours=env.int("KHUYENCONG_SESSION_HOURS", default=12))
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-phien" if SECURE else "phien"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "khuyencong.ui.pages.csrf_failure"

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.bool("KHUYENCONG_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else all people behind the proxy share one count of failed log-ins
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

CERTIFICATE_SIGNERS = env.dict("KHUYENCONG_SIGNERS", default={})
CERTIFICATE_ROOTS = env.str("KHUYENCONG_TRUST_ROOTS", default="")
CERTIFICATE_SIGNER_CERTIFICATES = env.str("KHUYENCONG_SIGNER_CERTIFICATES", default="")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "ngon_ngu"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "khuyencong" / "ui" / "locale"]
FORMAT_MODULE_PATH = ["khuyencong.ui.formats"]
USE_THOUSAND_SEPARATOR = False  # numbers of years and rows must stay bare; amounts go through the filters so and dong
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": env.str("KHUYENCONG_STATIC", default="khuyencong.ui.storage.HashedStorage")},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = VAR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
LARGEST_REQUEST = 64 * 1024 * 1024

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        # A full cache forgets at random, counts of failed log-ins too, so that strangers must not fill it easily.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("KHUYENCONG_LOG", default="WARNING")},
}
