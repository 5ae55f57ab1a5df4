"""Addresses of the school's settings and calendar, under the school's slug."""

from django.urls import path

from candour.schools import views

app_name = "schools"
urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("settings/change/", views.change, name="change"),
    path("settings/check/", views.check, name="check"),
    path("settings/calendar/", views.calendar, name="calendar"),
    path("settings/calendar/closed/new/", views.closure_new, name="closure_new"),
    path("settings/calendar/closed/<uuid:first>/", views.closure_change, name="closure_change"),
    path(
        "settings/calendar/closed/<uuid:first>/remove/", views.closure_remove, name="closure_remove"
    ),
    path("settings/calendar/import/", views.calendar_import, name="calendar_import"),
    path("settings/calendar/import/confirm/", views.calendar_confirm, name="calendar_confirm"),
    path("settings/calendar/terms/new/", views.term_new, name="term_new"),
    path("settings/calendar/terms/<uuid:term>/", views.term_change, name="term_change"),
    path("settings/calendar/terms/<uuid:term>/remove/", views.term_remove, name="term_remove"),
    path("settings/calendar/undo/<uuid:act>/", views.calendar_undo, name="calendar_undo"),
]
