"""Where the house puts its rooms together."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    name = "peercircle.config"

    def ready(self) -> None:
        from peercircle.config import catalogues, checks  # noqa: F401  (the checks register themselves)
        from peercircle.meetings import kinds

        catalogues.compile_all(settings.LOCALE_PATHS[0])
        for activity in settings.ACTIVITIES:
            kinds.register(import_module(f"peercircle.activities.{activity}.activity").KIND)
