"""What `manage.py check` and every start say about this installation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from peercircle.kit import private_files, sealing


@register
def what_is_sealed_can_be_read(**_more: Any) -> list[CheckMessage]:
    """A warning, not an error: without its keys the house still runs, and nothing is lost."""
    return [Warning(problem, id="peercircle.W001") for problem in sealing.problems()]


@register
def the_data_folder_is_for_its_owner(**_more: Any) -> list[CheckMessage]:
    """Who reads the sessions in the database comes in as anybody, and letters beside it may hold codes to sign in."""
    home = Path(settings.HOME)
    if not private_files.is_open_to_others(home):
        return []
    return [Warning(f"{home} can be read by others on this machine: chmod 700 {home}", id="peercircle.W002")]
