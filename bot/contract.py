"""The JSON of the command line, which programs build on: values in, plain dictionaries out.

Keys, nesting and numbering change only with a new major version. Every citation keeps
`show DOCUMENT --json`: `text[start:end] == quote`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.briefing_types import Briefing, Story
from bot.numbering import (
    Numbers,
    Part,
    as_told_before,
    briefing_numbers,
    markers,
    numbers_in,
    numbers_of,
)
from bot.types import (
    Answer,
    Citation,
    Claim,
    Disagreement,
    Document,
    Removal,
    Statement,
    Timings,
    Usage,
)

if TYPE_CHECKING:  # the types alone: ingestion loads the database, which JSON does not need
    from bot.doctor import Check
    from bot.ingestion import IngestReport
    from bot.library import DocumentSummary, UsageEntry

Json = dict[str, Any]


def answer_text(answer: Answer) -> str:
    """The statements on one line, each with its markers; the abstention when there are none."""
    numbers = numbers_of([Part(answer.statements, answer.disagreements)])
    return answer.abstention or " ".join(
        f"{statement.text} {markers(statement.citations, numbers)}"
        for statement in answer.statements
    )


def answer_json(answer: Answer) -> Json:
    """`ask --json`."""
    numbers = numbers_of([Part(answer.statements, answer.disagreements)])
    return {
        "question": answer.question,
        "standalone": answer.standalone or answer.question,
        "language": answer.language,
        "status": answer.status,
        "text": answer_text(answer),
        "statements": statements_json(answer.statements, numbers),
        "disagreements": _disagreements(answer.disagreements, numbers),
        "citations": citations_json(numbers),
        "nearest": [citation_json(near, number) for number, near in enumerate(answer.nearest, 1)],
        "removed": removed_json(answer.removed),
        "writer": answer.writer,
        "stood_in": answer.stood_in,
        "note": answer.note or None,
        "usage": _usage(answer.usage),
        "timings_ms": timings_json(answer.timings),
    }


def briefing_json(briefing: Briefing) -> Json:
    """`brief --format json`."""
    numbers = briefing_numbers(briefing)
    before = as_told_before(briefing)
    return {
        "title": briefing.title,
        "language": briefing.language,
        "period": {"since": briefing.since, "until": briefing.until},
        "stories": [_story(story, numbers) for story in briefing.stories],
        "citations": citations_json({one: at for one, at in numbers.items() if one not in before}),
        "removed": removed_json(briefing.removed),
        "writer": briefing.writer,
        "usage": _usage(briefing.usage),
        "timings_ms": timings_json(briefing.timings),
        "overview": statements_json(briefing.overview, numbers),
        "corrections": [
            {"document": one.document, "kind": one.kind, "told_on": one.told_on, "text": one.text}
            for one in briefing.corrections
        ],
        "undated": list(briefing.undated),
        "postdated": list(briefing.postdated),
        "notes": list(briefing.notes),
        "told_before": citations_json({one: at for one, at in numbers.items() if one in before}),
    }


def _story(story: Story, numbers: Numbers) -> Json:
    return {
        "headline": story.headline,
        "status": story.status,
        "statements": statements_json(story.statements, numbers),
        "disagreements": _disagreements(story.disagreements, numbers),
        "origins": story.origins,
        "documents": list(story.documents),
        "told_on": story.told_on,
        "changes": [
            {
                "about": change.about,
                "told_on": change.told_on,
                "before": _claim(change.before, numbers),
                "after": _claim(change.after, numbers),
            }
            for change in story.changes
        ],
        "figures": [
            {
                "value": figure.value,
                "about": figure.about,
                "published": figure.published,
                "citations": numbers_in(figure.citations, numbers),
            }
            for figure in story.figures
        ],
        "timeline": [
            {"day": step.day, "text": step.text, "citations": numbers_in(step.citations, numbers)}
            for step in story.timeline
        ],
        "unknowns": statements_json(story.unknowns, numbers),
    }


def document_json(document: Document) -> Json:
    """`show DOCUMENT --json`. Offsets of every citation are offsets in `text`."""
    return {
        "document": document.id,
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "language": document.language,
        "origin": document.origin,
    }


def span_json(document: Document, start: int, end: int) -> Json:
    """`show DOCUMENT --start N --end N --json`: the document with the span beside it."""
    return {
        **document_json(document),
        "span": {"start": start, "end": end, "text": document.text[start:end]},
    }


def ingest_json(report: IngestReport) -> Json:
    """`ingest --json`."""
    return {
        "documents": {
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "failed": [
                {"path": failure.path, "reason": failure.reason} for failure in report.failed
            ],
        },
        "passages": report.passages,
        "origins": report.origins,
        "revision": report.revision,
    }


def documents_json(documents: Sequence[DocumentSummary]) -> list[Json]:
    """`documents --json`: one object for each document, in the library's order."""
    return [
        {
            "document": document.id,
            "title": document.title,
            "outlet": document.outlet,
            "url": document.url,
            "published": document.published,
            "language": document.language,
            "origin": document.origin,
            "passages": document.passages,
        }
        for document in documents
    ]


def removal_json(documents: Sequence[str], revision: int) -> Json:
    """`remove --json`."""
    return {"removed": list(documents), "revision": revision}


def usage_json(entries: Sequence[UsageEntry]) -> Json:
    """`usage --json`: one object for each day, user and model, newest first, and the sum."""
    return {
        "usage": [
            {
                "day": entry.day,
                "user": entry.user,
                "model": entry.model,
                "calls": entry.calls,
                "input_tokens": entry.input_tokens,
                "output_tokens": entry.output_tokens,
                "cost_usd": round(entry.cost_usd, 6),
            }
            for entry in entries
        ],
        "cost_usd": round(sum(entry.cost_usd for entry in entries), 6),
    }


def reindex_json(embedded: int) -> Json:
    """`reindex --json`."""
    return {"embedded": embedded}


def checks_json(checks: Sequence[Check]) -> Json:
    """`doctor --json`; `ok` is false when a check failed (a warning is no failure)."""
    return {
        "ok": all(check.status != "fail" for check in checks),
        "checks": [
            {
                "name": check.name,
                "status": check.status,
                "message": check.message,
                "mend": check.mend or None,
            }
            for check in checks
        ],
    }


def statements_json(statements: Sequence[Statement], numbers: Numbers) -> list[Json]:
    """Texts with the numbers of their quotations."""
    return [
        {"text": statement.text, "citations": numbers_in(statement.citations, numbers)}
        for statement in statements
    ]


def _disagreements(disagreements: Sequence[Disagreement], numbers: Numbers) -> list[Json]:
    return [
        {
            "about": disagreement.about,
            "claims": [_claim(claim, numbers) for claim in disagreement.claims],
        }
        for disagreement in disagreements
    ]


def _claim(claim: Claim, numbers: Numbers) -> Json:
    return {"value": claim.value, "citations": numbers_in(claim.citations, numbers)}


def citations_json(numbers: Numbers) -> list[Json]:
    """Each quotation once, by its number."""
    return [citation_json(citation, number) for citation, number in numbers.items()]


def citation_json(citation: Citation, number: int) -> Json:
    """One quotation with where it stands."""
    document = citation.passage.document
    return {
        "number": number,
        "document": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "passage": citation.passage.text,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def removed_json(removed: Sequence[Removal]) -> list[Json]:
    """What did not stand up to verification."""
    return [{"text": removal.text, "reason": removal.reason} for removal in removed]


def _usage(usage: Usage) -> Json:
    return {
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost_usd": usage.cost_usd,
    }


def timings_json(timings: Timings) -> Json:
    """Milliseconds of each stage."""
    return {
        "search": round(timings.search, 1),
        "write": round(timings.write, 1),
        "verify": round(timings.verify, 1),
        "total": round(timings.total, 1),
    }
