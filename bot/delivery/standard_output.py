"""A briefing on the standard output of the scheduler, as Markdown."""

from __future__ import annotations

from typing import TextIO

from bot.delivery.parcel import Parcel, Receipt
from bot.errors import DeliveryError
from bot.markup import render_briefing


class StandardOutput:
    """Writes to a stream. What a reader has read cannot be taken back, so no failure is certain."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def deliver(self, parcel: Parcel) -> Receipt:
        """Write the briefing and flush it. Raises DeliveryError when the stream is closed."""
        text = render_briefing(parcel.briefing, "markdown")
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError) as error:
            raise DeliveryError(
                f"standard output cannot be written ({error}); see where it is sent to",
                certain=False,
            ) from error
        return {"written": f"{len(text)} characters"}
