"""Work on several things at once."""

from __future__ import annotations

import threading

import pytest

from bot.writers.model.abreast import abreast


def test_results_come_in_order_and_so_many_are_under_way_at_once() -> None:
    meet = threading.Barrier(4)
    under_way: list[int] = []
    lock = threading.Lock()
    most = 0

    def work(thing: int) -> int:
        nonlocal most
        with lock:
            under_way.append(thing)
            most = max(most, len(under_way))
        meet.wait(20)
        with lock:
            under_way.remove(thing)
        return thing * thing

    assert abreast(work, range(12), 4) == tuple(n * n for n in range(12))
    assert most == 4


def test_nothing_gives_nothing() -> None:
    assert abreast(str.upper, [], 4) == ()
    assert abreast(str.upper, ["a"], 4) == ("A",)


def test_the_first_failure_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        abreast(lambda thing: 1 // thing, [1, 0, 2], 2)
