"""Addresses of the people of a school."""

from django.urls import URLPattern

app_name = "people"

urlpatterns: list[URLPattern] = []
