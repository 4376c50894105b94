from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "peercircle.meetings"

    def ready(self) -> None:
        from peercircle.meetings import live_parts

        live_parts.register()
