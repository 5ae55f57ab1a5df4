"""The states of a duty or clause, as people see them: one sign, one label and one tone each.

The one list in the project. The sign stands beside the colour because colour alone must never carry
a meaning (WCAG 2.2, 1.4.1). States are those of the product's spine: met, due soon, overdue and
so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Look:
    """How a state looks. ``tone`` is green, amber, red, dashed (red, dashed edge), blue, grey or
    fact (grey and smaller); ``spoken`` continues a clause's name ("STA-14 No contact: overdue")."""

    key: str
    sign: str
    label: str
    tone: str

    @property
    def spoken(self) -> str:
        """The label in the middle of a sentence."""
        return self.label[0].lower() + self.label[1:]


_LOOKS = (
    Look("met", "✓", "Met", "green"),
    Look("due_soon", "◷", "Due soon", "amber"),
    Look("overdue", "!", "Overdue", "red"),
    Look("expired", "!", "Evidence expired", "red"),
    Look("nobody", "?", "Nobody is named", "dashed"),
    Look("not_started", "○", "Not started", "grey"),
    Look("suspect", "≈", "Text changed", "blue"),
    Look("no_control", "·", "No control yet", "grey"),
    Look("excepted", "↷", "Agreed exception", "blue"),
    Look("not_applicable", "–", "Does not apply", "grey"),
    Look("fact", "▪", "Stated", "fact"),
)

STATES: Mapping[str, Look] = MappingProxyType({each.key: each for each in _LOOKS})
"""Every state by key, in the order of a legend."""

WORST_FIRST = (
    "nobody",
    "overdue",
    "expired",
    "suspect",
    "no_control",
    "due_soon",
    "not_started",
    "excepted",
    "met",
    "not_applicable",
    "fact",
)
"""The keys from the one that needs somebody most to the one that needs nobody."""


def look(state: object) -> Look:
    """The look of a state given as its key, as an enumeration member with that value, or as a look.

    Raises KeyError for a state that is not in the list, so that a misspelt key fails in a test.
    """
    if isinstance(state, Look):
        return state
    return STATES[str(getattr(state, "value", state))]


def worst(states: Iterable[object]) -> str | None:
    """The key of the state that needs somebody most, or None when there are none."""
    keys = {look(each).key for each in states}
    return next((key for key in WORST_FIRST if key in keys), None)
