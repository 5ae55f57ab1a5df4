"""Uploads on their way to becoming versions."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from candour.policy.models import PolicyImport
from candour.schools.models import School


def find_import(school: School, import_id: UUID) -> PolicyImport:
    """One upload with its version. Raises Http404."""
    found = PolicyImport.objects.filter(school=school).select_related("version", "by")
    upload: PolicyImport = get_object_or_404(found, pk=import_id)
    return upload


def upload_being_read(school: School) -> PolicyImport | None:
    """The newest upload that still waits to be read."""
    waiting = PolicyImport.objects.filter(school=school, status=PolicyImport.Status.WAITING)
    return waiting.order_by("-created_at").first()
