from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import LibraryBusyError, LibraryError, LibraryVersionError
from bot.library import Library
from tests.library_samples import SHELLS, document, filled, record


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def one_line(failure: BaseException) -> str:
    message = str(failure)
    assert "\n" not in message
    return message


def test_the_directory_is_made(tmp_path: Path) -> None:
    with Library.open(url(tmp_path / "a" / "b" / "library.db")) as library:
        assert library.revision == 0


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    with Library.open(url(tmp_path / "l.db")) as library:
        library_id = filled(library, shells=SHELLS).id
    with Library.open(url(tmp_path / "l.db")) as library:
        assert library.id == library_id
        assert library.document("shells").text == SHELLS


def test_a_newer_library_is_refused(tmp_path: Path) -> None:
    Library.open(url(tmp_path / "l.db")).close()
    with sqlite3.connect(tmp_path / "l.db") as connection:
        connection.execute("UPDATE settings SET value = '7' WHERE name = 'schema'")
    connection.close()
    with pytest.raises(
        LibraryVersionError,
        match=r"written by a newer Citewire \(schema 7, this one reads up to 4\): upgrade Citewire",
    ):
        Library.open(url(tmp_path / "l.db"))


@pytest.mark.parametrize("content", [b"hello, I am a letter " * 200, b"\x00" * 5000])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "l.db").write_bytes(content)
    with pytest.raises(LibraryError, match="is not an SQLite database") as caught:
        Library.open(url(tmp_path / "l.db"))
    assert "l.db" in one_line(caught.value)
    assert (tmp_path / "l.db").read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "l.db") as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    with pytest.raises(LibraryError, match="another program's SQLite file"):
        Library.open(url(tmp_path / "l.db"))


def test_a_truncated_library_is_told(tmp_path: Path) -> None:
    with Library.open(url(tmp_path / "l.db")) as library:
        filled(library, **{f"d{i}": f"{SHELLS} {i}" * 50 for i in range(20)})
    os.truncate(tmp_path / "l.db", 20_000)
    with pytest.raises(LibraryError, match="damaged") as caught:
        read_all(tmp_path / "l.db")
    one_line(caught.value)


def read_all(path: Path) -> None:
    with Library.open(url(path)) as library:
        for summary in library.documents():
            library.document(summary.id)


def test_a_directory_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be opened") as caught:
        Library.open(url(tmp_path))
    one_line(caught.value)


def test_a_file_in_place_of_the_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be opened") as caught:
        Library.open(url(tmp_path / "file" / "l.db"))
    one_line(caught.value)


@pytest.mark.parametrize("wrong", ["", "library.db", "mysql+nothing://host/x"])
def test_a_url_that_cannot_be_read(wrong: str) -> None:
    with pytest.raises(LibraryError, match="database") as caught:
        Library.open(wrong)
    one_line(caught.value)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(LibraryError) as caught:
        Library.open("postgresql+psycopg2://user:secret@localhost:1/none")
    assert "secret" not in str(caught.value)


def test_a_writer_that_never_ends_is_told(tmp_path: Path) -> None:
    with Library.open(url(tmp_path / "l.db")) as library:
        filled(library, shells=SHELLS)
    holder = sqlite3.connect(tmp_path / "l.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusyError, match="held by another process"):
        Library.open(url(tmp_path / "l.db?timeout=0.05"))
    holder.close()


FILL = """
import sys
from bot.errors import CitewireError
from bot.library import Library
from tests.library_samples import SHELLS, document, record

with Library.open(sys.argv[1]) as library:
    print("open", flush=True)
    try:
        for number in range(10_000):
            library.put(record(document(f"d{number}", f"{SHELLS} {number} " * 100)))
    except CitewireError as failure:
        print(failure, flush=True)
"""


def small_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))


def test_a_disk_that_fills_up_loses_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILL, url(tmp_path / "l.db")],
        preexec_fn=small_disk,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    opened, failure = done.stdout.strip().split("\n")
    assert opened == "open"
    assert "full: free space" in failure
    assert "nothing that was stored is lost" in failure
    with Library.open(url(tmp_path / "l.db")) as library:
        stored = library.documents()
        assert stored
        assert library.revision == len(stored)
        assert library.put(record(document("after", SHELLS))) == "added"
        for summary in stored:
            assert len(library.passages_of(summary.id)) == summary.passages
