"""Every door is locked unless it stands on one of these lists.

OPEN doors are for everybody. Below /live/ a person who joined a meeting by code or personal link may
knock too: `meetings.access` then decides whether this meeting is theirs.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from peercircle.kit.numbers import DIGITS

# These ask for a token themselves; who is signed in matters nothing there.
BY_TOKEN = {f"api:{name}" for name in ("sessions", "groups", "needs", "indicators", "periods", "openapi", "nowhere")}
OPEN = BY_TOKEN | {
    "home",
    "demo-sign-in",
    "choose-language",
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_reauthenticate",
    "account_logout",
    "mfa_login_webauthn",
    "people:card",
    "groups:invitation",
    "meetings:enter-code",
    "meetings:join",
    "meetings:join-link",
    "meetings:screen",
    "meetings:screen-part",
    "next_date:answer-link",
    "safeguarding:card",
    "safeguarding:paper",
    "meetings:feed-person",
    "meetings:feed-group",
    "programme:check-in",
    "now",
    "manifest",
    "offline",
    "service-worker",
}


class Gate:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        door = request.resolver_match
        if door and any(_names_nothing(value) for value in door.kwargs.values()):
            raise Http404
        if (door and door.view_name in OPEN) or request.user.is_authenticated:
            return None
        if request.path.startswith("/live/") and request.session.get("attendances"):
            return None
        return redirect_to_login(_after_sign_in(request))


def _names_nothing(value: object) -> bool:
    """No row can have it, and asked for it a database answers with an error instead of "none"."""
    text = str(value)
    return "\0" in text or (text.isdecimal() and len(text) > DIGITS)


def _after_sign_in(request: HttpRequest) -> str:
    """A page: what was sent cannot be sent again by going there, so then it is the page it was sent from."""
    if request.method == "GET":
        return request.get_full_path()
    return urlsplit(request.headers.get("Referer", "")).path or "/"
