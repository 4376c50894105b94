"""What allauth asks us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from peercircle.kit import letters
from peercircle.people.models import Person


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people come in by invitation or card."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("That was tried too often. Wait a quarter of an hour, then ask for a new code."),
        "rate_limited": _("That was tried too often. Wait a quarter of an hour, then try again."),
        "duplicate_email": _("This is your address already."),
        "incorrect_code": _("This is not the code of the latest letter. Look again, or ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """The code that lets in was read at the address, and a passkey needs no address at all."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:
        return False  # our own doors ask, see sign_in.freshly

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the person who reads it, which may not be that of the phone that asked."""
        reader = context.get("user") or Person.objects.filter(email__iexact=email).first()
        language = getattr(reader, "language", "") or translation.get_language() or "en"
        with translation.override(language):
            letter = self.render_mail(template_prefix, email, context)
        letters.send.enqueue(letter.subject, letter.body, email)


class Passkeys(DefaultMFAAdapter):
    """A passkey is a way in of its own, never a second lock after the letter's code."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This passkey does not fit. Try again, or sign in with a code by e-mail."),
    }

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Any = None) -> bool:
        return False

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        count = user.authenticator_set.filter(type=type).count()  # type: ignore[attr-defined]
        return translation.gettext("My passkey %(number)d") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return "PeerCircle"
