"""What each start says about this installation, beside what is sealed (kit/tests/test_master_keys.py)."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks


@pytest.mark.django_db
@pytest.mark.parametrize(("mode", "is_told"), [(0o700, False), (0o710, True), (0o755, True)])
def test_a_data_folder_that_others_can_read_is_told(settings, tmp_path, mode, is_told):
    settings.HOME = tmp_path / "data"
    settings.HOME.mkdir()
    settings.HOME.chmod(mode)

    said = [warning.msg for warning in run_checks() if warning.id == "peercircle.W002"]

    told = f"{settings.HOME} can be read by others on this machine: chmod 700 {settings.HOME}"
    assert said == [told] * is_told


def test_a_data_folder_that_is_made_at_the_first_start_is_for_its_owner_only(tmp_path):
    """Whatever the machine gives to a new folder."""
    home = tmp_path / "data"
    start = "import os; os.umask(0o022); import peercircle.config.settings"

    subprocess.run([sys.executable, "-c", start], env={**os.environ, "PEERCIRCLE_HOME": str(home)}, check=True)

    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "secret_key").stat().st_mode & 0o777 == 0o600
