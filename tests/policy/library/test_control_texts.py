"""Every control's text is whole, and carries exactly the clauses that the product says."""

from __future__ import annotations

import pytest

from candour.policy.library import ControlText, control_text, load_control_texts
from candour.policy.library.texts import OWNERS, RHYTHMS, read_control_text


def _span(spec: str) -> set[str]:
    """``STA 4-8, 10; PUR 3`` as clause ids."""
    ids: set[str] = set()
    for part in filter(None, (part.strip() for part in spec.split(";"))):
        section, _, numbers = part.partition(" ")
        for number in numbers.split(","):
            first, _, last = number.strip().partition("-")
            ids |= {f"{section}-{n}" for n in range(int(first), int(last or first) + 1)}
    return ids


CARRIES = {
    "scope": "INT 2-6",
    "roles": "INT 1; STA 1-2",
    "policy-acknowledgement": "INT 1; STA 9",
    "policy-review": "",
    "linked-policies": "INT 7; OFF 8; STA 24",
    "training": "STA 1",
    "staff-conduct": "STA 4-8, 10, 11; PUR 3",
    "staff-privacy-settings": "STA 12-13",
    "staff-not-identify-school": "STA 16-17",
    "staff-no-pupil-contact": "STA 14-15, 19-20",
    "staff-parent-contact-approval": "STA 19-21",
    "confidentiality": "PRO 6; STA 18",
    "device-use": "STA 22",
    "reputation-monitoring": "STA 4",
    "staff-follower-conduct": "FOL 1-4, 7-11",
    "personal-opinion-disclosure": "FOL 5-6",
    "pupil-education": "PUP 1-2, 7-14, 20",
    "pupil-minimum-age": "PUP 3, 15",
    "pupil-reporting": "PUP 16-19",
    "pupil-in-school-ban": "PAR 5",
    "cyberbullying": "PUP 6; STA 24",
    "parent-agreement": "PAR 1, 18, 19",
    "parent-conduct": "PAR 3, 4, 6-9",
    "parent-photos": "PAR 10-11",
    "parent-notification": "PUP 4-6",
    "complaints-contact": "PAR 12-13",
    "private-channels": "PAR 15-17",
    "newsletter": "PAR 14",
    "official-risk-assessment": "OFF 1, 3",
    "official-approval": "OFF 2-3",
    "official-administrators": "OFF 4",
    "official-security": "OFF 6",
    "official-monitoring": "OFF 5",
    "official-transparency": "OFF 9-11; PRO 1-2; PAR 2",
    "official-website-link": "OFF 7",
    "official-notice-to-parents": "OFF 12-14; PAR 16",
    "photo-consent": "PRO 5; OFF 8",
    "copyright": "PRO 3-4",
    "data-protection": "PRO 5",
    "comment-moderation": "OFF 15-16",
    "concern-reporting": "STA 10, 23; PUP 18",
    "investigation": "STA 3, 24",
    "breach-consequences": "STA 9",
    "risk-register": "PUR 1-2",
    "sanctions": "PAR 6; STA 24",
    "recruitment-checks": "",
    "equality": "",
    "other": "",
}
EXPIRES = {
    "once": None,
    "weekly": 14,
    "monthly": 45,
    "termly": 130,
    "yearly": 400,
    "on_change": 400,
}


def test_controls_are_those_of_the_product() -> None:
    assert set(load_control_texts()) == set(CARRIES)


def test_controls_carry_the_clauses_of_the_product() -> None:
    found = {control.id: set(control.clauses) for control in load_control_texts().values()}
    assert found == {control: _span(spec) for control, spec in CARRIES.items()}


@pytest.mark.parametrize("control", load_control_texts().values(), ids=lambda c: c.id)
def test_control_text_is_whole(control: ControlText) -> None:
    assert 2 <= len(control.title.split()) <= 9
    assert control.title[-1] != "."
    assert control.binds
    assert control.rhythm in RHYTHMS
    assert control.expires_after == EXPIRES[control.rhythm]
    assert (control.owner in OWNERS) == (control.id != "other")
    for words, sentences in ((control.asks, 1), (control.evidence, 1), (control.today, 1)):
        assert words.endswith(".")
        assert words.count(". ") == sentences - 1
    assert control.help.endswith(".")
    assert 2 <= control.help.count(". ") + 1 <= 3
    assert len(control.help.split()) <= 60


def test_eight_controls_to_start_with_are_ranked() -> None:
    ranks = sorted(c.start_with for c in load_control_texts().values() if c.start_with)
    assert ranks == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_control_text_without_a_field_is_refused() -> None:
    with pytest.raises(ValueError, match="scope: missing or unknown: asks, evidence"):
        read_control_text("scope", _without("asks", "evidence"))


def test_a_control_text_with_a_strange_field_is_refused() -> None:
    with pytest.raises(ValueError, match="scope: missing or unknown: colour"):
        read_control_text("scope", {**_without(), "colour": "green"})


def _without(*names: str) -> dict[str, object]:
    scope = control_text("scope")
    values = {name: getattr(scope, name) for name in ControlText.__slots__}
    return {name: value for name, value in values.items() if name not in ("id", *names)}
