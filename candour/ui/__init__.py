"""The design system: page chrome, components, forms, error pages and the page that shows them all.

No models. Other apps use it through ``{% load ui %}``, the base templates, and the modules
``states``, ``pieces``, ``forms``, ``quiet`` and ``differences``; see ``docs/design.md``.
"""
