"""What `manage.py check` and every start say about this installation."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from peercircle.kit import sealing


@register
def what_is_sealed_can_be_read(**_more: Any) -> list[CheckMessage]:
    """A warning, not an error: without its keys the house still runs, and nothing is lost."""
    return [Warning(problem, id="peercircle.W001") for problem in sealing.problems()]
