"""Answers as they are kept in the library, and answers made of what was kept.

What is kept is `bot.contract`'s JSON: texts and places in documents, not the documents themselves.
Reading one back needs its documents, and finds out whether they still say what was quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.claim_types import ClaimCheck
from bot.contract import answer_json
from bot.errors import LibraryError
from bot.library.answers import AnswerRecord
from bot.slack.blocks.claims import claim_numbers
from bot.slack.blocks.why import Searched, searched_json
from bot.types import (
    Answer,
    Citation,
    Claim,
    Disagreement,
    Document,
    Filters,
    Passage,
    Statement,
)

Json = Mapping[str, Any]
Documents = Callable[[str], Document]
"""A document by its id. Raises UnknownDocumentError."""

CHECKED = "checked"
"""The status of a record that keeps a checked claim, not an answer."""


def answer_payload(answer: Answer, filters: Filters, documents: int) -> dict[str, Any]:
    """What is kept of an answer; `documents` is how many the filters let through."""
    return {**answer_json(answer), "searched": _searched(filters, documents)}


def claim_payload(check: ClaimCheck, filters: Filters) -> dict[str, Any]:
    """What is kept of a checked claim: as much as its buttons need."""
    return {
        "question": check.claim,
        "verdict": check.verdict,
        "citations": [
            {
                "number": number,
                "document": citation.passage.document.id,
                "quote": citation.quote,
                "start": citation.start,
                "end": citation.end,
            }
            for citation, number in claim_numbers(check).items()
        ],
        "removed": [{"text": one.text, "reason": one.reason} for one in check.removed],
        "searched": _searched(filters, check.searched),
        "timings_ms": {
            "search": check.timings.search,
            "write": check.timings.write,
            "verify": check.timings.verify,
            "total": check.timings.total,
        },
    }


def cited(record: AnswerRecord, number: int) -> Json | None:
    """The citation of a number as it was told: {"document": …, "quote": …, "start": …}."""
    told: Sequence[Json] = record.payload.get("citations") or record.payload.get("nearest") or ()
    return next((one for one in told if one.get("number") == number), None)


def answer_of(record: AnswerRecord, documents: Documents) -> Answer:
    """The answer that was kept. Raises LibraryError when a document has changed since, and
    UnknownDocumentError when one is gone."""
    payload = record.payload
    numbered = {one["number"]: _citation(one, documents) for one in payload["citations"]}

    def citations(told: Json) -> tuple[Citation, ...]:
        return tuple(numbered[number] for number in told["citations"])

    return Answer(
        question=record.question,
        standalone=record.standalone,
        language=record.language,
        statements=tuple(
            Statement(text=one["text"], citations=citations(one)) for one in payload["statements"]
        ),
        disagreements=tuple(
            Disagreement(
                about=one["about"],
                claims=tuple(
                    Claim(value=side["value"], citations=citations(side)) for side in one["claims"]
                ),
            )
            for one in payload["disagreements"]
        ),
        nearest=tuple(_citation(one, documents) for one in payload["nearest"]),
        abstention="" if payload["statements"] else payload["text"],
        writer=payload["writer"],
        stood_in=payload["stood_in"],
        note=payload["note"] or "",
    )


def _citation(told: Json, documents: Documents) -> Citation:
    document = documents(told["document"])
    start, end = told["start"], told["end"]
    if document.text[start:end] != told["quote"]:
        raise LibraryError(f"document {document.id!r} has changed since it was cited; ask again")
    passage = Passage(document=document, number=0, start=start, end=end)
    return Citation(passage=passage, start=start, end=end)


def _searched(filters: Filters, documents: int) -> dict[str, Any]:
    return searched_json(
        Searched(
            documents=documents,
            since=filters.since,
            until=filters.until,
            outlet=filters.outlet,
        )
    )
