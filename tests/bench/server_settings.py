"""The product's own settings, with one address more: a constant view behind the same middleware."""

from khuyencong.config.settings import *  # noqa: F403 - settings are all names

ROOT_URLCONF = "tests.bench.server_urls"
