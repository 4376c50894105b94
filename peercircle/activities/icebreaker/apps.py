from django.apps import AppConfig


class IcebreakerConfig(AppConfig):
    name = "peercircle.activities.icebreaker"

    def ready(self) -> None:
        from peercircle.activities.icebreaker.actions import PART
        from peercircle.stream import parts

        # Only named, never pushed: the room's screen listens too, and a card is not for it.
        parts.personal(PART)
