"""The library on disk: the log, the typed tables folded from it, drafts, undo, migrations and the backups.

The only room with SQLite. May import files, resources and domain; makes no text for people (no wording, no i18n) and never imports
exchange, intake or documents.

`library` reads, `writing` is the transaction, `folding` keeps the tables true to the log, `steps` and `undo` take back, `merging` takes
in and gives out, `erasing` forgets for good, `drafts` keeps what is being typed, `backups` makes and restores copies.
"""
