"""``{% load ui %}``: every component and filter of the design system, gathered from
``components``."""

from django.template import Library

from candour.ui.components import dates, fields, layout, lists, pictures, tables

register = Library()

for _part in (dates, fields, layout, lists, pictures, tables):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
