"""What a view's directory says about itself, and whether it can be believed.

A view writes its files into a numbered folder. While it writes there is no state file; once it is
done, the state file says which library and revision the folder shows, and the size and checksum
of each file. A folder without a state, or whose files are not as the state says, was left by
a killed process, a full disk or another hand: it is thrown away and made again from the library.
Chroma's files must not be opened to find that out: some broken ones crash the process.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock

from bot.library.records import Revision

_STATE = "state.json"
_CHUNK = 1 << 20

Files = Mapping[str, tuple[int, int]]
"""Size and CRC-32 of each file, by its path within the folder."""


@dataclass(frozen=True, kw_only=True)
class ViewState:
    """The library's state that a view shows, and how it was made.

    `recipe` names everything that decides what is in the files: the model and its dimensions, or
    the word analysis. `languages` are those of the documents, where the view cares.
    """

    library: str
    recipe: str
    revision: Revision
    folder: str
    files: Files
    languages: tuple[str, ...] = ()


class ViewDirectory:
    """The directory of one view: its lock, its state file and its numbered folders."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        # flock: the system lets go of it when the process dies. Not per thread, because a view
        # may be closed by another thread than the one that opened it.
        self.lock = FileLock(path / "lock", thread_local=False)

    def read(self) -> ViewState | None:
        """The state; None while the files are being written, or after that was broken off."""
        try:
            fields = json.loads((self.path / _STATE).read_text(encoding="utf-8"))
            return ViewState(
                library=str(fields["library"]),
                recipe=str(fields["recipe"]),
                revision=Revision(*fields["revision"]),
                folder=Path(fields["folder"]).name,
                files={str(k): (int(v[0]), int(v[1])) for k, v in fields["files"].items()},
                languages=tuple(fields["languages"]),
            )
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return None

    def is_intact(self, state: ViewState) -> bool:
        """Whether the files are those that the state tells of."""
        folder = self.path / state.folder
        # Sizes first: a broken file may claim terabytes.
        if _sizes(folder) != {name: size for name, (size, _) in state.files.items()}:
            return False
        return fingerprint(folder) == state.files

    def begin(self) -> None:
        """Say that the files are being written."""
        (self.path / _STATE).unlink(missing_ok=True)

    def finish(self, state: ViewState) -> None:
        """Say that the files are whole. The state file appears with all its contents or not."""
        written = self.path / (_STATE + ".new")
        with written.open("w", encoding="utf-8") as file:
            json.dump(asdict(state), file)
            file.flush()
            os.fsync(file.fileno())
        written.replace(self.path / _STATE)

    def fresh_folder(self) -> Path:
        """Make an empty folder with a number that was not used before."""
        used = [int(folder.name) for folder in self._folders()]
        folder = self.path / str(max(used, default=0) + 1)
        folder.mkdir()
        return folder

    def discard_except(self, keep: str | None) -> None:
        """Delete all folders but one. Another process that has one open keeps what it has open."""
        for folder in self._folders():
            if folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[Path]:
        return [p for p in self.path.iterdir() if p.name.isdecimal() and p.is_dir()]


def fingerprint(folder: Path) -> Files:
    """Size and checksum of every file of a folder, lock files left out."""
    return {name: (path.stat().st_size, _checksum(path)) for name, path in _paths(folder).items()}


def _sizes(folder: Path) -> dict[str, int]:
    return {name: path.stat().st_size for name, path in _paths(folder).items()}


def _paths(folder: Path) -> dict[str, Path]:
    return {
        str(path.relative_to(folder)): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum
