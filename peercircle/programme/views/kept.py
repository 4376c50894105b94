"""Pages that a phone keeps, so that they open without a network."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

KEEP = "X-Keep-On-Phone"


def kept_on_phone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What worker.js keeps for whoever is signed in, and forgets when somebody else is or nobody."""

    @wraps(view)
    def keeping(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response.headers[KEEP] = "yes"
        return response

    return keeping
