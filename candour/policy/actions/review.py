"""Mending how a policy was read, before it is adopted: merge, split, retitle, reword, set aside.

The stored bytes and the extracted text never change. Each act keeps the rule that every character
of the text lies in exactly one clause or one furniture record, and can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence

from candour.kit.access import Actor, Refused
from candour.kit.actions import action, record
from candour.policy.actions.steps import Step
from candour.policy.actions.writing import ClauseWriter
from candour.policy.matching import suggest
from candour.policy.models import Clause, ClauseText, Link, ReviewStep, Version
from candour.policy.reading import ReadClause
from candour.policy.rules.tiling import gap_records, without
from candour.policy.rules.versions import as_read, clause_fingerprint, free_ref, short_title

IN_FORCE = "The words of a version in force are settled. Import a new version to change them."


@action(needs="policy.links.confirm")
def change_clause(
    *,
    by: Actor,
    text: ClauseText,
    title: str | None = None,
    words: str | None = None,
    kind: str | None = None,
    binds: Sequence[str] | None = None,
) -> ReviewStep:
    """Put a clause as read right: its short title, its words (where the file was read badly), what
    sort of sentence it is, whom it binds. What is None stays."""
    text = _open(text)
    with Step(by=by, version=text.version, words=f"Changed {text.clause.ref}") as step:
        step.touch(text)
        if title is not None:
            text.title = title.strip()[:120] or short_title(text.text, text.lead_in)
        if words is not None and words.strip() and words.strip() != text.text:
            text.text, text.mended = words.strip(), True
            text.fingerprint = clause_fingerprint(text.text, text.lead_in)
        text.kind = kind or text.kind
        text.binds = list(binds) if binds is not None else text.binds
        text.save()
    return _noted(step, by, text, "changed")


@action(needs="policy.links.confirm")
def merge_with_next(*, by: Actor, text: ClauseText) -> ReviewStep:
    """This clause and the one after it are one: its words run on to the end of the next, what stood
    between them (a bullet, a line break) included; the next one's suggestions move here."""
    text = _open(text)
    following = (
        ClauseText.objects.filter(version=text.version, start__gte=text.end)
        .select_related("clause")
        .order_by("start")
        .first()
    )
    if following is None:
        raise Refused("There is no clause after this one.")
    if any(
        text.end <= each["start"] < following.start and each["kind"] in ("heading", "table")
        for each in text.version.furniture
    ):
        raise Refused(
            "A heading or a table stands between these two, so they cannot be one clause."
        )
    words = f"Joined {text.clause.ref} and {following.clause.ref}"
    with Step(by=by, version=text.version, words=words) as step:
        step.touch(text, text.version)
        version = text.version
        version.furniture = without(version.furniture, text.end, following.start)
        version.save(update_fields=["furniture"])
        joined = version.text[text.start : following.end]
        if text.mended or following.mended:
            joined = f"{text.text} {following.text}"
        text.text, text.end = joined, following.end
        text.mended = text.mended or following.mended
        text.fingerprint = clause_fingerprint(text.text, text.lead_in)
        text.save()
        _move_suggestions(step, following.clause, text.clause)
        _remove(step, following)
    return _noted(step, by, text, "merged")


@action(needs="policy.links.confirm")
def split_clause(*, by: Actor, text: ClauseText, at: int) -> ReviewStep:
    """Two clauses from one, the second beginning at character ``at`` of the words (or the first one
    after it that is no space). Raises Refused where either half would be empty, or where the words
    were put right by hand and so no longer lie in the text one to one."""
    text = _open(text)
    if text.mended:
        raise Refused("The words of this clause were put right by hand, so it cannot be split.")
    first, second = text.text[:at].rstrip(), text.text[at:].strip()
    if not first or not second:
        raise Refused("Choose a place inside the clause.")
    start = text.start + text.text.index(second, at)
    version = text.version
    with Step(by=by, version=version, words=f"Split {text.clause.ref}") as step:
        step.touch(text, version)
        read = as_read(text)
        end, text.text, text.end = text.end, first, text.start + len(first)
        text.fingerprint = clause_fingerprint(first, text.lead_in)
        text.title = short_title(first, text.lead_in)
        text.save()
        version.furniture = gap_records(version.text, version.furniture, text.end, start)
        version.save(update_fields=["furniture"])
        _add_clause(step, version, read, start, end)
    return _noted(step, by, text, "split")


@action(needs="policy.links.confirm")
def set_aside(*, by: Actor, text: ClauseText) -> ReviewStep:
    """This is no clause (a slogan, an address, a stray line): its words become furniture."""
    text = _open(text)
    version = text.version
    words = f"Set aside {text.clause.ref}"
    with Step(by=by, version=version, words=words) as step:
        step.touch(version)
        piece = version.text[text.start : text.end]
        mark = {"kind": "note", "text": piece, "start": text.start, "end": text.end}
        version.furniture = sorted([*version.furniture, mark], key=lambda each: each["start"])
        version.save(update_fields=["furniture"])
        _remove(step, text)
    return _noted(step, by, text, "set_aside")


@action(needs="policy.links.confirm")
def make_clause(*, by: Actor, version: Version, start: int) -> ReviewStep:
    """The furniture record that begins at ``start`` is a clause after all."""
    version = Version.objects.select_for_update().select_related("document").get(pk=version.pk)
    if version.status != Version.Status.REVIEW:
        raise Refused(IN_FORCE)
    found = next((each for each in version.furniture if each["start"] == start), None)
    if found is None or not str(found["text"]).strip():
        raise Refused("There are no words there to make a clause of.")
    before = (
        ClauseText.objects.filter(version=version, start__lt=start)
        .select_related("clause")
        .order_by("-start")
        .first()
    )
    with Step(by=by, version=version, words="Made a clause") as step:
        step.touch(version)
        version.furniture = [each for each in version.furniture if each["start"] != start]
        version.save(update_fields=["furniture"])
        headings = tuple(before.headings) if before is not None else ()
        ref = before.clause.ref if before is not None else "P-1"
        read = ReadClause(ref, "", headings, "", "", 0, 0, "obligation", (), None)
        text = _add_clause(step, version, read, int(found["start"]), int(found["end"]))
    return _noted(step, by, text, "made")


def _open(text: ClauseText) -> ClauseText:
    """The clause's words, locked, in a version that may still be mended."""
    found = (
        ClauseText.objects.select_related("clause", "version__document")
        .select_for_update(of=("self",))
        .filter(pk=text.pk)
        .first()
    )
    if found is None:
        raise Refused("This clause was joined with another or set aside meanwhile.")
    if found.version.status != Version.Status.REVIEW:
        raise Refused(IN_FORCE)
    return found


def _add_clause(step: Step, version: Version, like: ReadClause, start: int, end: int) -> ClauseText:
    """A new clause over a stretch of the text, in the section of the clause that it is like."""
    taken = set(Clause.objects.filter(document=version.document_id).values_list("ref", flat=True))
    clause = Clause.objects.create(
        school_id=version.school_id, document_id=version.document_id, ref=free_ref(like.id, taken)
    )
    read = ReadClause(
        id=clause.ref,
        number="",
        headings=like.headings,
        lead_in=like.lead_in,
        text=version.text[start:end],
        start=start,
        end=end,
        kind=like.kind,
        binds=like.binds,
        page=None,
    )
    writer = ClauseWriter(version)
    text = writer.text(clause, read)
    text.save()
    step.made(clause, text, *writer.suggest([(clause, suggest(read))]))
    return text


def _move_suggestions(step: Step, source: Clause, target: Clause) -> None:
    there = set(Link.objects.filter(clause=target).values_list("control", flat=True))
    suggested = Link.objects.filter(clause=source, status=Link.Status.SUGGESTED)
    for link in suggested.exclude(control__in=there):
        step.made(
            Link.objects.create(
                school_id=link.school_id,
                clause=target,
                control=link.control,
                confidence=link.confidence,
                reason=link.reason,
            )
        )


def _remove(step: Step, text: ClauseText) -> None:
    """Take a clause's words out of this version; a clause that no other version has goes with them,
    unless somebody decided something about it, which is kept."""
    clause = text.clause
    step.touch(text)
    text.delete()
    if clause.texts.exists() or clause.links.exclude(status=Link.Status.SUGGESTED).exists():
        return
    step.touch(clause, *clause.links.all())
    clause.links.all().delete()
    clause.delete()


def _noted(step: Step, by: Actor, text: ClauseText, what: str) -> ReviewStep:
    facts = {"clause": text.clause.ref, "what": what, "number": text.version.number}
    record("policy.clause.mended", by=by, about=text.version, facts=facts)
    return step.kept()
