"""Stored JSON of replies as plain values.

A stored run is our own file, but the words in it are those of documents and models, and a reply of
another suite has other keys: what is not there, or is of another type, is read as empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from bot.escaping import web_address
from bot.labels import one_line
from bot.text.language import FUNCTION_WORDS, detect_language
from evals.page.passages import Span, segments
from evals.page.view import PassageView, SourceView

Json = Mapping[str, Any]


def entries(value: Json, key: str) -> tuple[Json, ...]:
    """The objects of a list: ({"a": [{}, 1]}, "a") -> ({},)."""
    return tuple(one for one in _listed(value, key) if isinstance(one, Mapping))


def words(value: Json, key: str) -> str:
    """A text, or ""."""
    found = value.get(key)
    return found if isinstance(found, str) else ""


def whole(value: Json, key: str) -> int:
    """A whole number, or -1, which is no place in a text."""
    found = value.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else -1


def numbers(value: Json, key: str) -> tuple[int, ...]:
    """Whole numbers of a list, each once."""
    return tuple(dict.fromkeys(one for one in _listed(value, key) if isinstance(one, int)))


def inner(value: Json, key: str) -> Json:
    """An object, or an empty one."""
    found = value.get(key)
    return found if isinstance(found, Mapping) else {}


def _listed(value: Json, key: str) -> Sequence[Any]:
    found = value.get(key)
    return found if isinstance(found, list | tuple) else ()


def source(citation: Json) -> SourceView:
    """The document of a citation or of a retrieved passage."""
    return SourceView(
        document=words(citation, "document"),
        title=one_line(words(citation, "title")),
        outlet=words(citation, "outlet"),
        date=words(citation, "published")[: len("2023-02-14")],
        address=web_address(words(citation, "url")),
        language=spoken(words(citation, "context") or words(citation, "quote")),
    )


@lru_cache(maxsize=4096)
def spoken(text: str) -> str:
    """The language of a text for its `lang`; "" where it cannot be told."""
    found = detect_language(text)
    return found if found in FUNCTION_WORDS else ""


def place(citation: Json) -> tuple[str, int, str]:
    """What tells passages apart: the document, where in it, and the text itself."""
    return words(citation, "document"), whole(citation, "context_start"), words(citation, "context")


def marked(citations: tuple[Json, ...]) -> tuple[PassageView, ...]:
    """Each passage once, with every quotation of it marked; in the order of the citations."""
    grouped: dict[tuple[str, int, str], list[Json]] = {}
    for citation in citations:
        grouped.setdefault(place(citation), []).append(citation)
    return tuple(_passage(group) for group in grouped.values())


def _passage(group: list[Json]) -> PassageView:
    """A passage with the quotations of it; one that is not where it says goes astray."""
    _, begin, text = place(group[0])
    spans, astray = [], []
    for citation in group:
        number, quote = whole(citation, "number"), words(citation, "quote")
        start, end = whole(citation, "start") - begin, whole(citation, "end") - begin
        if start >= 0 and quote and text[start:end] == quote:
            spans.append(Span(number, start, end))
        else:
            astray.append((number, quote))
    return PassageView(
        source=source(group[0]), segments=segments(text, spans), astray=tuple(astray)
    )
