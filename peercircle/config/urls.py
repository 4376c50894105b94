"""All doors of the house. A door is locked unless `doors.py` says otherwise."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from peercircle.config import phone
from peercircle.people import language

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", language.choose, name="choose-language"),
    path("sites/", include("peercircle.places.urls")),
    path("programme/", include("peercircle.programme.urls")),
    path("now/", phone.now, name="now"),
    path("manifest.webmanifest", phone.manifest, name="manifest"),
    path("", include("peercircle.meetings.urls")),
    path("", include("peercircle.needs.urls")),
]

for activity in settings.ACTIVITIES:
    doors = import_module(f"peercircle.activities.{activity}.urls")
    urlpatterns.append(path(f"live/<int:pk>/{activity}/", include((doors.urlpatterns, activity))))
    if hasattr(doors, "plan_urlpatterns"):
        urlpatterns.append(path(f"plan/{activity}/", include((doors.plan_urlpatterns, f"{activity}-plan"))))
