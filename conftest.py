import pytest
from django.core.cache import cache

pytest_plugins = ["tests.cast", "tests.server", "tests.browser"]


@pytest.fixture(autouse=True)
def house_of_tests(settings):
    """Static files under their plain names, letters in memory, nobody locked out by an earlier test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()
