"""The library on disk: the log, the typed tables folded from it, drafts, undo, migrations, the lock and the backups.

The only room with SQLite. May import files, resources and domain; makes no text for people (no wording, no i18n) and never imports
exchange, intake or documents.
"""
