"""All addresses: the school's slug leads every signed-in one."""

from django.conf import settings
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
    # Links that carry a completed second factor: only where the data folder is a demonstration.
    *([path("demo/", include("candour.demo.urls"))] if settings.DEMO else []),
    path("<slug:school>/", include(school)),
]

handler400 = "candour.ui.errors.bad_request"
handler403 = "candour.ui.errors.forbidden"
handler404 = "candour.ui.errors.not_found"
handler500 = "candour.ui.errors.server_error"
handler429 = "candour.people.views.sign_in.too_many"
