"""What phones ask for besides pages: the time, how to stand on the home screen, what to say without a network."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from peercircle.kit.templatetags.kit import server_time

WORKER = Path(__file__).parent / "static" / "js" / "worker.js"


@require_safe
@never_cache
def now(_request: HttpRequest) -> HttpResponse:
    """The server's clock in milliseconds. A phone corrects its own by it."""
    return HttpResponse(str(server_time()), content_type="text/plain")


@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """A worker answers for the addresses below its own, so this script stands at the top."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@require_safe
def offline(_request: HttpRequest) -> HttpResponse:
    """The page that each phone keeps. It is drawn without the request, so it cannot hold a name."""
    return HttpResponse(render_to_string("offline.html"))


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
