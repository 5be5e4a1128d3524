"""A database's failures as one line that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import LibraryBusyError, LibraryError, UnknownDocumentError

DISK_FULL = (
    "the disk is full: free space and run the same command again; nothing that was stored is lost"
)


def is_disk_full(failure: BaseException) -> bool:
    """Whether `failure`, of SQLite, tantivy, Chroma or the operating system, is a full disk.

    Native libraries hand on the operating system's words, not its number.
    """
    if isinstance(failure, OSError) and failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    words = str(failure).lower()
    return any(
        sign in words
        for sign in (
            "disk is full",
            "no space left on device",
            "os error 28",
            "storagefull",
            "disk quota exceeded",
            "file too large",
        )
    )


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn failures of the database at `place` into LibraryError, in one line."""
    try:
        yield
    except DBAPIError as failure:
        raise _library_error(failure.orig or failure, place) from failure
    except (SQLAlchemyError, sqlite3.Error, OSError) as failure:
        # sqlite3's own come from the few statements that do not go through SQLAlchemy.
        raise _library_error(failure, place) from failure


def unknown_documents(ids: Sequence[str]) -> UnknownDocumentError:
    """The error for ids that are not in the library."""
    listed = ", ".join(repr(document_id) for document_id in ids)
    return UnknownDocumentError(
        f"no document {listed} in the library: `citewire documents` lists them"
    )


def _library_error(failure: BaseException, place: str) -> LibraryError:
    words = " ".join(str(failure).split())
    lowered = words.lower()
    if is_disk_full(failure):
        return LibraryError(f"library {place!r}: {DISK_FULL}")
    if "disk i/o error" in lowered:
        return LibraryError(
            f"library {place!r}: the disk failed or is full: free space, check the disk and run "
            "the same command again; nothing that was stored is lost"
        )
    if "database is locked" in lowered or "database is busy" in lowered:
        return LibraryBusyError(
            f"library {place!r} is held by another process: wait until it is done, then try again"
        )
    if "readonly database" in lowered or "permission denied" in lowered:
        return LibraryError(
            f"library {place!r} is not writable: check the rights of the file and its directory"
        )
    if "not a database" in lowered:
        return LibraryError(
            f"library {place!r} is not an SQLite database: name another file, or move it away"
        )
    if "malformed" in lowered:
        return LibraryError(
            f"library {place!r} is damaged ({words}): put back a copy, or move it away and "
            "ingest again"
        )
    if "unable to open" in lowered or isinstance(failure, OSError):
        return LibraryError(
            f"library {place!r} cannot be opened ({words}): check that its directory exists "
            "and is writable"
        )
    return LibraryError(f"library {place!r} failed ({words}): see `citewire doctor`")
