"""The doors of a group's needs."""

from django.urls import path

from peercircle.needs import views

app_name = "needs"
urlpatterns = [path("groups/<int:group_pk>/needs/", views.group, name="group")]
