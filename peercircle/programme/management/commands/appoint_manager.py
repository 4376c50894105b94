"""`manage.py appoint_manager`: the first manager of a new house, who sets up everything else on the pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.programme.actions.setting_up import appoint


class Command(BaseCommand):
    help = "Makes the person with this address the programme's manager. They sign in with a code by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("given_name")
        parser.add_argument("family_name")

    def handle(self, *, email: str, given_name: str, family_name: str, **_options: Any) -> None:
        try:
            validate_email(email)
            names = {"given_name": given_name, "family_name": family_name}
            person = appoint(email=email, **names, role=Person.ProgrammeRole.MANAGER, by=None, now=timezone.now())
        except (ValidationError, Refused) as why:
            raise CommandError(str(getattr(why, "message", why))) from why
        self.stdout.write(f"{person.name} is manager, and signs in with {person.email}.")
