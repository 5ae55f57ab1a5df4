"""Addresses of the record."""

from django.urls import path

from candour.audit import views

app_name = "audit"

urlpatterns = [
    path("record/", views.trail, name="trail"),
    path("record/check/", views.check_trail, name="check_trail"),
    path("record/download/", views.download_trail, name="download_trail"),
    path("record/sealed/", views.sealed_trail, name="sealed_trail"),
    path("record/sealed/check/", views.check_sealed_trail, name="check_sealed_trail"),
    path("record/sealed/download/", views.download_sealed_trail, name="download_sealed_trail"),
]
