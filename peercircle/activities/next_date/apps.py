from django.apps import AppConfig


class NextDateConfig(AppConfig):
    name = "peercircle.activities.next_date"

    def ready(self) -> None:
        from peercircle.activities.next_date.activity import count_part
        from peercircle.stream import parts

        parts.shared("next_date_count", count_part)
        parts.personal("next_date_agree")
