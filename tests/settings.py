"""The product's settings with a folder of their own, so that tests never touch an installation beside them."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
_base = os.environ.get("KHUYENCONG_TEST_VAR")
if _base is None:
    _base = tempfile.mkdtemp(prefix="khuyencong-tests-")
    os.environ["KHUYENCONG_TEST_VAR"] = _base
    atexit.register(shutil.rmtree, _base, ignore_errors=True)

for _name in [
    name for name in os.environ if name.startswith("KHUYENCONG_") and not name.startswith("KHUYENCONG_TEST_")
]:
    del os.environ[_name]
os.environ |= {
    "KHUYENCONG_VAR": str(Path(_base) / (_worker or "main")),
    "KHUYENCONG_DEBUG": "no",
    "KHUYENCONG_HTTPS": "no",
    "KHUYENCONG_SECOND_FACTOR": "no",
    "KHUYENCONG_ADDRESS": "http://localhost:8000",
    "KHUYENCONG_STATIC": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "DATABASE_URL": os.environ.get("KHUYENCONG_TEST_DATABASE")
    or f"sqlite:///{Path(_base) / (_worker or 'main') / 'tests.sqlite3'}",
}

from khuyencong.config.settings import *  # noqa: E402, F403 - the environment above must stand first

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
