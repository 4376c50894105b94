"""What phones ask for besides pages: the time, and how to stand on the home screen."""

from time import time

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def now(_request: HttpRequest) -> HttpResponse:
    """The server's clock in milliseconds. A phone corrects its own by it."""
    return HttpResponse(str(int(time() * 1000)), content_type="text/plain")


@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {
            "name": "PeerCircle",
            "short_name": "PeerCircle",
            "description": _("The meetings of our peer support group"),
            "start_url": "/",
            "display": "standalone",
            "background_color": "#faf6ef",
            "theme_color": "#155560",
            "icons": [
                {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"},
                {"src": static("mark-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
            ],
        },
        content_type="application/manifest+json",
    )
