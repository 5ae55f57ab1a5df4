"""What goes into an evidence pack, gathered in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from candour.files.models import StoredFile
from candour.policy.library.risks import starter_risks
from candour.policy.models import (
    Approval,
    Departure,
    Document,
    Evidence,
    EvidencePack,
    Risk,
    Version,
)
from candour.policy.pack.names import Naming, naming_of
from candour.policy.queries.coverage import ClauseNow, Coverage, DutyNow, coverage
from candour.policy.rules.catalogue import CONTROLS
from candour.schools.models import School
from candour.ui.states import STATES

Row = dict[str, str]


@dataclass(frozen=True)
class Contents:
    """A pack's tables, each a list of rows with the same columns, and how they speak of people.

    ``handling`` says who made it, for whom, and that it is confidential (STA-18).
    """

    school: School
    pack: EvidencePack
    day: date
    naming: Naming
    coverage: Coverage
    tables: dict[str, list[Row]]
    files: list[Evidence]
    handling: str


def gather(pack: EvidencePack, day: date) -> Contents:
    """Everything of one pack as it stands on a day."""
    school = pack.school
    naming = naming_of(school, pack.with_names)
    found = coverage(school, day)
    evidence = list(_evidence(pack))
    tables = {
        "clauses": [
            _clause(section.title, each, naming)
            for section in found.sections
            for each in section.clauses
        ],
        "duties": [_duty(each, naming) for each in found.duties.values()],
        "evidence": [_proof(each, naming) for each in evidence],
        "documents": [_document(each, naming) for each in _documents(school)],
        "exceptions": [_departure(each, naming) for each in _departures(pack)],
        "approvals": list(_approvals(pack)),
        "risks": [_risk(each, naming) for each in _risks(pack)],
    }
    files = [each for each in evidence if each.file_id] if pack.with_names else []
    return Contents(school, pack, day, naming, found, tables, files, _handling(pack, day))


def stored(evidence: Evidence) -> StoredFile:
    """The file of a piece of evidence that has one."""
    assert evidence.file is not None
    return evidence.file


def _handling(pack: EvidencePack, day: date) -> str:
    who = pack.by.full_name if pack.by and pack.with_names else "the school"
    secret = (
        "It names people: keep it safe and do not pass it on."
        if pack.with_names
        else ("It names nobody.")
    )
    return f"Made for {who} on {day.day} {day:%B %Y}. {secret}"


def _words(state: str) -> str:
    return STATES[state].label if state in STATES else state


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def _clause(section: str, each: ClauseNow, naming: Naming) -> Row:
    return {
        "section": naming.known_text(section),
        "clause": each.ref,
        "number": each.text.number,
        "text": naming.known_text(f"{each.text.lead_in} {each.text.text}".strip()),
        "kind": each.text.get_kind_display(),
        "binds": ", ".join(each.text.binds),
        "state": _words(each.state),
        "why": naming.known_text(each.why),
        "duties": "; ".join(now.control.title for now in each.duties),
        "owners": ", ".join(naming.person(owner) for owner in each.owners if naming.with_names),
        "last evidence": _iso(each.last),
        "next": _iso(each.next),
    }


def _duty(now: DutyNow, naming: Naming) -> Row:
    return {
        "duty": now.control.id,
        "title": now.control.title,
        "state": _words(now.state),
        "why": naming.known_text(now.standing.why),
        "owner": naming.person(now.owner, "somebody is named"),
        "rhythm": now.duty.get_rhythm_display(),
        "seen by": "a named person" if now.control.attested else "Candour, from live records",
        "last evidence": _iso(now.last),
        "next": _iso(now.next),
        "does not apply because": naming.free_text(now.duty.not_applicable_because),
    }


def _evidence(pack: EvidencePack) -> Iterator[Evidence]:
    found = Evidence.objects.filter(
        school=pack.school, collected_on__gte=pack.starts_on, collected_on__lte=pack.ends_on
    ).select_related("duty", "by", "file")
    return found.order_by("collected_on", "id").iterator(chunk_size=2000)


def _proof(each: Evidence, naming: Naming) -> Row:
    control = CONTROLS.get(each.duty.control)
    return {
        "evidence": str(each.id),
        "duty": control.title if control else each.duty.control,
        "done on": _iso(each.collected_on),
        "counts until": _iso(each.expires_on),
        "said by": naming.person(each.by, "a named person"),
        "statement": naming.free_text(each.statement),
        "file": file_name(each) if each.file and naming.with_names else "",
        "file sha256": each.file.sha256 if each.file else "",
        "taken back": naming.free_text(each.withdrawn_because) if each.withdrawn_at else "",
    }


def file_name(each: Evidence) -> str:
    """The name of an evidence file within the pack: safe on every system, unique by its id."""
    assert each.file is not None
    kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in each.file.name)[-60:]
    return f"files/{each.id}-{kept.lstrip('.')}"


def _documents(school: School) -> list[Version]:
    found = Version.objects.filter(school=school, document__retired_on=None)
    found = found.exclude(status=Version.Status.DISCARDED).select_related("document__owner")
    return list(found.defer("text", "furniture", "warnings").order_by("document__title", "number"))


def _document(each: Version, naming: Naming) -> Row:
    document: Document = each.document
    return {
        "document": naming.known_text(document.title),
        "kind": document.get_kind_display(),
        "version": str(each.number),
        "status": each.get_status_display(),
        "approved on": _iso(each.approved_on),
        "approved by": naming.free_text(each.approved_by),
        "adopted on": _iso(each.adopted_on),
        "review on": _iso(document.review_on),
        "owner": naming.person(document.owner, "somebody is named"),
        "sha256": each.sha256,
        "link": naming.free_text(each.link or document.link),
    }


def _departures(pack: EvidencePack) -> list[Departure]:
    found = Departure.objects.filter(
        school=pack.school, starts_on__lte=pack.ends_on, ends_on__gte=pack.starts_on
    )
    return list(found.select_related("duty", "asked_by", "decided_by").order_by("starts_on"))


def _departure(each: Departure, naming: Naming) -> Row:
    control = CONTROLS.get(each.duty.control)
    return {
        "duty": control.title if control else each.duty.control,
        "state": each.get_state_display(),
        "from": _iso(each.starts_on),
        "until": _iso(each.ends_on),
        "reason": naming.free_text(each.reason),
        "asked by": naming.person(each.asked_by, "a named person"),
        "decided by": naming.person(each.decided_by, "another named person"),
    }


def _approvals(pack: EvidencePack) -> Iterator[Row]:
    """Prior approvals are about private lives: counted, never listed, with names or without."""
    found = Approval.objects.filter(
        school=pack.school, starts_on__lte=pack.ends_on, ends_on__gte=pack.starts_on
    )
    counts = found.values("kind", "state").annotate(n=Count("pk")).order_by("kind", "state")
    for each in counts:
        yield {
            "kind": str(Approval.Kind(each["kind"]).label),
            "state": str(Approval.State(each["state"]).label),
            "how many": str(each["n"]),
        }


def _risks(pack: EvidencePack) -> list[Risk]:
    found = Risk.objects.filter(school=pack.school, found_on__lte=pack.ends_on)
    return list(found.select_related("owner").order_by("closed_on", "review_on", "title"))


def _typed(text: str, naming: Naming) -> str:
    """What somebody typed about a risk; the words that Candour brings along itself may be shown."""
    ours = any(text in (each.title, each.who) for each in starter_risks())
    return text if ours else naming.free_text(text)


def _risk(each: Risk, naming: Naming) -> Row:
    return {
        "risk": _typed(each.title, naming),
        "who is at risk": _typed(each.who_is_at_risk, naming),
        "likelihood": str(each.likelihood),
        "impact": str(each.impact),
        "score": str(each.likelihood * each.impact),
        "what we do": naming.free_text(each.what_we_do),
        "owner": naming.person(each.owner, "somebody is named"),
        "found on": _iso(each.found_on),
        "review on": _iso(each.review_on),
        "closed on": _iso(each.closed_on),
    }
