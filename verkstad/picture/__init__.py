"""Pictures drawn once, for the window and for paper: (value, language, size) -> shapes in millimetres with style names.

May import wording, i18n, resources and domain. Pure: no Qt, no reportlab, no clock, no files.
"""
