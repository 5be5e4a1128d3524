"""Names that somebody may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

NEAREST = 3


def nearest_names(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Names that begin with it, else those spelled like it, at most three.

    ("002", ["001_a", "002_b"]) -> ("002_b",)
    """
    stem = name.rsplit("/", 1)[-1]
    beginning = tuple(sorted(known for known in names if stem and known.startswith(stem)))
    return beginning[:NEAREST] or tuple(difflib.get_close_matches(stem, names, n=NEAREST))
