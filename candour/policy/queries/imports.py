"""Uploads on their way to becoming versions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
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


def stuck_uploads(before: datetime) -> QuerySet[PolicyImport]:
    """Uploads of the school in scope that were taken in before a moment and still wait."""
    waiting = PolicyImport.objects.filter(status=PolicyImport.Status.WAITING)
    return waiting.filter(created_at__lt=before).select_related("by", "file", "school")
