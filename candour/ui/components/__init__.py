"""The components behind ``{% load ui %}``, by kind; see ``docs/design.md`` for one line each."""
