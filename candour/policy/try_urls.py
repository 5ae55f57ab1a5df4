"""Addresses of "drop any policy in", mounted by the demonstration alone (namespace
``policy_try``)."""

from django.urls import path

from candour.policy.views import drop

app_name = "policy_try"

urlpatterns = [
    path("", drop.drop, name="drop"),
    path("report/", drop.drop_report, name="report"),
]
