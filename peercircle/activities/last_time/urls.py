"""The door of "last time"."""

from django.urls import path

from peercircle.activities.last_time import views

urlpatterns = [path("say/", views.say, name="say")]
