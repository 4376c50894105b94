from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "peercircle.people"

    def ready(self) -> None:
        from peercircle.people import sign_in  # noqa: F401  (it listens for everybody who signs in)
