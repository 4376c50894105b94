from django.urls import path

from peercircle.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reach, name="reach"),
    path("definitions/", views.definitions, name="definitions"),
]
