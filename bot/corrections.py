"""Notices of what earlier briefings said on the strength of documents that changed or are gone.

Worked out from the earlier briefings alone, those notices among them: so each is given once in a
series, and the same briefing made twice has the same notices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.briefing_types import Correction
from bot.citations import find_quote
from bot.earlier import PastBriefing, said_in
from bot.types import Citation, Document

_Key = tuple[str, str]
"""A document and the statement told of it; the statement is "" where the document is gone."""


def corrections(
    past: Sequence[PastBriefing], current: Mapping[str, Document]
) -> tuple[Correction, ...]:
    """What the next briefing must put right, the newest first; `past` is newest first.

    `current` are the documents of the library by id. A quotation that has only moved within its
    document still stands.

    told "12 morts" from a document that now says 15 -> Correction(kind="changed", text="12 morts")
    """
    due: dict[_Key, tuple[str, tuple[Citation, ...]]] = {}
    gone: dict[str, str] = {}
    for briefing in reversed(past):
        for given in briefing.briefing.corrections:
            due.pop((given.document, given.text), None)
            if given.kind == "gone":
                gone.pop(given.document, None)
        for story in briefing.briefing.stories:
            for text, citations in said_in(story):
                for name, cited in _by_document(citations).items():
                    due[name, text] = (briefing.day, cited)
        gone.update(dict.fromkeys(briefing.gone, briefing.day))
    lost = [Correction(document=name, kind="gone", told_on=day) for name, day in gone.items()]
    fallen = [
        Correction(document=name, kind="changed", told_on=day, text=text)
        for (name, text), (day, citations) in due.items()
        if name in current and not _stands(citations, current[name])
    ]
    return tuple(sorted([*lost, *fallen], key=lambda one: one.told_on, reverse=True))


def told_documents(past: Sequence[PastBriefing]) -> frozenset[str]:
    """Ids of the documents whose present text `corrections` asks for."""
    return frozenset(
        citation.passage.document.id
        for one in past
        for story in one.briefing.stories
        for _, citations in said_in(story)
        for citation in citations
    )


def _by_document(citations: Sequence[Citation]) -> Mapping[str, tuple[Citation, ...]]:
    names = dict.fromkeys(citation.passage.document.id for citation in citations)
    return {
        name: tuple(one for one in citations if one.passage.document.id == name) for name in names
    }


def _stands(citations: Sequence[Citation], current: Document) -> bool:
    return all(
        citation.passage.document.text == current.text
        or find_quote(citation.quote, current.text) is not None
        for citation in citations
    )
