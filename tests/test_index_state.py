from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from bot.errors import ViewError
from bot.index.failures import translated
from bot.index.state import ViewDirectory, ViewState, fingerprint
from bot.library import Revision


def state_of(directory: ViewDirectory, folder: Path) -> ViewState:
    return ViewState(
        library="a1",
        recipe="model",
        revision=Revision(3, 9),
        folder=folder.name,
        files=fingerprint(folder),
        languages=("fr",),
    )


@pytest.fixture
def directory(tmp_path: Path) -> ViewDirectory:
    return ViewDirectory(tmp_path / "view")


def test_a_state_comes_back_as_it_was(directory: ViewDirectory) -> None:
    folder = directory.fresh_folder()
    (folder / "data").write_bytes(b"abc")
    state = state_of(directory, folder)
    assert directory.read() is None
    directory.finish(state)
    assert directory.read() == state
    assert directory.is_intact(state)
    directory.begin()
    assert directory.read() is None


@pytest.mark.parametrize("change", ["content", "size", "extra", "missing"])
def test_every_change_to_the_files_shows(directory: ViewDirectory, change: str) -> None:
    folder = directory.fresh_folder()
    (folder / "deep").mkdir()
    (folder / "deep" / "data").write_bytes(b"abc")
    state = state_of(directory, folder)
    if change == "content":
        (folder / "deep" / "data").write_bytes(b"abd")
    elif change == "size":
        (folder / "deep" / "data").write_bytes(b"ab")
    elif change == "extra":
        (folder / "other").write_bytes(b"")
    else:
        (folder / "deep" / "data").unlink()
    assert not directory.is_intact(state)


@pytest.mark.parametrize("written", ["", "{", "[]", "null", '{"library": "a"}', "\x00"])
def test_a_senseless_state_is_none(directory: ViewDirectory, written: str) -> None:
    (directory.path / "state.json").write_text(written)
    assert directory.read() is None


def test_a_state_cannot_point_outside(directory: ViewDirectory) -> None:
    folder = directory.fresh_folder()
    directory.finish(replace(state_of(directory, folder), folder="../../etc"))
    read = directory.read()
    assert read is not None
    assert read.folder == "etc"


def test_folders_are_numbered_and_thrown_away(directory: ViewDirectory) -> None:
    first, second = directory.fresh_folder(), directory.fresh_folder()
    (directory.path / "notes").mkdir()
    assert (first.name, second.name) == ("1", "2")
    directory.discard_except("2")
    assert not first.exists()
    assert second.exists()
    assert (directory.path / "notes").exists()
    assert directory.fresh_folder().name == "3"


def test_a_directory_has_one_owner(directory: ViewDirectory) -> None:
    with directory.lock:
        assert not FileLock(directory.path / "lock").is_locked
        again = ViewDirectory(directory.path)
        with pytest.raises(TimeoutError):
            again.lock.acquire(timeout=0)


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (OSError(28, "No space left on device"), "the disk is full: free space"),
        (ValueError("IoError { kind: StorageFull }"), "the disk is full: free space"),
        (RuntimeError("disk I/O error"), "the disk failed or is full"),
        (RuntimeError("odd\nthing"), "made anew from the library"),
    ],
)
def test_failures_are_told_in_one_line(failure: Exception, words: str) -> None:
    with pytest.raises(ViewError, match=words) as caught, translated(Path("/data/words")):
        raise failure
    assert "\n" not in str(caught.value)
    assert "/data/words" in str(caught.value)
