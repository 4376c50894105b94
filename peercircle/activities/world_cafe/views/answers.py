"""How a door answers."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def back(request: HttpRequest, pk: int, fragment: str, context: dict[str, object]) -> HttpResponse:
    """A phone with scripts gets the fragment, one without the page."""
    if request.headers.get("HX-Request"):
        return render(request, fragment, context)
    return redirect("meetings:live", pk)


def uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
