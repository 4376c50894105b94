"""A card and one's own page."""

from django.urls import path

from peercircle.people import views

app_name = "people"
urlpatterns = [
    path("card/<slug:name>/", views.card, name="card"),
    path("profile/", views.profile, name="profile"),
    path("profile/workplaces/", views.workplaces, name="workplaces"),
    path("profile/workplaces/<int:site_pk>/add/", views.work_at, name="work-at"),
    path("profile/workplaces/<int:site_pk>/remove/", views.stop_working_at, name="stop-working-at"),
    path("profile/sign-out-everywhere/", views.sign_out_everywhere, name="sign-out-everywhere"),
]
