"""What a browser may load for our pages (our own files, pictures in the page), and what it may keep of them."""

from collections.abc import Callable
from wsgiref.headers import Headers

from django.http import HttpRequest, HttpResponse

CONTENT = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT)
        if request.path.startswith("/live/"):
            # What is said in a meeting stays on no phone's disk, for whoever holds it next.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def of_file(headers: Headers, path: str, url: str) -> None:
    """Of what protects a page, a script or a font needs this only; a first visit asks for twenty of them."""
    headers["X-Content-Type-Options"] = "nosniff"
