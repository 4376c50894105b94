"""Who is this? Asked for every request, so it is asked by hand."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from peercircle.kit import rows
from peercircle.people.models import Person


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        session = rows.by_key(Session, self.session_key)
        if session and session.expire_date > timezone.now():
            return self.decode(session.session_data)
        self._session_key = None
        return {}


class Backend(AuthenticationBackend):
    def get_user(self, user_id: int) -> Person | None:
        person = rows.by_key(Person, user_id)
        return person if person and self.user_can_authenticate(person) else None
