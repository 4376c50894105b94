from django.urls import path

from peercircle.places import views

app_name = "places"
urlpatterns = [
    path("", views.find_site, name="find"),
    path("add/", views.add_site, name="add"),
    path("school-year/", views.school_year, name="school-year"),
    path("school-year/<int:pk>/remove/", views.remove_school_break, name="remove-school-break"),
]
