from django.apps import AppConfig


class WorldCafeConfig(AppConfig):
    name = "peercircle.activities.world_cafe"

    def ready(self) -> None:
        from peercircle.activities.world_cafe import live_parts

        live_parts.register()
