from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "peercircle.needs"

    def ready(self) -> None:
        from peercircle.groups import panels
        from peercircle.needs.panel import panel

        panels.offer(panel, at=15)
