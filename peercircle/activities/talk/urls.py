"""The doors of a talk: on the phone, and on the plan."""

from django.urls import path

from peercircle.activities.talk import views

urlpatterns = [
    path("topics/<int:topic_pk>/notes/", views.write, name="write"),
    path("needs/", views.mark, name="mark"),
    path("notes/<uuid:note_pk>/", views.change, name="change"),
    path("<int:item_pk>/mine/", views.mine, name="mine"),
    path("<int:item_pk>/topics/", views.add_topic, name="add-topic"),
]
plan_urlpatterns = [path("<int:item_pk>/topics/", views.topics, name="topics")]
