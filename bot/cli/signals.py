"""Ctrl-C and SIGTERM, whatever the process is doing: no traceback, and 130 or 143 as exit code.

While modules load, and while the interpreter ends, nothing is open, so the process ends at once.
While a command runs, a signal unwinds its `with` blocks, so that views and library are closed.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

AGAIN_SECONDS = 0.01


def leave_at_once() -> None:
    """From now on a signal ends the process; for phases in which nothing is open."""
    _listen(_leave)


class Stops:
    """Used by the main thread: within `with`, a signal raises KeyboardInterrupt or SystemExit; what
    comes after it is left at once."""

    def __init__(self) -> None:
        self._number = 0

    @property
    def code(self) -> int:
        """The exit code of the signal that came; 0 for none."""
        return self._number and 128 + self._number

    def __enter__(self) -> Stops:
        sys.unraisablehook = self._swallowed
        signal.signal(signal.SIGALRM, self._again)
        _listen(self._raise)
        return self

    def __exit__(self, *_failure: object) -> None:
        leave_at_once()
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        sys.unraisablehook = sys.__unraisablehook__

    def _raise(self, number: int, _frame: FrameType | None) -> NoReturn:
        self._number = number
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(self.code)

    def _again(self, _number: int, frame: FrameType | None) -> None:
        if self._number:
            self._raise(self._number, frame)

    def _swallowed(self, lost: sys.UnraisableHookArgs) -> None:
        """A signal that came during a destructor or a callback, which let nothing through: it is
        raised again in a moment, out of there."""
        if issubclass(lost.exc_type, KeyboardInterrupt | SystemExit):
            signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS)
        else:
            sys.__unraisablehook__(lost)


def _listen(heard: signal._HANDLER) -> None:
    # Whoever started the process with Ctrl-C ignored, as a shell does in the background, means it.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, heard)
    signal.signal(signal.SIGTERM, heard)


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(128 + number)
