from django.apps import AppConfig


class CheckOutConfig(AppConfig):
    name = "peercircle.activities.check_out"

    def ready(self) -> None:
        from peercircle.activities.check_out import actions, activity
        from peercircle.stream import parts

        parts.shared(actions.PART, activity.find, activity.draw_answered)
