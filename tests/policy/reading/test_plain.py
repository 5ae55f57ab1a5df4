"""Plain text: encodings, spacing, wrapping, lists without bullets, furniture."""

from __future__ import annotations

import pytest

from candour.policy.reading import Reading, read_policy_bytes

from .test_tiling import assert_tiled

ENCODED = "Staff must not post children’s names – “ever”."


def read(text: str | bytes) -> Reading:
    """The reading of a plain text."""
    data = text.encode() if isinstance(text, str) else text
    reading = read_policy_bytes(data, name="policy.txt")
    assert_tiled(reading)
    return reading


def texts(text: str | bytes) -> list[str]:
    """The clauses' texts."""
    return [clause.text for clause in read(text).clauses]


def kinds(text: str) -> list[tuple[str, str]]:
    """Furniture that is no spacing."""
    return [(f.kind, f.text) for f in read(text).furniture if not f.is_spacing]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    assert texts(ENCODED.encode(encoding)) == [ENCODED]


def test_mojibake_is_mended() -> None:
    broken = ENCODED.encode("utf-8").decode("cp1252", errors="ignore")
    assert texts("Staff must use the schoolâ€™s account.") == [
        "Staff must use the school’s account."
    ]
    assert broken != ENCODED


def test_private_use_bullets_and_odd_spaces() -> None:
    text = "Staff must:\n\uf0b7\u00a0keep\u2003passwords secret;\n\uf0a7 lock the screen."
    assert texts(text) == ["keep passwords secret;", "lock the screen."]


def test_double_spaced_wrapping_is_rejoined() -> None:
    lines = [
        "Staff must not use their own accounts to speak with pupils, with the parents of",
        "pupils, or with anybody whom they know only through their work at the school.",
        "Governors must read this policy every year and must say in writing that they have",
        "done so before the first meeting of the autumn term, which is held in September.",
        "• Parents must not film the school play unless the headteacher has said that they",
        "may do so.",
    ]
    assert texts("\n\n".join(lines)) == [
        " ".join(lines[:2]),
        " ".join(lines[2:4]),
        " ".join(lines[4:])[2:],
    ]


def test_a_number_alone_on_its_line_belongs_to_the_next() -> None:
    reading = read(
        "1.\nStaff must sign in.\n2.\nStaff must sign out.\n3.\nStaff must wear a badge."
    )
    assert [(c.number, c.text) for c in reading.clauses] == [
        ("1.", "Staff must sign in."),
        ("2.", "Staff must sign out."),
        ("3.", "Staff must wear a badge."),
    ]


def test_a_number_at_a_line_end_is_not_a_marker() -> None:
    text = (
        "Children may not hold an account on most of these services before the age of\n"
        "13. Staff must not help a child to open one, and must tell the parents if a child\n"
        "says that he or she has one."
    )
    assert len(texts(text)) == 2


def test_hyphenated_words_are_rejoined() -> None:
    text = (
        "Staff must complete the safe-\nguarding training before they post anything at all to a\n"
        "school account, and must repeat the same train-\ning in each year after that one."
    )
    assert texts(text) == [
        "Staff must complete the safeguarding training before they post anything at all to a "
        "school account, and must repeat the same training in each year after that one."
    ]


def test_lists_without_bullets_follow_their_stem() -> None:
    reading = read("Staff must:\nkeep accounts private\nreport threats\nlog out after use\n")
    assert [(c.lead_in, c.text) for c in reading.clauses] == [
        ("Staff must:", "keep accounts private"),
        ("Staff must:", "report threats"),
        ("Staff must:", "log out after use"),
    ]


def test_a_stem_without_items_is_flagged_and_kept() -> None:
    text = "Aims\n\nThe purpose of this policy is to:\n\nScope\n\nStaff must read this policy."
    reading = read(text)
    assert [w.code for w in reading.warnings] == ["lead-in-without-items"]
    warning = reading.warnings[0]
    assert reading.text[warning.start : warning.end] == "The purpose of this policy is to:"


def test_inline_lists_are_opened() -> None:
    reading = read("Staff must (a) keep passwords secret; (b) lock the screen; and (c) log out.")
    assert [(c.lead_in, c.text) for c in reading.clauses] == [
        ("Staff must", "keep passwords secret;"),
        ("Staff must", "lock the screen; and"),
        ("Staff must", "log out."),
    ]


def test_nested_items_carry_both_stems() -> None:
    reading = read(
        "Staff must:\n• when they take pictures:\n    o ask first;\n    o delete them after.\n"
    )
    assert [(c.lead_in, c.text) for c in reading.clauses] == [
        ("Staff must: when they take pictures:", "ask first;"),
        ("Staff must: when they take pictures:", "delete them after."),
    ]


def test_headings_nest_by_their_numbers() -> None:
    reading = read(
        "1. Staff\n\n1.1 Photographs\n\nStaff must ask.\n\n2. Parents\n\nParents must ask."
    )
    assert [c.headings for c in reading.clauses] == [
        ("1. Staff", "1.1 Photographs"),
        ("2. Parents",),
    ]


def test_form_lines_greetings_and_details_are_furniture() -> None:
    text = (
        "Version: 3\nReview date: May 2027\n\nDear Parents,\n\nPlease be kind online.\n\n"
        "Yours sincerely,\n\nJ. Field\nHeadteacher\n\nSigned: ________ Date: ________"
    )
    assert kinds(text) == [
        ("details", "Version: 3"),
        ("details", "Review date: May 2027"),
        ("salutation", "Dear Parents,"),
        ("sign-off", "Yours sincerely,"),
        ("sign-off", "J. Field"),
        ("sign-off", "Headteacher"),
        ("form", "Signed: ________ Date: ________"),
    ]


def test_email_headers_are_furniture() -> None:
    text = "From: A Head <a@elm.example>\nTo: All staff\nSubject: Rules\n\nYou must log out."
    assert [kind for kind, _ in kinds(text)] == ["email-header"] * 3
    assert [c.binds for c in read(text).clauses] == [("Staff",)]


def test_lines_repeated_on_each_page_are_furniture() -> None:
    page = "Elm Park School policy\nStaff must keep rule {n} of the code.\nPage {n}\n"
    reading = read("\f".join(page.format(n=n) for n in range(1, 5)))
    assert len(reading.clauses) == 4
    assert [f.kind for f in reading.furniture if not f.is_spacing] == ["header", "page-number"] * 4
    assert reading.source.pages == 4


def test_a_table_in_text_is_flagged() -> None:
    table = "Act\tOnce\tTwice\nBullying\tTalk\tLetter"
    text = f"Staff must follow this.\n\n{table}\n\nParents must be told."
    reading = read(text)
    assert [w.code for w in reading.warnings] == ["table-needs-person"]
    assert [c.text for c in reading.clauses] == ["Staff must follow this.", "Parents must be told."]


def test_run_in_labels_are_set_apart() -> None:
    reading = read("Passwords: Staff must change them.\n\nNB: staff must not share them.")
    assert [c.text for c in reading.clauses] == [
        "Staff must change them.",
        "staff must not share them.",
    ]
    assert [(f.kind, f.text) for f in reading.furniture if not f.is_spacing] == [
        ("heading", "Passwords:"),
        ("label", "NB:"),
    ]


def test_lines_that_end_in_semicolons_are_a_list() -> None:
    reading = read(
        "Employees are expected\nto keep confidences;\nto be honest; and\nto correct mistakes.\n"
    )
    assert [(c.lead_in, c.text, c.kind) for c in reading.clauses] == [
        ("Employees are expected", "to keep confidences;", "obligation"),
        ("Employees are expected", "to be honest; and", "obligation"),
        ("Employees are expected", "to correct mistakes.", "obligation"),
    ]


def test_a_number_over_its_own_numbers_is_a_heading() -> None:
    reading = read("1. What we agree to\n1.1 I will log out.\n1.2 I will be kind.\n")
    assert [(c.headings, c.number) for c in reading.clauses] == [
        (("1. What we agree to",), "1.1"),
        (("1. What we agree to",), "1.2"),
    ]


def test_ids_of_lettered_items_follow_their_number() -> None:
    text = "2. Staff\n2.1 Staff must:\n(a) log out;\n(b) lock up.\n2.2 Staff must:\n(a) sign in.\n"
    assert [c.id for c in read(text).clauses] == ["2.1.a", "2.1.b", "2.2.a"]


def test_letters_that_are_numerals_too_go_on_a_list_after_a_full_line() -> None:
    text = (
        "Policy on accounts\n\nThe people who look after our school pages will do this:\n"
        "a) advertise fairs, quizzes and raffles in good time\n"
        "b) pass any question about school life to the office, not answer it\n"
        "c) take down a post if the headteacher asks for it\n"
    )
    reading = read_policy_bytes(text.encode(), name="policy.txt")
    assert [c.number for c in reading.clauses][-3:] == ["a)", "b)", "c)"]
