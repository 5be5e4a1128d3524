"""Checked claims in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import ConsoleRenderable, Group
from rich.text import Text

from bot.claim_types import ClaimCheck
from bot.escaping import visible
from bot.labels import labels
from bot.numbering import Numbers, Part, numbers_of
from bot.prompts import Phrases
from bot.terminal.evidence import Shown, removals_view, sources_view, statement_view
from bot.terminal.prose import Prose, spaced
from bot.types import Statement


def claim_view(check: ClaimCheck, phrases: Phrases) -> ConsoleRenderable:
    """The verdict, what speaks for and against it with markers, then each source with its quote."""
    words, said = labels(check.language), phrases.for_language(check.language)
    numbers = numbers_of([Part((*check.supporting, *check.contradicting), ())])
    shown = Shown.of(check.language, ())
    blocks: list[ConsoleRenderable] = [Prose(Text(visible(check.headline), style="bold"))]
    blocks += _side(said.fill("claim_for"), check.supporting, numbers)
    blocks += _side(said.fill("claim_against"), check.contradicting, numbers)
    blocks += sources_view(numbers, words.sources, shown)
    nearest = {citation: number for number, citation in enumerate(check.nearest, 1)}
    blocks += sources_view(nearest, words.nearest, shown)
    return spaced([*blocks, *removals_view(len(check.removed), words)])


def _side(title: str, statements: Sequence[Statement], numbers: Numbers) -> list[ConsoleRenderable]:
    if not statements:
        return []
    lines = [statement_view(one, numbers) for one in statements]
    return [Group(Text(title, style="bold"), *lines)]
