"""From a reply written by hand to the text that a model would send, for one request.

Labels are those of the request. A quote that is not marked as a slip must stand in a passage of
the request, character for character: replies are written from what was shown, and from nothing
else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import EvalError
from evals.byhand.asked import Asked
from evals.byhand.replies import HandReply, Quote


class Dishonest(EvalError):
    """A reply that does not keep to what the request shows, though it is not marked as a slip."""


def content(reply: HandReply, asked: Asked) -> str:
    """The message's text. Raises Dishonest for words that the request does not hold."""
    if reply.text is not None:
        return reply.text
    return json.dumps(_json(reply, asked), ensure_ascii=False)


def _json(reply: HandReply, asked: Asked) -> Mapping[str, Any]:
    if reply.data is not None:
        return reply.data
    if reply.sentences is not None:
        return {
            "sentences": [
                {"text": one.text, "rests_on": [_label(words, asked) for words in one.rests_on]}
                for one in reply.sentences
            ]
        }
    slipped = bool(reply.slip)
    statements = [
        {"text": one.text, "quotes": _quotes(one.quotes, asked, slipped)}
        for one in reply.statements
    ]
    if reply.headline is not None:
        return {"headline": reply.headline, "statements": statements}
    disagreements = [
        {
            "about": matter.about,
            "claims": [
                {"value": claim.value, "quotes": _quotes(claim.quotes, asked, slipped)}
                for claim in matter.claims
            ],
        }
        for matter in reply.disagreements
    ]
    return {
        "answered": reply.answered,
        "statements": statements,
        "disagreements": disagreements,
    }


def _quotes(quotes: Sequence[Quote], asked: Asked, slipped: bool) -> list[dict[str, str]]:
    return [_quote(quote, asked, slipped) for quote in quotes]


def _quote(quote: Quote, asked: Asked, slipped: bool) -> dict[str, str]:
    words, place = (quote, quote) if isinstance(quote, str) else (quote.quote, quote.place)
    label = _holding(place, asked.passages)
    if not label:
        raise Dishonest(f"the quote {place!r} stands in no passage of the request")
    if not slipped and words not in asked.passages[label]:
        raise Dishonest(f"the quote {words!r} is not in {label}, and the reply names no slip")
    return {"passage": label, "quote": words}


def _label(words: str, asked: Asked) -> str:
    label = _holding(words, asked.statements)
    if not label:
        raise Dishonest(f"the words {words!r} stand in no statement of the request")
    return label


def _holding(words: str, texts: Mapping[str, str]) -> str:
    """The label of the first text that holds the words; "" where none does."""
    return next((label for label, text in texts.items() if words in text), "")
