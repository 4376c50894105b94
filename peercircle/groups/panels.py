"""What stands on a group's page. Rooms above, which this one does not know, offer their own panels."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from peercircle.groups.models import Membership

# A member's own place in the group, and the request, whose token a form in the panel needs.
Panel = Callable[[Membership, HttpRequest], SafeString]

_panels: dict[Panel, int] = {}


def offer(panel: Panel, *, at: int) -> None:
    """Put it on every group's page, higher for a smaller number. An empty string is left out."""
    _panels[panel] = at


def show(mine: Membership, request: HttpRequest) -> list[SafeString]:
    in_order = sorted(_panels, key=lambda panel: _panels[panel])
    return [html for panel in in_order if (html := panel(mine, request))]
