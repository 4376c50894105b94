"""Access cards on paper, for members without e-mail."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from peercircle.groups import access
from peercircle.groups.actions import members as actions
from peercircle.groups.models import Group
from peercircle.kit.numbers import number
from peercircle.kit.paper import pdf
from peercircle.people.cards import FreshCard

CARDS_ON_A_PAGE = 8


@sensitive_variables()
@never_cache
@require_http_methods(["GET", "POST"])
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """The PINs exist in this answer alone. Whoever prints again makes new cards."""
    mine = access.contact(request.user, pk)
    without_email = mine.group.memberships.filter(ended_on=None, person__email=None).select_related("person")
    if request.method == "POST":
        chosen = without_email.filter(pk__in=[number(key) for key in request.POST.getlist("member")])
        if chosen:
            draw = partial(_sheet, mine.group)
            return _download(actions.print_cards(chosen, draw=draw, by=mine.person, now=timezone.now()))
    have_one = set(
        without_email.filter(person__cards__revoked_at=None, person__cards__isnull=False).values_list("pk", flat=True)
    )
    context = {
        "group": mine.group,
        "members": without_email,
        "have_one": have_one,
        "nobody_chosen": request.method == "POST",
    }
    return render(request, "groups/cards.html", context, status=422 if request.method == "POST" else 200)


@sensitive_variables()
def _sheet(group: Group, fresh: list[FreshCard]) -> bytes:
    drawn = [_drawn(group, card) for card in fresh]
    pages = [drawn[start : start + CARDS_ON_A_PAGE] for start in range(0, len(drawn), CARDS_ON_A_PAGE)]
    return pdf(render_to_string("groups/cards_sheet.html", {"pages": pages, "group": group}))


def _download(sheet: bytes) -> HttpResponse:
    response = HttpResponse(sheet, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="cards-{timezone.localdate():%Y-%m-%d}.pdf"'
    return response


@sensitive_variables()
def _drawn(group: Group, card: FreshCard) -> str:
    """Each card speaks the language of its owner."""
    person = card.card.person
    with translation.override(person.language or translation.get_language()):
        return render_to_string("groups/_card.html", {"card": card, "person": person, "group": group})
