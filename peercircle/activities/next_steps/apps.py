from django.apps import AppConfig


class NextStepsConfig(AppConfig):
    name = "peercircle.activities.next_steps"

    def ready(self) -> None:
        from peercircle.activities.next_steps.activity import find_action, render_action
        from peercircle.stream import parts

        parts.shared("next_steps_action", find_action, render_action)
