"""The doors of "who does what"."""

from django.urls import path

from peercircle.activities.next_steps import views

urlpatterns = [
    path("add/", views.add, name="add"),
    path("take-out/", views.take_out, name="take-out"),
]
