"""The doors: on the phone, and for those who were not there."""

from django.urls import path

from peercircle.activities.next_date import views

urlpatterns = [
    path("vote/", views.vote, name="vote"),
    path("agree/", views.agree, name="agree"),
    path("remove/", views.remove, name="remove"),
    path("<int:item_pk>/add/", views.add, name="add"),
    path("<int:item_pk>/undo/", views.undo, name="undo"),
    path("<int:item_pk>/choice/", views.choice, name="choice"),
    path("answer/", views.answer, name="answer"),
    path("answer/<str:token>/", views.answer_by_link, name="answer-link"),
]
