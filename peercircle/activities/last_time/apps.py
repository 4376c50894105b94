from django.apps import AppConfig


class LastTimeConfig(AppConfig):
    name = "peercircle.activities.last_time"

    def ready(self) -> None:
        from peercircle.activities.last_time.activity import find_action, render_action
        from peercircle.stream import parts

        parts.shared("last_time_action", find_action, render_action)
