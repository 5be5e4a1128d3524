"""Where it is from: the markers, one line a source, and the buttons that open its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.labels import date_label, source_label
from bot.slack import actions
from bot.slack.blocks.elements import (
    MOST_OPTIONS,
    Block,
    Element,
    button,
    clipped,
    context_lines,
    option,
    select,
)
from bot.slack.blocks.elements import actions as actions_block
from bot.slack.blocks.packing import Part
from bot.slack.blocks.telling import Telling
from bot.slack.escaping import link
from bot.slack.words import Words
from bot.types import Citation, Document

MOST_PASSAGE_BUTTONS = 5
MOST_MENUS = 4
LONGEST_LABEL = 200
MARKERS_TO_A_LINE = 40

Numbers = Mapping[Citation, int]


def source_parts(numbers: Numbers, telling: Telling, words: Words) -> Iterator[Part]:
    """Small grey lines, one a document, with the numbers that cite it."""
    lines = [*source_lines(numbers, telling, words)]
    yield from (Part((block,)) for block in context_lines(lines))


def source_lines(numbers: Numbers, telling: Telling, words: Words) -> Iterator[str]:
    """ "[1][3] <https://…|lemonde.fr · 14 February 2023 · title> · 2 reprints", escaped."""
    cited: dict[str, tuple[Document, list[int]]] = {}
    for citation, number in numbers.items():
        document = citation.passage.document
        cited.setdefault(document.id, (document, []))[1].append(number)
    for document, found in cited.values():
        for start in range(0, len(found), MARKERS_TO_A_LINE):
            marks = "".join(f"[{number}]" for number in found[start : start + MARKERS_TO_A_LINE])
            yield f"{marks} {source_line(document, telling, words)}"


def source_line(document: Document, telling: Telling, words: Words) -> str:
    """Outlet, date and title, linked where there is an address, and how often it was reprinted."""
    label = clipped(source_label(document, words.language), LONGEST_LABEL)
    reprints = telling.reprints.get(document.id, 0)
    shown = link(document.url, label)
    return f"{shown} · {words.counted('reprints', reprints)}" if reprints > 0 else shown


def byline(document: Document, words: Words) -> str:
    """Outlet and date, for where there is room for no more: "lemonde.fr · 14 February 2023"."""
    date = date_label(document.published, words.language) if document.published else ""
    named = document.outlet or document.title or document.id
    return clipped(" · ".join(filter(None, [named, date])), LONGEST_LABEL)


def passage_buttons(numbers: Numbers, telling: Telling, words: Words) -> list[Element]:
    """A button for each of the first five citations, and menus for what is over."""
    cited = sorted(numbers.items(), key=lambda pair: pair[1])
    most = MOST_PASSAGE_BUTTONS
    made = [
        button(
            words("passage", number=str(number)),
            f"{actions.PASSAGE}:{number}",
            str(actions.PassageTarget(telling.reference, number)),
        )
        for _, number in cited[:most]
    ]
    rest = cited[most : most + MOST_MENUS * MOST_OPTIONS]
    for start in range(0, len(rest), MOST_OPTIONS):
        options = [
            option(_menu_line(citation, number, words), f"{telling.reference}:{number}")
            for citation, number in rest[start : start + MOST_OPTIONS]
        ]
        name = f"{actions.PASSAGE}:menu{start // MOST_OPTIONS + 1}"
        made.append(select(words("more_passages"), name, options))
    return made


def button_part(elements: Sequence[Element]) -> Iterator[Part]:
    """The buttons, where there are any."""
    if elements:
        yield Part((actions_block(elements),))


def feedback_block(telling: Telling, words: Words) -> Block:
    """Thumbs up and down; the reason is asked for afterwards."""

    def thumb(verdict: str) -> Element:
        label = words(f"feedback_{verdict}")
        return {
            "text": {"type": "plain_text", "text": label, "emoji": False},
            "value": f"{telling.reference}:{verdict}",
            "accessibility_label": words(f"feedback_{verdict}_aloud"),
        }

    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": actions.FEEDBACK,
                "positive_button": thumb("helpful"),
                "negative_button": thumb("unhelpful"),
            }
        ],
    }


def in_order(citations: Iterable[Citation]) -> Numbers:
    """Numbers from 1, an equal citation keeping its own."""
    return {citation: number for number, citation in enumerate(dict.fromkeys(citations), start=1)}


def _menu_line(citation: Citation, number: int, words: Words) -> str:
    return f"[{number}] {byline(citation.passage.document, words)}: {citation.quote}"
