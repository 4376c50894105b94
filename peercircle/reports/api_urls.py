"""The doors for other programs, as their table names them."""

from django.urls import path, re_path

from peercircle.reports.api.doors import DOORS
from peercircle.reports.views import api

app_name = "api"
urlpatterns = [
    path("openapi.json", api.openapi, name="openapi"),
    *(path(door.path, api.door(door), name=door.name) for door in DOORS),
    re_path("", api.nowhere, name="nowhere"),
]
