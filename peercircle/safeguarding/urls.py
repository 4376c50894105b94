from django.urls import path

from peercircle.safeguarding import views

app_name = "safeguarding"
urlpatterns = [
    path("", views.card, name="card"),
    path("<str:code>/", views.card, name="card"),
    path("<str:code>/paper.pdf", views.paper, name="paper"),
    path("numbers/all/", views.places, name="places"),
    path("<str:code>/numbers/", views.contacts, name="contacts"),
    path("<str:code>/numbers/<str:office>/", views.contact, name="contact"),
    path("<str:code>/numbers/<str:office>/take-off/", views.take_off, name="take-off"),
]
