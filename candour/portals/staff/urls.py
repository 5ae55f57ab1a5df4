"""Addresses of the staff door, under the school's own."""

from django.urls import path

from candour.portals.staff import views

app_name = "staff"

urlpatterns = [
    path("", views.desk, name="desk"),
    path("concern/", views.concern, name="concern"),
    path("first-steps/", views.first_steps, name="first_steps"),
]
