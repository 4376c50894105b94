import pytest


@pytest.fixture
def home(settings, tmp_path):
    """Keys lie beside the database: each test has its own."""
    settings.HOME, settings.SEALING_KEYS = tmp_path, ""
    return tmp_path
