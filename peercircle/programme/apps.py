from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "peercircle.programme"

    def ready(self) -> None:
        from peercircle.groups import panels
        from peercircle.programme.panel import panel

        panels.offer(panel, at=17)
