"""How a door answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def back(request: HttpRequest, pk: int, fragment: str, context: dict[str, object]) -> HttpResponse:
    """A phone with scripts gets the fragment, one without the page."""
    if request.headers.get("HX-Request"):
        return render(request, fragment, context)
    return redirect("meetings:live", pk)
