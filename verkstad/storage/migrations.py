"""Migrations of the log's and the local tables. No migration touches what is in `change`; typed tables are folded, never migrated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from verkstad.domain.errors import Newer
from verkstad.storage.connection import APPLICATION, FORMAT, Database
from verkstad.storage.tables import LOG, RUNNING

Step = Callable[[Database], None]


def _first_tables(db: Database) -> None:
    for statement in LOG.split(";\n"):
        if statement.strip():
            db.execute(statement)


def _running_clock(db: Database) -> None:
    db.execute(RUNNING)


MIGRATIONS: tuple[tuple[str, Step], ...] = (("first_tables", _first_tables), ("running_clock", _running_clock))


def pending(db: Database, path: Path | None) -> tuple[str, ...]:
    """Names of the migrations this file has not had. Raises Newer when it has had one that this program does not know."""
    known = [name for name, _ in MIGRATIONS]
    there = db.execute("select 1 from sqlite_master where name='migration'").fetchone()
    had = [r[0] for r in db.execute("select name from migration")] if there else []
    if unknown := sorted(set(had) - set(known)):
        raise Newer("library", path=str(path), needed=unknown[-1], understood=FORMAT)
    return tuple(name for name in known if name not in had)


def migrate(db: Database, path: Path | None) -> tuple[str, ...]:
    """Bring a file up to date, all or nothing. Returns the names of what was done."""
    todo = pending(db, path)
    if not todo:
        return ()
    db.execute("begin immediate")
    try:
        db.execute("create table if not exists migration(name text primary key) strict")
        for name, step in MIGRATIONS:
            if name in todo:
                step(db)
                db.execute("insert into migration values(?)", (name,))
        db.execute(f"pragma application_id={APPLICATION}")
        db.execute(f"pragma user_version={FORMAT}")
        db.execute("commit")
    except BaseException:
        if db.conn.in_transaction:
            db.execute("rollback")
        raise
    return todo
