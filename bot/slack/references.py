"""Reference numbers: what a reader can tell whoever looks into the log.

Six letters and digits that are not taken for each other when read out or copied by hand (no 0, O,
1, I, L), and no vowels, so that they make no words: 387 million of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
_WRITTEN = re.compile(rf"(?<![^\W_])([{ALPHABET}]{{4}})-([{ALPHABET}]{{2}})((?:-\d+)?)(?![^\W_])")


def new_reference(choose: Callable[[Sequence[str]], str]) -> str:
    """A fresh number such as "K7Q2-M4"; `choose` picks at random, as `secrets.choice` does."""
    letters = "".join(choose(ALPHABET) for _ in range(6))
    return f"{letters[:4]}-{letters[4:]}"


def reference_in(text: str) -> str | None:
    """The first reference number in what somebody wrote: "it says k7q2-m4!" -> "K7Q2-M4"."""
    found = _WRITTEN.search(text.upper())
    return None if found is None else found.group()
