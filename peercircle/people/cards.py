"""What is on an access card: the secret in its QR code and the PIN that belongs to it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from peercircle.people.models import AccessCard

PIN_DIGITS = 6

# What else a card is good for when somebody who is signed in scans that of another. `name`: what its address says.
Use = Callable[[HttpRequest, AccessCard, str], SafeString]
_uses: list[Use] = []


def offer(use: Use) -> None:
    """For rooms above, which this one does not know. An empty string is left out."""
    if use not in _uses:
        _uses.append(use)


def uses(request: HttpRequest, card: AccessCard, name: str) -> list[SafeString]:
    return [html for use in _uses if (html := use(request, card, name))]


@dataclass(frozen=True)
class FreshCard:
    """A card in the moment it is made: only now are its secret and PIN known, to be printed."""

    card: AccessCard
    secret: str = field(repr=False)
    pin: str = field(repr=False)

    @property
    def address(self) -> str:
        """What the QR code says."""
        return settings.ORIGIN + reverse("people:card", args=[f"{self.card.public_id}-{self.secret}"])

    @property
    def spoken_pin(self) -> str:
        return f"{self.pin[:3]} {self.pin[3:]}"


def new_public_id() -> str:
    return secrets.token_hex(5)


def new_secret() -> str:
    return secrets.token_urlsafe(18)


def new_pin() -> str:
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def hash_of_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def hash_of_pin(pin: str, secret: str) -> str:
    return hmac.new(secret.encode(), pin.encode(), hashlib.sha256).hexdigest()


def read(name: str) -> tuple[AccessCard, str] | None:
    """The card that this part of an address names, and its secret; None when it opens nothing (any more)."""
    public_id, _dash, secret = name.partition("-")
    card = AccessCard.objects.select_related("person").filter(public_id=public_id, revoked_at=None).first()
    if card is None or not hmac.compare_digest(card.secret_hash, hash_of_secret(secret)):
        return None
    return (card, secret) if card.person.is_active else None
