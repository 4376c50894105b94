"""How often somebody may try."""

from django.core.cache import cache
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy this is the proxy unless the server was told to trust it."""
    return request.META.get("REMOTE_ADDR", "")


def too_many(what: str, *, limit: int, seconds: int) -> bool:
    """Counts this try; true when there were more than `limit` in the running window of `seconds`."""
    key = f"limit:{what}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # the window ended between the two lines
        return False
