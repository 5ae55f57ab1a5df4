"""The built-in model policy, for a school that has none and to compare a school's own with.

The words stand in ``model-policy.md``, one clause a line with its stable id in braces; what each
clause is (title, kind, whom it binds, how far the product carries it) stands in ``clauses.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, overload

import yaml

from candour.policy.library.texts import controls_by_clause

REACHES = ("enforced", "done", "taught", "stated")
KINDS = ("obligation", "advice", "permission", "fact")

_CLAUSE = re.compile(r"^- (?P<text>.+) \{(?P<id>[A-Z]{3}-\d+)\}$")
_HEADING = re.compile(r"^(?P<marks>#{2,3}) (?P<title>.+)$")


@dataclass(frozen=True, slots=True)
class ModelClause:
    """One clause of the model policy.

    ``headings`` is the path from the section inwards; ``binds`` uses the audience codes of the
    reader (Staff, Vol, Gov, Pup, Par, Head, SLT, DSL, Admin, School, All); ``reach`` is one of
    ``REACHES``, ``also`` another or empty; ``controls`` are those that carry it; ``lead_in`` is
    always empty, since every clause of the model stands alone.
    """

    id: str
    section: str
    headings: tuple[str, ...]
    title: str
    text: str
    kind: str
    binds: tuple[str, ...]
    reach: str
    also: str = ""
    controls: tuple[str, ...] = ()
    lead_in: str = ""


class ModelPolicy(Sequence[ModelClause]):
    """The model policy: a sequence of its clauses in order of print, and its ``text``."""

    def __init__(self, text: str, clauses: tuple[ModelClause, ...]) -> None:
        self.text = text
        self.clauses = clauses

    @overload
    def __getitem__(self, at: int) -> ModelClause: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[ModelClause, ...]: ...
    def __getitem__(self, at: int | slice) -> ModelClause | tuple[ModelClause, ...]:
        return self.clauses[at]

    def __len__(self) -> int:
        return len(self.clauses)

    def filled(self, **details: str) -> str:
        """The text without clause ids, a school's details put in their places.

        A place is named by its words with underscores: ``filled(office_telephone="01632 960100")``.
        Places without a detail stay as they are, for the school to see and fill.
        """
        text = re.sub(r" \{[A-Z]{3}-\d+\}$", "", self.text, flags=re.MULTILINE)
        for place, detail in details.items():
            text = text.replace("{{" + place.replace("_", " ") + "}}", detail)
        return text


@cache
def load_model_policy() -> ModelPolicy:
    """The model policy of this release; raises ValueError where text and data do not agree."""
    here = files(__package__)
    text = (here / "model-policy.md").read_text(encoding="utf-8")
    about = yaml.safe_load((here / "clauses.yaml").read_text(encoding="utf-8"))
    clauses = tuple(_read_clauses(text, about, controls_by_clause()))
    if missing := set(about) - {clause.id for clause in clauses}:
        raise ValueError(f"The model policy has no words for {', '.join(sorted(missing))}.")
    return ModelPolicy(text, clauses)


def _read_clauses(
    text: str, about: dict[str, Any], carried_by: Mapping[str, tuple[str, ...]]
) -> Iterator[ModelClause]:
    """Clauses of the model's text, joined with what ``about`` says of each."""
    section = ""
    path: tuple[str, ...] = ()
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            if heading["marks"] == "##":
                section, path = heading["title"], (heading["title"],)
            else:
                path = (section, heading["title"])
        elif clause := _CLAUSE.match(line):
            known = about[clause["id"]]
            yield ModelClause(
                id=clause["id"],
                section=section,
                headings=path,
                title=known["title"],
                text=clause["text"],
                kind=known["kind"],
                binds=tuple(known["binds"]),
                reach=known["reach"],
                also=known.get("also", ""),
                controls=carried_by[clause["id"]],
            )
