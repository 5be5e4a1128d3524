"""`citewire stories`: the stories of a period, and why their sentences were joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.arguments import BriefingRequest, checked_filters
from bot.cli.output import Output
from bot.cli.service import OpenService
from bot.escaping import visible_line

if TYPE_CHECKING:  # types alone: they load the database
    from bot.grouped import Grouped

_LONGEST = 100


class StoriesCommands:
    """One method for each command; each gives the process's exit code."""

    def __init__(self, open_service: OpenService, output: Output) -> None:
        self._open = open_service
        self._output = output

    def stories(
        self,
        since: Annotated[str | None, typer.Option(help="First day, month or year.")] = None,
        until: Annotated[str | None, typer.Option(help="Last day, month or year.")] = None,
        why: Annotated[bool, typer.Option("--why", help="Show every merge in order.")] = False,
        as_json: Annotated[
            bool, typer.Option("--json", help="Print one JSON value and nothing else.")
        ] = False,
    ) -> int:
        """List the stories of a period, and why their sentences were joined."""
        request = BriefingRequest(filters=checked_filters(since, until))
        with self._open() as service:
            found = service.stories(request)
        if found.left_out:
            self._output.failure(f"{found.left_out} passages beyond what is read were left out")
        if as_json:
            self._output.json(stories_json(found))
            return 0
        for line in story_lines(found):
            self._output.line(line)
        for line in merge_lines(found) if why else ():
            self._output.line(line)
        return 0


def story_lines(found: Grouped) -> list[str]:
    """A line for each story, and below it one for each sentence, by its number."""
    lines = []
    for number, story in enumerate(found.stories, start=1):
        documents = len(story.documents)
        lines.append(f"story {number}: {story.origins} origins, {documents} documents")
        lines += [
            f"  {unit:>4}  {_place(found, unit)}  {_text(found, unit)}" for unit in story.units
        ]
    return lines


def merge_lines(found: Grouped) -> list[str]:
    """A line for each merge in order, what spoke for it, and for each move after them."""
    lines = [f"merges at {found.log.threshold} or more, the most alike first"]
    lines += [
        f"  {_numbers(step.one)} + {_numbers(step.other)}: {step.similarity:.2f} (meaning "
        f"{step.meaning:.2f}, wording {step.wording:.2f}, {step.days} days apart) "
        + " ".join(visible_line(word) for word in step.shared)
        for step in found.log.merges
    ]
    lines += [
        f"  {move.unit} moved beside {move.beside}: other sources say it there"
        if move.unit != move.beside
        else f"  {move.unit} begins a story of its own"
        for move in found.log.moves
    ]
    return lines


def stories_json(found: Grouped) -> dict[str, Any]:
    """`stories --json`: the sentences, the stories, and the log that leads to them."""
    return {
        "sentences": [_sentence_json(found, unit) for unit in range(len(found.units))],
        "stories": [
            {
                "sentences": list(story.units),
                "origins": story.origins,
                "documents": list(story.documents),
                "cohesion": story.cohesion,
            }
            for story in found.stories
        ],
        "threshold": found.log.threshold,
        "merges": [
            {
                "one": list(step.one),
                "other": list(step.other),
                "similarity": step.similarity,
                "meaning": step.meaning,
                "wording": step.wording,
                "days": step.days,
                "shared": list(step.shared),
            }
            for step in found.log.merges
        ],
        "moves": [{"sentence": move.unit, "beside": move.beside} for move in found.log.moves],
        "left_out": found.left_out,
    }


def _sentence_json(found: Grouped, unit: int) -> dict[str, Any]:
    one = found.units[unit]
    return {
        "document": one.passage.document.id,
        "passage": one.passage.id,
        "start": one.span.start,
        "end": one.span.end,
        "text": one.text,
    }


def _place(found: Grouped, unit: int) -> str:
    one = found.units[unit]
    return f"{one.passage.document.id} {one.span.start}:{one.span.end}"


def _text(found: Grouped, unit: int) -> str:
    text = visible_line(found.units[unit].text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _numbers(units: Sequence[int]) -> str:
    return "(" + " ".join(map(str, units)) + ")"
