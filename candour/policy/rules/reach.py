"""How far a clause's green reaches: enforced by Candour, done by people, taught, or only stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from candour.policy.library import load_model_policy
from candour.policy.models import ClauseText
from candour.policy.rules.catalogue import CONTROLS

STRONGEST_FIRST = tuple(ClauseText.Reach.values)


@cache
def _of_model() -> dict[str, str]:
    return {clause.id: clause.reach for clause in load_model_policy()}


def control_reach(control: str) -> str:
    """How far a control reaches: as most of those of its model clauses do that ask for something,
    the weaker where two are as common. While a person has to say that it was done, it reaches no
    further than that."""
    found = CONTROLS.get(control)
    if found is None:
        return str(ClauseText.Reach.STATED)
    known = _of_model()
    reaches = [known[clause] for clause in found.text.clauses if clause in known]
    asked = [reach for reach in reaches if reach != ClauseText.Reach.STATED]
    common = Counter(asked or reaches)
    most = max(common.values(), default=0)
    likely = [reach for reach, times in common.items() if times == most] or ["done"]
    return _capped(weakest(likely), attested=found.attested)


def clause_reach(text: ClauseText, ref: str, controls: Sequence[str]) -> str:
    """How far a clause's green reaches: as the model clause of that name does where the school has
    the model's words, else as its controls do; the weakest of several. Empty before anything is
    confirmed."""
    if text.kind == ClauseText.Kind.FACT:
        return str(ClauseText.Reach.STATED)
    if not controls:
        return ""
    reaches = [control_reach(control) for control in controls]
    model = _of_model().get(ref) if _is_models(text, ref) else None
    if model is None:
        return weakest(reaches)
    live = [found for control in controls if (found := CONTROLS.get(control))]
    return _capped(model, attested=all(control.attested for control in live))


def weakest(reaches: Iterable[str]) -> str:
    """The one that promises least."""
    return max(reaches, key=STRONGEST_FIRST.index)


def _capped(reach: str, *, attested: bool) -> str:
    return weakest([reach, str(ClauseText.Reach.DONE)]) if attested else reach


@cache
def _model_words() -> dict[str, str]:
    return {clause.id: clause.text for clause in load_model_policy()}


def _is_models(text: ClauseText, ref: str) -> bool:
    return _model_words().get(ref, "") == text.text
