"""Everything that holds for SQLite only.

Write-ahead logging lets readers go on while one process writes. With `synchronous=NORMAL` a killed
process loses nothing that was committed; a power cut may lose the last commits but does not
damage the file, and the views notice that they are ahead (see `Revision.stamp`).
`secure_delete` overwrites what is deleted with zeros.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import LibraryBusyError
from bot.library.failures import is_disk_full

BUSY_SECONDS = 15
"""How long a writer waits for another; `?timeout=5` at the end of the URL changes it."""
_WRITING = "citewire_writing"


def file_of(url: URL) -> Path | None:
    """The library's file; None for a database in memory."""
    if url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def connect_arguments(url: URL) -> dict[str, float]:
    """What `sqlite3.connect` is to be given beside what the URL says."""
    return {} if "timeout" in url.query else {"timeout": BUSY_SECONDS}


def configure(engine: Engine) -> None:
    """Set the pragmas of each new connection, and let writers queue instead of failing."""

    def connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # sqlite3's own transactions start with the first write, too late for a writer that has
        # already read: then SQLite cannot wait and answers "locked". So we begin them ourselves.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "cache_size=-32000",  # 32 MB; the default 2 MB does not hold one question's vectors
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def began(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", began)


def writer(engine: Engine) -> Engine:
    """The same engine for transactions that write: they take the write lock at once."""
    return engine.execution_options(**{_WRITING: True})


def scrub(engine: Engine, place: str) -> None:
    """Leave no deleted text in the file or its log.

    `secure_delete` has overwritten what was deleted; copies that SQLite left in the unused part
    of a page while it moved rows about go with VACUUM, and the log goes with the checkpoint.
    """
    pooled = engine.raw_connection()
    try:
        cursor = pooled.cursor()
        try:
            cursor.execute("VACUUM")
        except sqlite3.OperationalError as failure:
            if not is_disk_full(failure):  # VACUUM needs room for a copy of the library
                raise
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()
        cursor.close()
    finally:
        pooled.close()
    if busy is not None and busy[0]:
        raise LibraryBusyError(
            f"library {place!r}: the documents are removed, but another process still reads and "
            "keeps their text in the log: stop it and run `citewire remove` again"
        )


def is_foreign(path: Path) -> bool:
    """Whether the file is an SQLite database of another program: it has tables, but not ours."""
    if not path.is_file() or path.stat().st_size == 0:
        return False
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError:
        return False  # opening it will tell what is wrong
    finally:
        connection.close()
    return bool(found) and "revisions" not in found
