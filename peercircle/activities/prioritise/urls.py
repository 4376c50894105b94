"""The doors of a vote: on the phone, and on the plan."""

from django.urls import path

from peercircle.activities.prioritise import views

urlpatterns = [
    path("<int:item_pk>/options/", views.add, name="add"),
    path("<int:item_pk>/options/remove/", views.remove, name="remove"),
    path("<int:item_pk>/dots/", views.place, name="place"),
    path("<int:item_pk>/agree/", views.agree, name="agree"),
]
plan_urlpatterns = [path("<int:item_pk>/options/", views.plan, name="options")]
