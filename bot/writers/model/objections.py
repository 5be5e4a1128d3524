"""What a model is told of the statements that fell, so that it can mend them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.citations import DraftQuote, DraftStatement, Evidence, find_quote
from bot.citations.evidence import as_data, excerpt
from bot.text.sentences import sentences
from bot.types import Removal, RemovalReason

_NEAR = 0.5

_REASONS: Mapping[RemovalReason, str] = {
    "no-quote": "it has no quote",
    "figure-not-in-quote": "a figure of it is not in the passages that it quotes",
    "date-not-in-quote": "a date of it is not in the passages that it quotes",
    "name-not-in-passage": "a name or place of it is not in the passages that it quotes",
    "paraphrase-in-quotation-marks": "what it puts in quotation marks is not so in the passages",
    "order-of-passage": "it follows or repeats an order or a link that stands in a passage",
    "wrong-language": "it is not in the language asked for",
}


class Fallen(NamedTuple):
    """A statement that did not stand, and why."""

    statement: DraftStatement
    removal: Removal


def objections(fallen: Sequence[Fallen], evidence: Evidence) -> str:
    """One line for each statement, then one for each of its quotes that was not found."""
    return "\n".join(line for one in fallen for line in _lines(one, evidence))


def _lines(fallen: Fallen, evidence: Evidence) -> Iterator[str]:
    reason = _REASONS.get(fallen.removal.reason, "none of its quotes was found")
    yield f"- {as_data(fallen.statement.text)!r}: {reason}."
    for quote in fallen.statement.quotes:
        if not any(find_quote(quote.text, item.hit.passage.text) for item in evidence.items):
            yield f"  The quote {as_data(quote.text)!r} {_where(quote, evidence)}"


def _where(quote: DraftQuote, evidence: Evidence) -> str:
    item = evidence.get(quote.passage)
    if item is None:
        labels = f"{evidence.items[0].label} to {evidence.items[-1].label}"
        return f"is in no passage, and there is no {as_data(quote.passage)!r}, only {labels}."
    text = item.hit.passage.text
    spoken = [text[start:end] for start, end in sentences(text)]
    near = difflib.get_close_matches(quote.text, spoken, n=1, cutoff=_NEAR)
    words = f" The nearest sentence there: {excerpt(item.label, near[0])}" if near else ""
    return f"is not in {item.label} character for character.{words}"
