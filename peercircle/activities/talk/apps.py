from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "peercircle.activities.talk"

    def ready(self) -> None:
        from peercircle.activities.talk.activity import note_part
        from peercircle.stream import parts

        parts.shared("talk_note", note_part)
