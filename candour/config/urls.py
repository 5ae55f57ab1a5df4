"""All addresses: the school's slug leads every signed-in one."""

from django.urls import include, path

from candour.work.views import healthz

school = [
    path("", include("candour.portals.staff.urls")),
    path("", include("candour.people.school_urls")),
    path("", include("candour.policy.urls")),
    path("", include("candour.schools.urls")),
    path("", include("candour.audit.urls")),
]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("candour.people.urls")),
    path("", include("candour.ui.urls")),
    path("<slug:school>/", include(school)),
]
