"""Who is this? Asked for every request, so it is asked in SQL.

The ORM needs several times as long to write these two sentences as the database to answer them.
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from peercircle.people.models import Person


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        sessions = Session.objects.raw("SELECT * FROM django_session WHERE session_key = %s", [self.session_key])
        for session in sessions:
            if session.expire_date > timezone.now():
                return self.decode(session.session_data)
        self._session_key = None
        return {}


class Backend(AuthenticationBackend):
    def get_user(self, user_id: int) -> Person | None:
        for person in Person.objects.raw("SELECT * FROM people_person WHERE id = %s", [user_id]):
            if self.user_can_authenticate(person):
                return person
        return None
