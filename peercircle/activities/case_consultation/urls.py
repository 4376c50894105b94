"""The doors of a consultation: in the meeting, and afterwards for those who were there."""

from django.urls import path

from peercircle.activities.case_consultation.views import trios

urlpatterns = [
    path("<int:item_pk>/trios/", trios.trios, name="trios"),
]
