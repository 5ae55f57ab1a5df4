"""Writes a version's clauses: what an earlier version had keeps its identity, the rest is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from candour.policy.matching import Suggestion
from candour.policy.models import Clause, ClauseText, Link, Version
from candour.policy.reading import ReadClause, align
from candour.policy.reports.prepared import Prepared
from candour.policy.rules.versions import clause_fingerprint, free_ref, short_title, without_title

KEPT_SUGGESTIONS = 3
LEAST_SCORE = 0.1


class ClauseWriter:
    """Writes clauses of one version, within the caller's transaction."""

    def __init__(self, version: Version) -> None:
        self.version = version

    def write(self, base: Version | None, prepared: Prepared) -> dict[str, int]:
        """Every clause of the version as read.

        Clauses that ``base`` has too keep their row, and so their reference and links; what was
        turned down stays turned down. Returns counts: clauses, same, changed, added, gone.
        """
        read = without_title(prepared.reading.clauses)
        old = _old_texts(base)
        kept = _kept_clauses(old, read)
        clauses = {key: text.clause for key, text in kept.items()}
        clauses |= self._new_clauses([each for each in read if each.id not in kept])
        titles = prepared.titles
        texts = [self.text(clauses[each.id], each, titles.get(each.id, "")) for each in read]
        ClauseText.objects.bulk_create(texts)
        self.suggest([(clauses[each.id], prepared.suggestions.get(each.id, ())) for each in read])
        return _counts(old, kept, texts)

    def text(self, clause: Clause, read: ReadClause, title: str = "") -> ClauseText:
        """The unsaved words of one clause, under this title or its own first words. Its position is
        where it starts in the text."""
        return ClauseText(
            school_id=self.version.school_id,
            version=self.version,
            clause=clause,
            position=read.start,
            number=read.number[:40],
            title=title or short_title(read.text, read.lead_in),
            headings=list(read.headings),
            lead_in=read.lead_in,
            text=read.text,
            start=read.start,
            end=read.end,
            kind=read.kind,
            binds=list(read.binds),
            fingerprint=clause_fingerprint(read.text, read.lead_in),
        )

    def suggest(self, wanted: Sequence[tuple[Clause, Sequence[Suggestion]]]) -> list[Link]:
        """Suggested links for clauses, but for controls about which the clause has a link already,
        whatever was said of it."""
        clauses = [clause.pk for clause, _ in wanted]
        there = set(Link.objects.filter(clause__in=clauses).values_list("clause", "control"))
        links = [
            Link(
                school_id=clause.school_id,
                clause=clause,
                control=each.control,
                confidence=each.score,
                reason=each.reason[:500],
            )
            for clause, suggestions in wanted
            for each in suggestions[:KEPT_SUGGESTIONS]
            if each.control != "other"
            and each.score >= LEAST_SCORE
            and (clause.pk, each.control) not in there
        ]
        return Link.objects.bulk_create(links)

    def _new_clauses(self, read: Sequence[ReadClause]) -> dict[str, Clause]:
        document = self.version.document
        taken = set(Clause.objects.filter(document=document).values_list("ref", flat=True))
        made: dict[str, Clause] = {}
        for each in read:
            ref = free_ref(each.id, taken)
            taken.add(ref)
            made[each.id] = Clause(school_id=self.version.school_id, document=document, ref=ref)
        Clause.objects.bulk_create(made.values())
        return made


def _old_texts(base: Version | None) -> list[ClauseText]:
    if base is None:
        return []
    found = ClauseText.objects.filter(version=base).select_related("clause")
    return list(found.order_by("position"))


def _kept_clauses(old: Sequence[ClauseText], read: Sequence[ReadClause]) -> dict[str, ClauseText]:
    """By the id of a clause as read, the older words of the same clause."""
    by_ref = {text.clause.ref: text for text in old}
    before = [(text.clause.ref, text.lead_in, text.text, text.headings) for text in old]
    after = [(each.id, each.lead_in, each.text, each.headings) for each in read]
    return {
        pair.new_id: by_ref[pair.old_id]
        for pair in align(before, after)
        if pair.old_id is not None and pair.new_id is not None
    }


def _counts(
    old: Sequence[ClauseText], kept: Mapping[str, ClauseText], texts: Sequence[ClauseText]
) -> dict[str, int]:
    before = {text.clause_id: text.fingerprint for text in kept.values()}
    same = sum(before.get(text.clause_id) == text.fingerprint for text in texts)
    return {
        "clauses": len(texts),
        "same": same,
        "changed": len(before) - same,
        "added": len(texts) - len(before),
        "gone": len(old) - len(before),
    }
