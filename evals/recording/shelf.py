"""Where recordings lie: evals/cassettes/SUITE/LABEL/CASE.ROLE.yaml."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import EvalError
from evals.recording.roles import ROLES, Role
from evals.recording.serializing import Recording, as_text, from_text
from evals.recording.unsaid import secrets_in

CASSETTES = Path(__file__).parent.parent / "cassettes"
_NAME = re.compile(r"[\w.-]+")
_UNSAFE = re.compile(r"[^\w.-]+")


def label_of(model: str) -> str:
    """A model's name as the name of a folder: "mistralai/Mistral 7B" -> "mistralai-Mistral-7B".

    Raises EvalError for a name of which nothing is left.
    """
    label = _UNSAFE.sub("-", model).strip("-.")
    if not label:
        raise EvalError(f"{model!r} cannot name a folder of recordings; give --label")
    return label


def labels(suite: str, root: Path = CASSETTES) -> tuple[str, ...]:
    """The labels under which a suite has recordings: ("by-hand", "gpt-4o-mini")."""
    folder = root / suite
    if not folder.is_dir():
        return ()
    return tuple(sorted(one.name for one in folder.iterdir() if any(one.glob("*.yaml"))))


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The recordings of one suite under one label."""

    suite: str
    label: str
    root: Path = CASSETTES

    def __post_init__(self) -> None:
        for name in (self.suite, self.label):
            if not _NAME.fullmatch(name) or name.startswith("."):
                raise EvalError(f"{name!r} cannot name a folder of recordings; use letters, digits")

    @property
    def folder(self) -> Path:
        """The directory."""
        return self.root / self.suite / self.label

    def path(self, case: str, role: Role) -> Path:
        """The file of a case's role. Raises EvalError for a case that cannot name a file."""
        if not _NAME.fullmatch(case) or case.startswith("."):
            raise EvalError(f"case {case!r} cannot name a file; use letters, digits and -")
        return self.folder / f"{case}.{role}.yaml"

    def read(self, case: str) -> tuple[Recording, ...]:
        """The recordings of a case, by role; none where nothing was recorded.

        Raises EvalError for a file that cannot be read or is another case's.
        """
        paths = [self.path(case, role) for role in ROLES]
        return tuple(_read(path, case) for path in paths if path.is_file())

    def save(self, case: str, recordings: Mapping[Role, Recording], key: str) -> None:
        """Put a case's recordings in place of what it had.

        Every text is made and looked through before the first file changes. Raises EvalError,
        having changed nothing, for one that holds the key or what looks like a secret.
        """
        texts = {role: as_text(recording) for role, recording in recordings.items()}
        for role, text in texts.items():
            if found := secrets_in(text, key):
                raise EvalError(
                    f"case {case!r}, role {role}: the replies hold {' and '.join(found)}; nothing "
                    "of it was saved"
                )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for role, text in texts.items():
                _replace(self.path(case, role), text)
            for role in ROLES:
                if role not in texts:
                    self.path(case, role).unlink(missing_ok=True)
        except OSError as error:
            raise EvalError(f"cannot write {str(self.folder)!r}: {error.strerror}") from error

    def names(self) -> tuple[tuple[str, str], ...]:
        """Case and role of every file."""
        stems = (path.stem for path in sorted(self.folder.glob("*.yaml")))
        parted = (stem.rpartition(".") for stem in stems)
        return tuple((case, role) for case, _, role in parted)


def _read(path: Path, case: str) -> Recording:
    try:
        recording = from_text(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"cannot read {str(path)!r} ({error}); record it again") from error
    if recording.stamp.case != case:
        raise EvalError(f"{path.name!r} is stamped for case {recording.stamp.case!r}; rename it")
    return recording


def _replace(path: Path, text: str) -> None:
    """Whole or not at all: a recording that was cut short would be replayed as if it were one."""
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)
