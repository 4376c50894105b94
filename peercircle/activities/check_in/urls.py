"""The door of the check-in."""

from django.urls import path

from peercircle.activities.check_in import views

urlpatterns = [path("<int:item_pk>/word/", views.say, name="say")]
