"""Replies as JSON with the passage around every quotation, to be read without the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.briefing_types import Briefing, KeyFigure, Step
from bot.contract import briefing_json
from bot.types import Citation, Claim, Passage

Json = dict[str, Any]

LISTS = ("citations", "nearest", "told_before")
"""Keys of a reply under which citations are listed."""

_OF_A_STORY = ("statements", "disagreements", "changes", "figures", "timeline", "unknowns")


def with_contexts(reply: Mapping[str, Any], cited: Iterable[Citation]) -> Json:
    """The reply, each listed citation with "context" and "context_start": its passage and place.

    `cited` are the citations that the reply was made of; one that is not among them stays as it is.
    """
    passages = {(one.passage.document.id, one.start, one.end): one.passage for one in cited}
    return {
        key: [_with_context(one, passages) for one in value] if key in LISTS else value
        for key, value in reply.items()
    }


def _with_context(
    citation: Mapping[str, Any], passages: Mapping[tuple[str, int, int], Passage]
) -> Json:
    found = passages.get((citation["document"], citation["start"], citation["end"]))
    if found is None:
        return dict(citation)
    return {**citation, "context": found.text, "context_start": found.start}


def briefing_reply(briefing: Briefing) -> Json:
    """`brief --format json` with contexts; what all stories tell stands on its top level too.

    So a briefing can be read as one reply ("statements", "disagreements", …) or by "stories".
    """
    told = briefing_json(briefing)
    stories = told["stories"]
    together = {key: [one for story in stories for one in story[key]] for key in _OF_A_STORY}
    return with_contexts({**told, **together}, cited_in(briefing))


def cited_in(briefing: Briefing) -> tuple[Citation, ...]:
    """Every citation of a briefing, wherever it stands."""
    told = list(briefing.overview)
    claims: list[Claim] = []
    details: list[KeyFigure | Step] = []
    for story in briefing.stories:
        told += (*story.statements, *story.unknowns)
        details += (*story.figures, *story.timeline)
        claims += [claim for matter in story.disagreements for claim in matter.claims]
        claims += [claim for change in story.changes for claim in (change.before, change.after)]
    return tuple(citation for one in (*told, *details, *claims) for citation in one.citations)
