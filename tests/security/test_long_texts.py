"""A text made to be slow to read is read in a time that grows with its length, not its square."""

from __future__ import annotations

import time

import pytest

from candour.policy.reading import read_policy_bytes


def _seconds(piece: str, times: int) -> float:
    text = f"# Policy\n\n{piece * times}\n\nStaff must report it.\n".encode()
    began = time.process_time()
    read_policy_bytes(text, name="policy.md")
    return time.process_time() - began


@pytest.mark.parametrize("piece", ["|\nto ", "www.\nshould should "])
def test_many_short_lines_are_read_in_step_with_their_number(piece: str) -> None:
    times = 10_000 // len(piece)
    _seconds(piece, 10)
    # Six times as many: 36 times as long if it were squared.
    assert _seconds(piece, 6 * times) < 14 * _seconds(piece, times)
