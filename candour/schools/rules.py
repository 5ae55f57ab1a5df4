"""Decisions about schools: which addresses are free, what of the settings is empty or old, and
whether a term fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from candour.schools.models import SchoolSettings, Term

# Words that lead, or may come to lead, an address of Candour itself.
RESERVED_SLUGS = frozenset(
    {
        *("about", "accessibility", "account", "accounts", "admin", "api", "appearance", "assets"),
        *("candour", "complaints", "concern", "cookies", "demo", "docs", "errors", "families"),
        *("favicon", "files", "healthz", "help", "home", "login", "logout", "media", "metrics"),
        *("mfa", "new", "patterns", "pdf", "post", "privacy", "public", "pupils", "robots"),
        *("school", "schools", "security", "sessions", "settings", "setup", "sign-in", "sign-out"),
        *("signin", "signout", "static", "status", "support", "test", "trust", "trusts", "tell"),
        *("well-known", "work", "www"),
    }
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 50
CHECK_EVERY = timedelta(days=365)
LONGEST_TERM = timedelta(days=200)


def slug_problem(slug: str) -> str:
    """Why an address cannot be a school's, as a sentence; empty when it can."""
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        return (
            "A school's address has small letters, figures and single hyphens only, at most"
            f" {LONGEST_SLUG}: for example larkfield."
        )
    if slug in RESERVED_SLUGS:
        return f"Candour uses the address '{slug}' itself. Choose another."
    return ""


@dataclass(frozen=True)
class SettingField:
    """A field of the settings: its name on the model, what it is called, which clauses ask for it,
    and what goes wrong while it is empty. ``needed`` fields are flagged when empty (T-15)."""

    name: str
    label: str
    clauses: str
    when_empty: str
    needed: bool = True


FIELDS: tuple[SettingField, ...] = (
    SettingField(
        "telephone", "Telephone", "PAR-12", "Families are told to telephone and find no number."
    ),
    SettingField(
        "office_email",
        "Office e-mail",
        "PAR-12",
        "Families are told to write to the office and find no address.",
    ),
    SettingField("address", "Postal address", "PAR-12", "Letters have no address at the top."),
    SettingField(
        "website", "School website", "PAR-13", "Nobody can check what your official pages link to."
    ),
    SettingField(
        "out_of_hours",
        "Out of hours",
        "PAR-12",
        "Nobody is told what to do at night or in the holidays.",
    ),
    SettingField(
        "dsl_telephone",
        "Safeguarding telephone",
        "STA-23",
        "The page for raising a concern has no number of its own.",
    ),
    SettingField(
        "complaints_url",
        "Complaints procedure",
        "PAR-13",
        "Letters and notices cannot say where to complain.",
    ),
    SettingField(
        "data_protection",
        "Complaints about personal data",
        "T-15",
        "The policy names no route for a complaint about data.",
    ),
    SettingField(
        "appeals", "Appeals", "T-15", "Nobody who was blocked is told how to ask for a second look."
    ),
    SettingField(
        "sanctions", "Sanctions", "T-15", "The policy does not say what follows when it is broken."
    ),
    SettingField(
        "retention", "How long records are kept", "T-15", "The policy does not say when records go."
    ),
    SettingField("head_words", "Words from the headteacher", "", "", needed=False),
)
FIELD_NAMES = tuple(each.name for each in FIELDS)


@dataclass(frozen=True)
class SettingState:
    """A field, its value, when it was last checked, and its state: ``met``, ``nobody`` (needed and
    empty), ``overdue`` (not checked for a year) or ``not_applicable`` (may stay empty)."""

    field: SettingField
    value: str
    checked_on: date | None
    state: str


def setting_states(settings: SchoolSettings, today: date) -> list[SettingState]:
    """Every field as it stands today. PAR-12: checked yearly."""
    return [_state(each, settings, today) for each in FIELDS]


def _state(field: SettingField, settings: SchoolSettings, today: date) -> SettingState:
    value = str(getattr(settings, field.name))
    noted = settings.checked.get(field.name)
    checked_on = date.fromisoformat(noted) if noted else None
    if not value:
        return SettingState(field, value, None, "nobody" if field.needed else "not_applicable")
    fresh = checked_on is not None and today - checked_on <= CHECK_EVERY
    return SettingState(field, value, checked_on, "met" if fresh else "overdue")


def changed_fields(settings: SchoolSettings, wanted: Mapping[str, str]) -> list[str]:
    """Names of the fields whose value would change, in the order of the page."""
    return [n for n in FIELD_NAMES if n in wanted and getattr(settings, n) != wanted[n]]


def term_problem(
    starts_on: date, ends_on: date, others: Iterable[Term], name: str = "This term"
) -> str:
    """Why a term cannot be taken in beside the others, as a sentence; empty when it can."""
    if ends_on < starts_on:
        return f"{name} ends before it starts."
    if ends_on - starts_on > LONGEST_TERM:
        return f"{name} is longer than {LONGEST_TERM.days} days. Enter each term by itself."
    for other in others:
        if starts_on <= other.ends_on and other.starts_on <= ends_on:
            return f"{name} overlaps with {other.name}."
    return ""
