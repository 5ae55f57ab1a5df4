"""Reads about people; the first argument is the school, the person or the account."""

from candour.people.queries.accounts import (
    account_needs_second_factor,
    people_of_account,
    person_at,
)
from candour.people.queries.people import holders, people_of

__all__ = [
    "account_needs_second_factor",
    "holders",
    "people_of",
    "people_of_account",
    "person_at",
]
