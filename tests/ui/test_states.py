"""The list of states is complete and each says one thing."""

from enum import Enum

import pytest

from candour.ui.states import STATES, WORST_FIRST, look, worst


def test_states_are_the_agreed_ones_with_sign_label_and_tone():
    assert [(each.key, each.sign, each.label, each.tone) for each in STATES.values()] == [
        ("met", "✓", "Met", "green"),
        ("due_soon", "◷", "Due soon", "amber"),
        ("overdue", "!", "Overdue", "red"),
        ("expired", "!", "Evidence expired", "red"),
        ("nobody", "?", "Nobody is named", "dashed"),
        ("not_started", "○", "Not started", "grey"),
        ("suspect", "≈", "Text changed", "blue"),
        ("no_control", "·", "No control yet", "grey"),
        ("excepted", "↷", "Agreed exception", "blue"),
        ("not_applicable", "–", "Does not apply", "grey"),
        ("fact", "▪", "Stated", "fact"),
    ]


def test_worst_first_orders_every_state_once():
    assert sorted(WORST_FIRST) == sorted(STATES)


def test_look_takes_key_member_and_look():
    class Duty(Enum):
        LATE = "overdue"

    assert look("overdue") is look(Duty.LATE) is look(STATES["overdue"])


def test_look_refuses_an_unknown_state():
    with pytest.raises(KeyError):
        look("green")


def test_worst_names_the_state_that_needs_somebody_most():
    assert worst(["met", "due_soon", "nobody", "overdue"]) == "nobody"
    assert worst(["met", "fact"]) == "met"
    assert worst([]) is None
