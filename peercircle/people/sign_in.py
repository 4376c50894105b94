"""Signing in, however it was proven: by letter, passkey, card or invitation."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from peercircle.people.models import Person

FRESH_SECONDS = 15 * 60
_SIGNED_IN_AT = "signed_in_at"


def sign_in(request: HttpRequest, person: Person) -> None:
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])


@receiver(user_logged_in, dispatch_uid="peercircle.people.sign_in")
def _note_the_time(request: HttpRequest, **_details: Any) -> None:
    request.session[_SIGNED_IN_AT] = time.time()


def is_fresh(request: HttpRequest) -> bool:
    return time.time() - request.session.get(_SIGNED_IN_AT, 0) < FRESH_SECONDS


def freshly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """How one signs in is changed only soon after signing in: a phone left on a table is not enough."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")

    return guarded
