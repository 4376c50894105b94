from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "peercircle.rounds"

    def ready(self) -> None:
        from peercircle.rounds import wall
        from peercircle.stream import parts

        parts.shared(wall.PART, wall.find, wall.draw)
