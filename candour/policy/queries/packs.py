"""Evidence packs that were made or are being made."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404

from candour.policy.models import EvidencePack
from candour.schools.models import School

A_PAGE = 20


def pack_page(school: School, number: str | int) -> Page[EvidencePack]:
    """Packs of the school, newest first, a page of them. Two queries."""
    found = EvidencePack.objects.filter(school=school).select_related("by", "file")
    return Paginator(found.order_by("-asked_at"), A_PAGE).get_page(number)


def find_pack(school: School, pack_id: UUID) -> EvidencePack:
    """A pack that is ready to be fetched. Raises Http404."""
    found = EvidencePack.objects.filter(school=school, pk=pack_id, state=EvidencePack.State.DONE)
    pack = found.select_related("file").first()
    if pack is None or pack.file is None:
        raise Http404
    return pack
