from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "peercircle.programme"

    def ready(self) -> None:
        from peercircle.groups import panels
        from peercircle.people import cards
        from peercircle.programme import card_check_in, how_we_are, panel

        panels.offer(how_we_are.panel, at=12)
        panels.offer(panel.panel, at=17)
        cards.offer(card_check_in.use)
