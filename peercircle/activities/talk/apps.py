from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "peercircle.activities.talk"

    def ready(self) -> None:
        from peercircle.activities.talk.activity import draw_note, find_note
        from peercircle.stream import parts

        parts.shared("talk_note", find_note, draw_note)
