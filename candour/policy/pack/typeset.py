"""The pack as one accessible PDF (PDF/UA-1)."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from candour.policy.pack.contents import Contents
from candour.ui.dates import day as in_words
from candour.ui.states import STATES
from candour.ui.typesetting import typeset

# Evidence rows printed at most; the records hold them all.
PRINTED = 400


def pack_pdf(contents: Contents, verified: str) -> bytes:
    """The PDF's bytes; the same contents give the same bytes. ``verified`` is what the check of
    the record of what was done said."""
    template = (files(__package__) / "pack.typ").read_bytes()
    return typeset(template, _values(contents, verified))


def _values(contents: Contents, verified: str) -> dict[str, Any]:
    found, pack, naming = contents.coverage, contents.pack, contents.naming
    version = found.version
    title = naming.known_text(version.document.title) if version else "No policy in force"
    return {
        "school": contents.school.name,
        "policy": title + (f", version {version.number}" if version else ""),
        "period": f"{in_words(pack.starts_on)} to {in_words(pack.ends_on)}",
        "date": [contents.day.year, contents.day.month, contents.day.day],
        "day": in_words(contents.day),
        "handling": contents.handling,
        "named": pack.with_names,
        "in_hand": found.in_hand,
        "counted": found.counted,
        "counts": [
            {"sign": STATES[key].sign, "label": STATES[key].label, "n": number}
            for key, number in sorted(found.counts.items(), key=lambda each: -each[1])
        ],
        "signs": {key: look.sign for key, look in STATES.items()},
        "sections": _sections(contents),
        "duties": contents.tables["duties"],
        "evidence": contents.tables["evidence"][-PRINTED:],
        "evidence_in_all": len(contents.tables["evidence"]),
        "documents": contents.tables["documents"],
        "exceptions": contents.tables["exceptions"],
        "approvals": contents.tables["approvals"],
        "risks": contents.tables["risks"],
        "verified": verified,
    }


def _sections(contents: Contents) -> list[dict[str, Any]]:
    naming = contents.naming
    return [
        {
            "title": naming.known_text(section.title),
            "tiles": [[each.ref, STATES[each.state].sign] for each in section.clauses],
            "clauses": [
                {
                    "ref": each.ref,
                    "title": naming.known_text(each.title),
                    "state": each.words or STATES[each.state].label,
                    "sign": STATES[each.state].sign,
                    "why": naming.known_text(each.why),
                }
                for each in section.clauses
            ],
        }
        for section in contents.coverage.sections
    ]
