"""Text of the report can be read on its ground, in the light, in the dark and in print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import evals.page
from tests.test_page_renderer import contrast

PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, paper) for ink in ("ink", "muted", "accent") for paper in ("paper", "raised", "sunk")),
    ("marked-ink", "marked"),
    ("pass-ink", "pass"),
    ("fault-ink", "fault"),
    ("hand-ink", "hand"),
    ("same-ink", "same"),
)


def schemes() -> list[dict[str, str]]:
    """The variables of the light scheme, and of the dark and the printed one laid over it."""
    folder = Path(evals.page.__file__).parent
    style = "".join((folder / name).read_text("utf-8") for name in ("report.css", "cases.css"))
    found: list[dict[str, str]] = []
    for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL):
        own = dict(re.findall(r"--([\w-]+): (#\w+);", block))
        found.append((found[0] if found else {}) | own)
    return found


@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_can_be_read_on_its_ground(pair: tuple[str, str]) -> None:
    assert len(schemes()) == 3
    for scheme in schemes():
        assert contrast(scheme[pair[0]], scheme[pair[1]]) >= 4.5
