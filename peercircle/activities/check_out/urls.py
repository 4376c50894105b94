"""The doors of the check-out."""

from django.urls import path

from peercircle.activities.check_out import views

urlpatterns = [
    path("<int:item_pk>/word/", views.say, name="say"),
    path("<int:item_pk>/pulse/", views.pulse, name="pulse"),
]
