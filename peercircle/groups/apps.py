from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "peercircle.groups"

    def ready(self) -> None:
        from peercircle.groups import own_panels, panels

        panels.offer(own_panels.charter, at=20)
        panels.offer(own_panels.members, at=30)
