"""All doors of the house. A door is locked unless `doors.py` says otherwise."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from peercircle.config import home, phone
from peercircle.people import language

handler400 = "peercircle.kit.trouble.unreadable"
handler500 = "peercircle.kit.trouble.broken"

_live: list[URLPattern | URLResolver] = []
_plan: list[URLPattern | URLResolver] = []
_after: list[URLPattern | URLResolver] = []
for activity in settings.ACTIVITIES:
    doors = import_module(f"peercircle.activities.{activity}.urls")
    _live.append(path(f"{activity}/", include((doors.urlpatterns, activity))))
    if hasattr(doors, "plan_urlpatterns"):
        _plan.append(path(f"{activity}/", include((doors.plan_urlpatterns, f"{activity}-plan"))))
    if hasattr(doors, "after_urlpatterns"):
        _after.append(path(f"{activity}/", include((doors.after_urlpatterns, f"{activity}-after"))))

urlpatterns: list[URLPattern | URLResolver] = [
    path("live/<int:pk>/", include(_live)),  # first, because many phones knock here at once
    path("", home.home, name="home"),
    re_path(rf"^demo/(?P<role>{'|'.join(home.DEMO_ROLES)})/$", home.demo_sign_in, name="demo-sign-in"),
    path("language/", language.choose, name="choose-language"),
    path("sites/", include("peercircle.places.urls")),
    path("child-in-danger/", include("peercircle.safeguarding.urls")),
    path("programme/", include("peercircle.programme.urls")),
    path("reports/", include("peercircle.reports.urls")),
    path("api/", include("peercircle.reports.api_urls")),
    path("now/", phone.now, name="now"),
    path("offline/", phone.offline, name="offline"),
    path("service-worker.js", phone.service_worker, name="service-worker"),
    path("manifest.webmanifest", phone.manifest, name="manifest"),
    path("", include("peercircle.people.sign_in_urls")),
    path("", include("peercircle.people.urls")),
    path("", include("peercircle.groups.urls")),
    path("", include("peercircle.meetings.urls")),
    path("", include("peercircle.needs.urls")),
    path("plan/", include(_plan)),
    path("after/", include(_after)),
]
