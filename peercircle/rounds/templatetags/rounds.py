"""How a round looks on a phone and on the wall, for the activities that hold one."""

from __future__ import annotations

from typing import Any

from django import template

from peercircle.meetings.models import AgendaItem
from peercircle.rounds.guide import guide
from peercircle.rounds.wall import wall

register = template.Library()


@register.inclusion_tag("rounds/_wall.html")
def words_wall(item: AgendaItem) -> dict[str, object]:
    """The words so far, the same for everybody."""
    return wall(item)


@register.inclusion_tag("rounds/_steps.html")
def method_steps(item: AgendaItem, otherwise: str = "") -> dict[str, object]:
    """The name and the steps of the item's method, big and calm."""
    return guide(item, otherwise)


@register.inclusion_tag("rounds/_ask.html", takes_context=True)
def ask_for_word(context: dict[str, Any], door: str) -> dict[str, object]:
    """To say one's word, or another one."""
    return {
        "door": door,
        "mine": context["mine"],
        "item": context["item"],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("rounds/_said.html", takes_context=True)
def my_word(context: dict[str, Any]) -> dict[str, object]:
    """What I said: the answer to sending it."""
    return {"mine": context["mine"], "item": context["item"]}
