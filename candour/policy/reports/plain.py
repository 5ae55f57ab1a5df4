"""The gap report as plain text, for a terminal."""

from __future__ import annotations

from candour.policy.reports.gap import KINDS, GapReport, gap_report
from candour.policy.reports.prepared import Prepared


def as_text(prepared: Prepared) -> str:
    """What the policy asks of whom, what has no control, what the model has that it lacks,
    warnings."""
    report = gap_report(prepared)
    return "\n".join([*_head(report), *_asked(report), *_gaps(report)])


def _head(report: GapReport) -> list[str]:
    counts = [f"{report.by_kind.get(kind, 0)} {words}" for kind, words in KINDS.items()]
    return [
        report.name,
        f"{report.clauses} clauses: {', '.join(counts)}",
        "",
        "Asked of",
    ]


def _asked(report: GapReport) -> list[str]:
    return [f"  {len(each.asked):>4}  {each.name}" for each in report.audiences]


def _gaps(report: GapReport) -> list[str]:
    lines = ["", f"No control yet: {len(report.uncarried)}"]
    lines += [f"  {each.id}  {_short(each.words)}" for each in report.uncarried]
    lines += ["", f"Duties of the model policy that this one lacks: {len(report.lacking)}"]
    lines += [f"  {each.title}" for each in report.lacking]
    if report.unsaid:
        lines += ["", f"Touched on, but not said: {len(report.unsaid)}"]
        lines += [f"  {each.clause.id}  {_short(each.clause.text)}" for each in report.unsaid]
    if report.warnings:
        lines += ["", "Please look at this yourself", *(f"  {each}" for each in report.warnings)]
    return lines


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + "…"
