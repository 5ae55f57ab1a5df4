"""Sentences, markers, kinds and audiences, case by case."""

from __future__ import annotations

import pytest

from candour.policy.reading.audience import Setting, whom_it_binds
from candour.policy.reading.markers import find_marker, roman_value, to_roman
from candour.policy.reading.modality import kind_of
from candour.policy.reading.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Use a site, e.g. Facebook or a forum, only with leave.",
        "Ask Mrs. J. Field or Dr. Lee.",
        "The child is aged 12.5 and lives in St. Albans.",
        "See www.elm.example/policies.Staff for more.",
        "Write to head.teacher@elm.example at 8.30 a.m. on Monday.",
        'Think "Is it kind? Is it true?" before you post.',
        "Follow section 3 (see p. 4. The annex has more) before posting.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Staff must log out. They must lock the door.", 2),
        ("Use photos, videos, etc. Staff must ask first.", 2),
        ("Lessons end at 3 p.m. Pupils must leave then.", 2),
        ("Is it safe? Ask first! Then post.", 3),
        ("Keep it secret.Staff must not share it.", 2),
        ("Write to office@elm.example A copy of the procedure is on the website.", 2),
        ("It is private (or should be). Do not share it.", 2),
        ("Do not share it. staff must ask first.", 2),
    ],
)
def test_sentences_are_parted(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("text", "printed", "rest"),
    [
        ("• Keep", "•", "Keep"),
        ("– Keep", "–", "Keep"),
        ("o Keep", "o", "Keep"),
        ("1. Keep", "1.", "Keep"),
        ("1) Keep", "1)", "Keep"),
        ("(1) Keep", "(1)", "Keep"),
        ("3.2.1 Keep", "3.2.1", "Keep"),
        ("3.2. Keep", "3.2.", "Keep"),
        ("(a) keep", "(a)", "keep"),
        ("a) keep", "a)", "keep"),
        ("A. Keep", "A.", "Keep"),
        ("iv. keep", "iv.", "keep"),
        ("(iii) keep", "(iii)", "keep"),
        ("§ 4 Keep", "§ 4", "Keep"),
        ("Article IV – Staff", "Article IV –", "Staff"),
        ("Appendix A: Staff", "Appendix A:", "Staff"),
        ("Q1. May I?", "Q1.", "May I?"),
        ("☐ Keep", "☐", "Keep"),
    ],
)
def test_markers(text: str, printed: str, rest: str) -> None:
    marker = find_marker(text)
    assert marker is not None
    assert (marker.printed, text[marker.rest :]) == (printed, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Staff must",
        "A pupil may",
        "I will ask",
        "e.g. this",
        "Section 4 applies to all",
        "2.5million",
    ],
)
def test_no_marker(text: str) -> None:
    assert find_marker(text) is None or find_marker(text).rest == 0  # type: ignore[union-attr]


def test_roman_numerals_go_both_ways() -> None:
    assert [roman_value(to_roman(n)) for n in range(1, 90)] == list(range(1, 90))
    assert [roman_value(text) for text in ("iiii", "vx", "abc", "IX")] == [None, None, None, 9]


@pytest.mark.parametrize(
    ("text", "lead_in", "kind"),
    [
        ("Staff must log out.", "", "obligation"),
        ("Staff may not log in.", "", "obligation"),
        ("Staff may use the page at lunch.", "", "permission"),
        ("Pictures may be posted with leave.", "", "permission"),
        ("Misuse may lead to dismissal.", "", "fact"),
        ("Staff are advised not to post.", "", "advice"),
        ("Staff are advised that posts can be copied.", "", "fact"),
        ("It is recommended that staff use two accounts.", "", "advice"),
        ("Consider a second account.", "", "advice"),
        ("Never share a password.", "", "obligation"),
        ("We check comments every day.", "", "obligation"),
        ("Accounts are checked every day.", "", "obligation"),
        ("This policy applies to all staff.", "", "fact"),
        ("This policy will be reviewed each year.", "", "obligation"),
        ("Social media means any site where people share.", "", "fact"),
        ("Students will be advised:", "", "obligation"),
        ("To use strong passwords.", "Students will be advised:", "advice"),
        ("Protect pupils.", "The purpose of this policy is to", "fact"),
        ("keep accounts private", "Staff must:", "obligation"),
        ("comments that are offensive", "Staff must not post:", "obligation"),
        ("follow the school's page", "Parents may:", "permission"),
        ("I will ask before I post.", "", "obligation"),
        ("Content which may be considered rude is common.", "", "fact"),
        ("No messages after 8 p.m.", "", "obligation"),
    ],
)
def test_kinds(text: str, lead_in: str, kind: str) -> None:
    assert kind_of(text, lead_in, ()) == kind


@pytest.mark.parametrize(
    ("text", "lead_in", "binds"),
    [
        ("Staff must log out.", "", ("Staff",)),
        ("Governors and volunteers must sign.", "", ("Vol", "Gov")),
        ("Parents and pupils will be kind.", "", ("Pup", "Par")),
        ("Parents will be informed.", "", ("Par", "School")),
        ("The headteacher will decide.", "", ("Head",)),
        ("The DSL must act and the SLT should help.", "", ("DSL",)),
        ("Concerns must be reported to the DSL.", "", ("All",)),
        ("Comments must be checked daily.", "", ("Admin",)),
        ("keep accounts private", "Staff must:", ("Staff",)),
        ("Everyone must be polite.", "", ("All",)),
        ("We will tell you.", "", ("School",)),
    ],
)
def test_audiences(text: str, lead_in: str, binds: tuple[str, ...]) -> None:
    assert whom_it_binds(text, lead_in, (), kind_of(text, lead_in, ()), Setting()) == binds


def test_a_greeting_says_who_you_are() -> None:
    setting = Setting()
    setting.notice("salutation", "Dear Parents and Carers,")
    assert whom_it_binds("You must ask first.", "", (), "obligation", setting) == ("Par",)
