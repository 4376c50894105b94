"""The doors of a consultation: in the meeting, and afterwards for those who were there."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
