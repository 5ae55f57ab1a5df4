"""Keys in the order of time, references that say nothing, registries that refuse doubles."""

import re

import pytest

from candour.kit.ids import reference, uuid7
from candour.kit.registry import Registry


def test_uuid7_is_version_7_and_variant_10() -> None:
    made = uuid7()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_uuid7_is_ordered_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for millisecond in range(1_700_000_000_000, 1_700_000_000_050):
        monkeypatch.setattr("time.time_ns", lambda at=millisecond: at * 1_000_000)
        made.append(uuid7())
    assert made == sorted(made)
    assert made[0].int >> 80 == 1_700_000_000_000


def test_a_reference_holds_no_character_that_is_misheard() -> None:
    made = [reference() for _ in range(500)]
    assert len(set(made)) == 500
    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", each) for each in made)


def test_a_registry_lists_by_id_and_refuses_a_second_entry() -> None:
    kept: Registry[str] = Registry("things")
    kept.add("b", "bee")
    kept.add("a", "ay")
    kept.add("a", kept["a"])
    assert (list(kept), kept.all(), len(kept)) == (["a", "b"], ["ay", "bee"], 2)
    assert kept.get("c") is None
    with pytest.raises(ValueError, match="two entries are called a"):
        kept.add("a", "another")
