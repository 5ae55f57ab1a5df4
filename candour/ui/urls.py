"""Addresses of the design system's own pages."""

from django.urls import path

from candour.ui import views

app_name = "ui"

urlpatterns = [
    path("patterns/", views.patterns, name="patterns"),
    path("patterns/<slug:name>/", views.pattern, name="pattern"),
    path("appearance/", views.appearance, name="appearance"),
]
