"""Pages of the school's settings and calendar."""

from candour.schools.views.calendar import (
    calendar,
    calendar_undo,
    closure_change,
    closure_new,
    closure_remove,
    term_change,
    term_new,
    term_remove,
)
from candour.schools.views.imports import calendar_confirm, calendar_import
from candour.schools.views.settings import change, check, settings

__all__ = [
    "calendar",
    "calendar_confirm",
    "calendar_import",
    "calendar_undo",
    "change",
    "check",
    "closure_change",
    "closure_new",
    "closure_remove",
    "settings",
    "term_change",
    "term_new",
    "term_remove",
]
