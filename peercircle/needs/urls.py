"""The doors of a group's needs."""

from django.urls import path

from peercircle.needs import views

app_name = "needs"
urlpatterns = [
    path("groups/<int:group_pk>/needs/", views.group, name="group"),
    path("groups/<int:group_pk>/needs/new/", views.new, name="new"),
    path("groups/<int:group_pk>/needs/<uuid:pk>/", views.need, name="need"),
    path("groups/<int:group_pk>/needs/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("groups/<int:group_pk>/needs/<uuid:pk>/bring-back/", views.bring_back, name="bring-back"),
    path("groups/<int:group_pk>/needs/<uuid:pk>/merge/<uuid:into_pk>/", views.merge, name="merge"),
    path("groups/<int:group_pk>/needs/<uuid:pk>/part/", views.part, name="part"),
    path("groups/<int:group_pk>/needs/<uuid:pk>/judge/", views.judge, name="judge"),
]
