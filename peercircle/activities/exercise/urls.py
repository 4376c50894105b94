"""An exercise has no doors: nothing is typed in it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
