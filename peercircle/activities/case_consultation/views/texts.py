"""What is sealed, after the meeting: read by those who were there, destroyed by the case giver."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from peercircle.activities.case_consultation import access
from peercircle.activities.case_consultation.actions import ending, opening

PAGE = "case_consultation-after:consultation"


@require_POST
@never_cache
def open_texts(request: HttpRequest, item_pk: int) -> HttpResponse:
    """The page itself is the answer: it has no address of its own at which it could be come back to."""
    reader = access.reader_of_texts(request.user, item_pk)
    now = timezone.now()
    opened = opening.open_texts(reader.consultation, reader.mine, now=now)
    if opened is None:
        return redirect(PAGE, item_pk)
    context = {"consultation": reader.consultation, "opened": opened, "now": now}
    return render(request, "case_consultation/texts.html", context)


@require_POST
def destroy_texts(request: HttpRequest, item_pk: int) -> HttpResponse:
    own = access.own_consultation(request.user, item_pk)
    ending.destroy_texts(own, now=timezone.now())
    messages.success(request, _("Destroyed. Nobody can read it any more, in no backup either."))
    return redirect(PAGE, item_pk)
