from django.apps import AppConfig


class LastTimeConfig(AppConfig):
    name = "peercircle.activities.last_time"

    def ready(self) -> None:
        from peercircle.activities.last_time.activity import action_part
        from peercircle.stream import parts

        parts.shared("last_time_action", action_part)
