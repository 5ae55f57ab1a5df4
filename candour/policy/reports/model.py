"""The built-in model policy, filled with a school's own details, as if it had been read from a
file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from candour.policy.library import load_control_texts, load_model_policy
from candour.policy.matching import Suggestion
from candour.policy.reading import Reading, fingerprint, read_policy_bytes
from candour.policy.reports.prepared import Prepared, with_suggestions

MODEL_NAME = "model-policy.md"
_REASON = "These are the model policy’s own words for it."


def filled_model(details: Mapping[str, str]) -> str:
    """The model policy as Markdown without clause ids; places without a detail are left to be
    seen."""
    return load_model_policy().filled(**{key: each for key, each in details.items() if each})


def prepare_model(details: Mapping[str, str]) -> Prepared:
    """The filled model policy as read, each clause under the model's own id, kind and binding, tied
    to the controls that carry it. A clause that the school's details changed beyond knowing is
    suggested for like any other."""
    reading = read_policy_bytes(filled_model(details).encode(), name=MODEL_NAME)
    known = {fingerprint(_with(each.text, details)): each for each in load_model_policy()}
    clauses = tuple(
        replace(each, id=model.id, kind=model.kind, binds=model.binds)
        if (model := known.get(fingerprint(each.text))) is not None
        else each
        for each in reading.clauses
    )
    return _with_controls(replace(reading, clauses=clauses))


def _with_controls(reading: Reading) -> Prepared:
    carried: dict[str, list[Suggestion]] = {}
    for key, text in load_control_texts().items():
        for clause in text.clauses:
            carried.setdefault(clause, []).append(Suggestion(key, 1.0, _REASON))
    rest = with_suggestions(reading).suggestions
    titles = {model.id: model.title for model in load_model_policy()}
    found = {key: tuple(carried.get(key, other)) for key, other in rest.items()}
    return Prepared(reading, found, titles)


def _with(text: str, details: Mapping[str, str]) -> str:
    for place, detail in details.items():
        if detail:
            text = text.replace("{{" + place.replace("_", " ") + "}}", detail)
    return text
