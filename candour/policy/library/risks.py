"""Starter risks for a school without a register."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class StarterRisk:
    """A risk in our own words: likelihood and impact from 1 to 5, who is at risk, what is done."""

    title: str
    who: str
    likelihood: int
    impact: int
    what: str


@cache
def starter_risks() -> tuple[StarterRisk, ...]:
    """The starter risks in the order of the file."""
    text = (files(__package__) / "starter_risks.yaml").read_text(encoding="utf-8")
    return tuple(StarterRisk(**each) for each in yaml.safe_load(text))
