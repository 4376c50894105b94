"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, object]:
    # Each language by its own name, whatever the reader speaks.
    return {"demo": settings.DEMO, "own_language_names": settings.LANGUAGES}
