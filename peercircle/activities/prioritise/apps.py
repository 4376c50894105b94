from django.apps import AppConfig


class PrioritiseConfig(AppConfig):
    name = "peercircle.activities.prioritise"

    def ready(self) -> None:
        from peercircle.activities.prioritise import actions, faces
        from peercircle.stream import parts

        parts.shared(actions.OPTIONS_PART, faces.find, faces.draw_options)
        parts.shared(actions.COUNT_PART, faces.find, faces.draw_count)
