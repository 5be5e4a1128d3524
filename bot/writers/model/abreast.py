"""The same work on several things at once, with the results in their order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import TypeVar

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


def abreast(
    work: Callable[[_Thing], _Result], things: Sequence[_Thing], width: int
) -> tuple[_Result, ...]:
    """The results of the work on each thing, in order; at most `width` are under way at once.

    Raises what the first failing work raised. The threads do not outlive the program: an
    executor's would hold up its end until the last server has answered.

    (str.upper, ["a", "b"], 4) -> ("A", "B")
    """
    tasks: list[tuple[_Thing, Future[_Result]]] = [(thing, Future()) for thing in things]
    waiting = iter(tasks)
    lock = threading.Lock()
    for _ in range(min(width, len(tasks))):
        threading.Thread(target=_work_off, args=(work, waiting, lock), daemon=True).start()
    return tuple(future.result() for _, future in tasks)


def _work_off(
    work: Callable[[_Thing], _Result],
    waiting: Iterator[tuple[_Thing, Future[_Result]]],
    lock: threading.Lock,
) -> None:
    while True:
        with lock:
            task = next(waiting, None)
        if task is None:
            return
        thing, future = task
        try:
            future.set_result(work(thing))
        except BaseException as failure:  # raised again where the result is asked for
            future.set_exception(failure)
