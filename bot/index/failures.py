"""Failures of Chroma, tantivy and the disk under them as one line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import CitewireError, ViewError
from bot.library.failures import DISK_FULL, is_disk_full


@contextmanager
def translated(directory: Path) -> Iterator[None]:
    """Turn whatever a view's library raises into ViewError.

    Any Exception: neither Chroma nor tantivy has an error type that all its failures share.
    """
    try:
        yield
    except CitewireError:
        raise
    except Exception as failure:
        place = str(directory)
        if is_disk_full(failure):
            raise ViewError(f"{place!r}: {DISK_FULL}") from failure
        if "disk i/o error" in str(failure).lower():
            raise ViewError(
                f"{place!r}: the disk failed or is full: free space, check the disk and run the "
                "same command again; nothing that was stored is lost"
            ) from failure
        words = " ".join(str(failure).split())[:300]
        raise ViewError(
            f"the index in {place!r} failed ({type(failure).__name__}: {words}): delete that "
            "directory and ingest again, it is made anew from the library"
        ) from failure
