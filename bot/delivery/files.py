"""A briefing as a Markdown or HTML file, one for each day, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.delivery.parcel import Parcel, Receipt
from bot.errors import DeliveryError
from bot.library.failures import is_disk_full
from bot.markup import render_briefing


class DatedFile:
    """Writes "daily.html" as "daily-2026-11-22.html"; missing directories are made.

    The file is written beside its place and moved there, so no reader sees half of one, and the
    same parcel delivered twice leaves one file.
    """

    def deliver(self, parcel: Parcel) -> Receipt:
        """Write the file. Raises DeliveryError, certainly undelivered, when it cannot be."""
        path = dated(Path(parcel.subscription.address.target), parcel.day)
        is_page = path.suffix.lower() == ".html"
        text = render_briefing(parcel.briefing, "html" if is_page else "markdown")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, text)
        except OSError as error:
            raise DeliveryError(_line(path, error), certain=True) from error
        return {"path": str(path)}


def dated(path: Path, day: str) -> Path:
    """("briefings/daily.html", "2026-11-22") -> "briefings/daily-2026-11-22.html"."""
    return path.with_name(f"{path.stem}-{day}{path.suffix}")


def _replace(path: Path, text: str) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-")
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for their owner only; a briefing is as readable as any other file.
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _umask() -> int:
    # It can only be read by setting it; a file made by another thread in between is safe with 077.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _line(path: Path, error: OSError) -> str:
    if is_disk_full(error):
        return f"{str(path)!r} cannot be written: the disk is full; free space"
    reason = error.strerror or type(error).__name__
    return f"{str(path)!r} cannot be written ({reason}); see that its directory is writable"
