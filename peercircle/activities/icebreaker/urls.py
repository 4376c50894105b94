"""The doors of the ice-breaker."""

from django.urls import path

from peercircle.activities.icebreaker import views

urlpatterns = [
    path("<int:item_pk>/card/", views.card, name="card"),
    path("<int:item_pk>/card/show/", views.show, name="show"),
    path("<int:item_pk>/card/hide/", views.hide, name="hide"),
]
