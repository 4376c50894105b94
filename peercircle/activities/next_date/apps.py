from django.apps import AppConfig


class NextDateConfig(AppConfig):
    name = "peercircle.activities.next_date"

    def ready(self) -> None:
        from peercircle.activities.next_date.activity import draw_count, find_count
        from peercircle.stream import parts

        parts.shared("next_date_count", find_count, draw_count)
        parts.personal("next_date_agree")
