"""A stored reply (of `ask`, `check` or a story of `brief`) as the report shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.labels import labels
from evals.page.sources import (
    Json,
    entries,
    inner,
    marked,
    numbers,
    place,
    source,
    spoken,
    whole,
    words,
)
from evals.page.view import (
    ComparedView,
    FoundView,
    PartView,
    ReplyView,
    SentenceView,
    SideView,
)

PARTS: Mapping[str, str] = {
    "overview": "Overview",
    "statements": "Statements",
    "supporting": "What supports it",
    "contradicting": "What contradicts it",
    "parts": "Parts of the claim",
    "timeline": "Timeline",
    "figures": "Key figures",
    "unknowns": "What is not known",
}
"""Key of a list of sentences in the JSON -> its heading, in the order of reading."""

Place = tuple[str, int, str]


def reply_view(reply: Json, names: Mapping[Place, str]) -> ReplyView:
    """The reply; `names` has the page's name of each passage that is listed there."""
    language = words(reply, "language")
    citations = (*entries(reply, "citations"), *entries(reply, "told_before"))
    by_number = {whole(one, "number"): one for one in citations}
    return ReplyView(
        said=_said(reply),
        language=language or spoken(_said(reply)),
        note=words(reply, "note"),
        parts=tuple(_parts(reply, by_number, language)),
        disagreements=(
            *(_disagreement(one, by_number) for one in entries(reply, "disagreements")),
            *(_change(one, by_number) for one in entries(reply, "changes")),
        ),
        passages=marked(citations),
        nearest=marked(entries(reply, "nearest")),
        retrieved=tuple(
            _found(one, rank, names, citations)
            for rank, one in enumerate(entries(reply, "retrieved"), 1)
        ),
        removed=tuple(
            (words(one, "text"), _reason(words(one, "reason"))) for one in entries(reply, "removed")
        ),
        spent=tuple(_spent(reply)),
    )


def _said(reply: Json) -> str:
    """What is said without a quotation: an abstention, the verdict on a claim, a headline.

    The text of an answer repeats its statements, so it is left out.
    """
    if words(reply, "verdict") or not entries(reply, "statements"):
        return words(reply, "text")
    return words(reply, "headline") or words(reply, "title")


def _parts(reply: Json, by_number: Mapping[int, Json], language: str) -> Iterable[PartView]:
    """The lists of sentences; a briefing's statements stand under the headline of their story."""
    stories = entries(reply, "stories")
    for key, title in PARTS.items():
        told = [(words(one, "headline"), one) for one in stories] if key == "statements" else []
        for heading, holder in told or [(title, reply)]:
            found = tuple(_sentence(one, by_number, language) for one in entries(holder, key))
            if found:
                yield PartView(title=heading or title, sentences=found)


def _sentence(one: Json, by_number: Mapping[int, Json], language: str) -> SentenceView:
    """A statement, a part of a claim, a step of a timeline or a key figure."""
    text = words(one, "text") or words(one, "about")
    cited = numbers(one, "citations")
    label = words(one, "day") or words(one, "value") or words(one, "verdict")
    return SentenceView(
        text=text, language=_language(text, cited, by_number, language), numbers=cited, label=label
    )


def _language(text: str, cited: Iterable[int], by_number: Mapping[int, Json], language: str) -> str:
    """The reply's language, or its source's where the sentence stands in the source."""
    for number in cited:
        if number in by_number and text and text in words(by_number[number], "context"):
            return source(by_number[number]).language
    return language or spoken(text)


def _disagreement(one: Json, by_number: Mapping[int, Json]) -> ComparedView:
    return ComparedView(
        about=words(one, "about"),
        sides=tuple(_side(claim, by_number) for claim in entries(one, "claims")),
    )


def _change(one: Json, by_number: Mapping[int, Json]) -> ComparedView:
    """What was told before beside what is told now."""
    sides = (_side(inner(one, "before"), by_number), _side(inner(one, "after"), by_number))
    return ComparedView(about=words(one, "about"), sides=sides)


def _side(claim: Json, by_number: Mapping[int, Json]) -> SideView:
    value, cited = words(claim, "value"), numbers(claim, "citations")
    known = [(number, by_number[number]) for number in cited if number in by_number]
    return SideView(
        sentence=SentenceView(
            text=value, language=_language(value, cited, by_number, ""), numbers=cited
        ),
        quotes=tuple((number, words(one, "quote"), source(one)) for number, one in known),
    )


def _found(
    one: Json, rank: int, names: Mapping[Place, str], citations: Iterable[Json]
) -> FoundView:
    where = place(one)
    return FoundView(
        rank=rank,
        source=source(one),
        name=words(one, "passage"),
        passage=names.get(where, ""),
        wanted=one.get("wanted") is True,
        cited=tuple(
            whole(each, "number") for each in citations if where[2] and place(each) == where
        ),
    )


def _reason(reason: str) -> str:
    """Why a sentence did not stand, in words where they are known: "not-in-document"."""
    return next((told for key, told in labels("en").reasons.items() if key == reason), reason)


def _spent(reply: Json) -> Iterable[tuple[str, str]]:
    """Time of each stage, tokens and cost, as far as they are told."""
    for stage, milliseconds in inner(reply, "timings_ms").items():
        if isinstance(milliseconds, int | float):
            yield stage, f"{milliseconds:.0f} ms"
    usage = inner(reply, "usage")
    given, made = whole(usage, "input_tokens"), whole(usage, "output_tokens")
    if given > 0 or made > 0:
        yield "tokens in", f"{given}"
        yield "tokens out", f"{made}"
    cost = usage.get("cost_usd")
    if isinstance(cost, int | float) and cost > 0:
        yield "cost", f"${cost:.5f}"
