from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "peercircle.meetings"

    def ready(self) -> None:
        from peercircle.groups import leaving
        from peercircle.groups.panels import offer
        from peercircle.meetings import live_parts, panels
        from peercircle.meetings.actions import joining

        live_parts.register()
        leaving.watch(joining.show_out_of_meetings)
        offer(panels.next_meeting, at=10)
        offer(panels.past_meetings, at=40)
