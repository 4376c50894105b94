from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "peercircle.meetings"

    def ready(self) -> None:
        from peercircle.groups.panels import offer
        from peercircle.meetings import live_parts, panels

        live_parts.register()
        offer(panels.next_meeting, at=10)
        offer(panels.past_meetings, at=40)
