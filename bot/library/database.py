"""The connection to the library's database: opening it, and transactions that tell what failed."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import LibraryError
from bot.library import schema, sqlite
from bot.library.failures import translated
from bot.library.reading import NEWEST
from bot.library.records import NO_REVISION, Revision


class Engines(NamedTuple):
    """For other libraries' tables in the same database: a transaction of `writer` takes the write
    lock at once, as SQLite wants it, one of `reader` never waits."""

    reader: Engine
    writer: Engine


class Database:
    """One database with the library's tables in it. Opening creates what is missing."""

    def __init__(self, url: str) -> None:
        parsed = _parse(url)
        self._is_sqlite = parsed.get_backend_name() == "sqlite"
        self.path: Path | None = sqlite.file_of(parsed) if self._is_sqlite else None
        """The SQLite file; None for other databases."""
        # SQLite lets one writer in and has the others look again after naps of up to 100 ms, some
        # of them for a second. Threads that take turns here are let in as soon as it is free.
        self._turn: AbstractContextManager[object] = (
            threading.Lock() if self._is_sqlite else nullcontext()
        )
        self.place = str(self.path) if self.path else parsed.render_as_string(hide_password=True)
        with translated(self.place):
            if self.path is not None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._refuse_foreign(self.path)
            self._reader = _engine(parsed)
            if self._is_sqlite:
                sqlite.configure(self._reader)
            self._writer = sqlite.writer(self._reader) if self._is_sqlite else self._reader
        try:
            with self.writes() as connection:
                self.library_id = schema.prepare(connection)
        except BaseException:
            self.close()
            raise

    @staticmethod
    def _refuse_foreign(path: Path) -> None:
        if sqlite.is_foreign(path):
            raise LibraryError(
                f"library {str(path)!r} is another program's SQLite file: name another file"
            )

    @property
    def lock_file(self) -> Path:
        """Locked by whoever adds many documents."""
        if self.path is not None:
            return self.path.with_name(f"{self.path.name}.lock")
        # Another database has no directory of its own; processes on this machine meet here.
        return Path(tempfile.gettempdir()) / f"citewire-{self.library_id}.lock"

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """A transaction that sees one state of the library throughout."""
        with translated(self.place), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """A transaction that changes the library wholly or not at all."""
        with translated(self.place), self._turn, self._writer.begin() as connection:
            yield connection

    @property
    def engines(self) -> Engines:
        """The two engines."""
        return Engines(self._reader, self._writer)

    def newest(self) -> Revision:
        """The newest revision, asked in a tenth of the time that a transaction takes."""
        with translated(self.place):
            pooled = self._reader.raw_connection()
            try:
                cursor = pooled.cursor()
                cursor.execute(NEWEST)
                row = cursor.fetchone()
                cursor.close()
            finally:
                pooled.close()
        return NO_REVISION if row is None else Revision(row[0], row[1])

    def scrub(self) -> None:
        """Leave nothing readable of what was deleted. Other databases do so in their own time."""
        if self._is_sqlite:
            with translated(self.place):
                sqlite.scrub(self._reader, self.place)

    def close(self) -> None:
        """Give back the connections."""
        self._reader.dispose()


def _parse(url: str) -> URL:
    try:
        return make_url(url)
    except SQLAlchemyError as failure:
        raise LibraryError(
            "the database URL cannot be read: use sqlite:///path/to/library.db or "
            "postgresql+psycopg://user:password@host/database"
        ) from failure


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            return create_engine(url, connect_args=sqlite.connect_arguments(url))
        return create_engine(url)
    except (ModuleNotFoundError, SQLAlchemyError) as failure:
        raise LibraryError(
            f"the database driver for {url.drivername!r} is missing ({failure}): install it"
        ) from failure
