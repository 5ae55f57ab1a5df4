"""Reading the trail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django_scopes import scope

from candour.audit import merkle
from candour.audit.models import Chain, ChainHead, Checkpoint, Entry, Leaf, Verification
from candour.audit.naming import names_of
from candour.audit.rules import body_of, leaf_data, statement_of, subject
from candour.audit.sentences import sentence_of
from candour.schools.models import School

PAGE = 50


@dataclass(frozen=True)
class Told:
    """An entry as a reader is shown it."""

    sequence: int
    at: datetime
    actor: str
    sentence: str
    kind: str
    hash: str


@dataclass(frozen=True)
class Page:
    """Some entries, newest first; ``older`` is the sequence below which the next page begins, or
    None where there are no more."""

    entries: list[Told]
    older: int | None


def tell(entries: list[Entry]) -> list[Told]:
    """Entries as sentences, with the names that their actors bear today. The entries' personal
    parts should have been selected with them."""
    names = names_of(entry.actor_ref for entry in entries)
    return [
        Told(
            entry.sequence,
            entry.at,
            names[entry.actor_ref],
            sentence_of(entry, names[entry.actor_ref]),
            entry.kind,
            entry.hash,
        )
        for entry in entries
    ]


def trail(
    school: School,
    chain: str = Chain.SCHOOL,
    *,
    kind: str = "",
    day: date | None = None,
    actor_ref: str = "",
    before: int | None = None,
    limit: int = PAGE,
) -> Page:
    """A page of a chain, newest first, in a fixed number of queries. ``kind`` is a whole kind or
    its beginning (``policy.``); ``day`` a day where the school is; ``before`` a sequence."""
    with scope(school=school):
        rows = Entry.objects.filter(chain=chain).select_related("personal")
        if kind:
            rows = (
                rows.filter(kind__startswith=kind) if kind.endswith(".") else rows.filter(kind=kind)
            )
        if day:
            rows = rows.filter(at__gte=_midnight(day), at__lt=_midnight(day + timedelta(days=1)))
        if actor_ref:
            rows = rows.filter(actor_ref=actor_ref)
        if before is not None:
            rows = rows.filter(sequence__lt=before)
        found = list(rows.order_by("-sequence")[: limit + 1])
    shown = found[:limit]
    return Page(tell(shown), shown[-1].sequence if len(found) > limit else None)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def entries_about(
    about: Model | str, chain: str = Chain.SCHOOL, *, limit: int = PAGE
) -> list[Told]:
    """What happened to one row, newest first, bulk acts among them, in a fixed number of queries.
    Text such as ``"website:header"`` needs a school in scope."""
    name, identity = subject(about)
    bulk = Leaf.objects.filter(about_type=name, about_id=identity).values("entry")
    rows = Entry.objects.filter(
        Q(about_type=name, about_id=identity) | Q(id__in=bulk), chain=chain
    ).select_related("personal")
    return tell(list(rows.order_by("-sequence")[:limit]))


def actors_on(school: School, chain: str = Chain.SCHOOL) -> list[tuple[str, str]]:
    """Everybody who ever acted on a chain, as reference and today's name, by name."""
    with scope(school=school):
        rows = Entry.objects.filter(chain=chain).order_by("actor_ref")
        refs = list(rows.values_list("actor_ref", flat=True).distinct())
    return sorted(names_of(refs).items(), key=lambda pair: pair[1].casefold())


def head_of(school_id: UUID, chain: str) -> tuple[int, str]:
    """Sequence and hash of a chain's newest entry; (0, "") where there is none."""
    with scope(school=school_id):
        head = ChainHead.objects.filter(chain=chain).first()
    return (head.sequence, head.hash) if head else (0, "")


def bodies(school_id: UUID, chain: str) -> Iterator[dict[str, Any]]:
    """Every entry of a chain from the first, as it is hashed; read in small portions."""
    with scope(school=school_id):
        rows = Entry.objects.filter(chain=chain).order_by("sequence")
    for entry in _in_portions(rows):
        yield body_of(entry)


def _in_portions(rows: QuerySet[Entry]) -> Iterator[Entry]:
    """By key, not by cursor, so that a long read holds no lock and no transaction open."""
    last = 0
    while portion := list(rows.filter(sequence__gt=last)[:2000]):
        yield from portion
        last = portion[-1].sequence


def statements(school_id: UUID, chain: str) -> list[dict[str, Any]]:
    """Every checkpoint of a chain, oldest first."""
    with scope(school=school_id):
        rows = Checkpoint.objects.filter(chain=chain).order_by("sequence", "at")
        return [statement_of(row) for row in rows]


@dataclass(frozen=True)
class Inclusion:
    """Shows that a row is one of those a bulk entry is about: see ``merkle.includes``."""

    root: str
    leaf: str
    position: int
    count: int
    path: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the path leads from the leaf to the root."""
        steps = [bytes.fromhex(each) for each in self.path]
        leaf, top = bytes.fromhex(self.leaf), bytes.fromhex(self.root)
        return merkle.includes(leaf, self.position, self.count, steps, top)


def inclusion(entry: Entry, about: Model | str) -> Inclusion | None:
    """The proof that a bulk entry is about this row, or None where it is not."""
    name, identity = subject(about)
    rows = list(Leaf.objects.filter(entry=entry).order_by("position"))
    at = [n for n, row in enumerate(rows) if (row.about_type, row.about_id) == (name, identity)]
    if not at:
        return None
    leaves = [merkle.leaf_hash(leaf_data(row.about_type, row.about_id)) for row in rows]
    steps = tuple(step.hex() for step in merkle.path(leaves, at[0]))
    root = str(entry.facts.get("merkle_root", ""))
    return Inclusion(root, leaves[at[0]].hex(), at[0], len(rows), steps)


def newest_verification(school: School, chain: str = Chain.SCHOOL) -> Verification | None:
    """The last check that somebody asked for."""
    with scope(school=school):
        return Verification.objects.filter(chain=chain).order_by("-asked_at").first()


def newest_checkpoint(school: School, chain: str = Chain.SCHOOL) -> Checkpoint | None:
    """The last signed checkpoint of a chain."""
    with scope(school=school):
        return Checkpoint.objects.filter(chain=chain).order_by("-sequence", "-at").first()
