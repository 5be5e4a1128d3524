"""From the paths a user gives to the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from bot.errors import DocumentError

from .identifiers import printable
from .web import is_url

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".eml")
"""Endings of files that can be read, in lower case."""


def find_files(paths: Sequence[str]) -> Iterator[str | DocumentError]:
    """Expand paths to the files and URLs to read, in sorted order, each once.

    Directories are searched through; hidden files and files of other endings in them are passed
    over. What cannot be read (a missing or unreadable path, a broken link, a directory without
    documents, a file of an unsupported ending named directly) comes as a DocumentError in its
    place: it is yielded, not raised, so the others go on.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            key = found if isinstance(found, DocumentError) else _identity(found)
            if isinstance(key, DocumentError) or key not in seen:
                seen.add(str(key))
                yield found


def _expand(path: str) -> Iterator[str | DocumentError]:
    if is_url(path):
        yield path
    elif not path.strip() or "\x00" in path:
        yield DocumentError(repr(path), "is no path; give a file, a directory or a URL")
    elif os.path.isdir(path):
        yield from _walk(path)
    else:
        yield check_file(path, named=True) or path


def check_file(path: str, *, named: bool = False) -> DocumentError | None:
    """Why a file cannot be read, or None. An unsupported ending counts only where it is `named`."""
    shown = printable(path)
    if os.path.islink(path) and not os.path.exists(path):
        return DocumentError(shown, "is a link to a file that is gone; mend or remove the link")
    if not os.path.lexists(path):
        return DocumentError(shown, "does not exist; check the path")
    if not os.path.isfile(path):
        return DocumentError(shown, "is no regular file; give a file, a directory or a URL")
    if named and not _is_supported(path):
        supported = " ".join(ENDINGS)
        return DocumentError(shown, f"has no supported ending; supported endings are {supported}")
    if not os.access(path, os.R_OK):
        return DocumentError(shown, "may not be read; check its permissions")
    return None


def _walk(directory: str) -> Iterator[str | DocumentError]:
    failures: list[OSError] = []
    count = 0
    for folder, subfolders, names in os.walk(directory, onerror=failures.append):
        subfolders[:] = sorted(name for name in subfolders if not _is_hidden(name))
        for name in sorted(names):
            if _is_hidden(name) or not _is_supported(name):
                continue
            path = os.path.join(folder, name)
            count += 1
            yield check_file(path) or path
    for failure in failures:
        count += 1
        shown = printable(str(failure.filename or directory))
        yield DocumentError(shown, "may not be searched; check its permissions")
    if not count:
        supported = " ".join(ENDINGS)
        yield DocumentError(
            printable(directory), f"no documents in it; supported endings are {supported}"
        )


def _is_supported(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in ENDINGS


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name == "__MACOSX"  # Word's locks, macOS's archives


def _identity(path: str) -> str:
    return path if is_url(path) else os.path.realpath(path)
