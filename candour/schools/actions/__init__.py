"""Every write to schools, their settings and their calendar."""

from candour.schools.actions.calendar import (
    add_closure,
    add_term,
    change_closure,
    change_term,
    import_calendar,
    remove_closure,
    remove_term,
    undo_calendar,
)
from candour.schools.actions.school import change_settings, check_settings, create_school

__all__ = [
    "add_closure",
    "add_term",
    "change_closure",
    "change_settings",
    "change_term",
    "check_settings",
    "create_school",
    "import_calendar",
    "remove_closure",
    "remove_term",
    "undo_calendar",
]
