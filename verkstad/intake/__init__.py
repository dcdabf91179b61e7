"""Files of the world coming in as values: tables of people and plans from csv, xlsx, vCard and the clipboard.

Reads and proposes; what is kept is decided in `app`. May import files, resources and domain; makes no text for people (no wording,
no i18n) and never imports storage.
"""
