"""A briefing in a terminal: what has changed first, then what is told, then what lies behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import ConsoleRenderable, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.briefing_types import Briefing, Change, Story
from bot.escaping import visible_line
from bot.labels import (
    Labels,
    correction_label,
    date_label,
    labels,
    period_label,
    story_note,
    told_label,
    value_now,
)
from bot.numbering import Numbers, briefing_numbers, markers
from bot.terminal.evidence import (
    Shown,
    disagreement_view,
    removals_view,
    sources_view,
    statement_view,
)
from bot.terminal.prose import Prose, spaced
from bot.types import Citation, Claim

INDENT = 4
MARKS = "bold cyan"


def briefing_view(briefing: Briefing) -> ConsoleRenderable:
    """The title, each story with what belongs to it, then the sources of all of them."""
    view = _View(briefing)
    words = labels(briefing.language)
    blocks = [view.heading(), *view.corrections(), *view.overview()]
    for story in briefing.stories:
        if story.status != "unchanged":
            blocks += view.story(story)
    blocks += view.unchanged()
    compared = [one for story in briefing.stories for one in story.disagreements]
    shown = Shown.of(briefing.language, compared)
    blocks += sources_view(briefing_numbers(briefing), words.sources, shown)
    return spaced([*blocks, *view.apart(), *removals_view(len(briefing.removed), words)])


class _View:
    """The parts of one briefing; each method gives its blocks."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._language = briefing.language
        self._words: Labels = labels(briefing.language)
        self._numbers: Numbers = briefing_numbers(briefing)

    def heading(self) -> ConsoleRenderable:
        briefing = self._briefing
        period = period_label(briefing.since, briefing.until, self._language)
        lines: list[ConsoleRenderable] = [Text(visible_line(briefing.title), style="bold")]
        lines += [Text(visible_line(period), style="dim")] if period else []
        lines += [Prose(Text(visible_line(note), style="yellow")) for note in briefing.notes]
        return Group(*lines)

    def corrections(self) -> list[ConsoleRenderable]:
        lines = []
        for one in self._briefing.corrections:
            said = f" – {self._words.quoted(visible_line(one.text))}" if one.text else ""
            told = f"{one.document} – {correction_label(one, self._language)}"
            lines.append(Text(visible_line(told) + said))
        return _listed(self._words.corrections, lines, "bold red")

    def overview(self) -> list[ConsoleRenderable]:
        lines = [self._cited(one.text, one.citations) for one in self._briefing.overview]
        return _listed(self._words.overview, lines)

    def story(self, story: Story) -> list[ConsoleRenderable]:
        """The blocks of one story."""
        words = self._words
        headline = Text(visible_line(story.headline), style="bold cyan")
        blocks: list[ConsoleRenderable] = [
            Group(headline, Text(visible_line(story_note(story, self._language)), style="dim"))
        ]
        blocks += _listed(words.changes, [self._change(one) for one in story.changes])
        blocks += [statement_view(statement, self._numbers) for statement in story.statements]
        blocks += [disagreement_view(one, self._numbers, words) for one in story.disagreements]
        blocks += self._rows(words.figures, list(self._figures(story)))
        blocks += self._rows(words.timeline, list(self._steps(story)))
        unknowns = [self._cited(one.text, one.citations) for one in story.unknowns]
        return blocks + _listed(words.unknowns, unknowns)

    def unchanged(self) -> list[ConsoleRenderable]:
        """A line for each story of which there is nothing new."""
        lines = []
        for story in self._briefing.stories:
            if story.status == "unchanged":
                cited = [one for statement in story.statements for one in statement.citations]
                note = story_note(story, self._language)
                lines.append(self._cited(f"{story.headline} – {note}", cited))
        return _listed(self._words.unchanged, lines)

    def apart(self) -> list[ConsoleRenderable]:
        """The documents left out, a line for each reason."""
        kinds = (
            (self._words.undated, self._briefing.undated),
            (self._words.postdated, self._briefing.postdated),
        )
        return [
            Text(f"{label} – {', '.join(map(visible_line, documents))}", style="dim")
            for label, documents in kinds
            if documents
        ]

    def _cited(self, text: str, citations: Sequence[Citation]) -> Text:
        marks = markers(citations, self._numbers)
        told = Text(visible_line(text))
        return told.append("\u00a0").append(marks, MARKS) if marks else told

    def _claim(self, claim: Claim) -> Text:
        return self._cited(claim.value, claim.citations)

    def _change(self, change: Change) -> Text:
        until = self._briefing.until
        told = visible_line(told_label(change.told_on, until, self._language))
        now = value_now(change.told_on, until, self._language)
        line = Text(f"{visible_line(change.about)} – ")
        line.append_text(self._claim(change.before)).append(f" {told} → ")
        line.append_text(self._claim(change.after))
        return line.append(f" {now}") if now else line

    def _figures(self, story: Story) -> Iterator[tuple[Text, Text]]:
        for figure in story.figures:
            day = f" ({date_label(figure.published, self._language)})" if figure.published else ""
            told = self._cited(f"{figure.about}{day}", figure.citations)
            yield Text(visible_line(figure.value), style="bold"), told

    def _steps(self, story: Story) -> Iterator[tuple[Text, Text]]:
        for step in story.timeline:
            day = visible_line(date_label(step.day, self._language))
            yield Text(day, style="bold"), self._cited(step.text, step.citations)

    def _rows(self, title: str, rows: Sequence[tuple[Text, Text]]) -> list[ConsoleRenderable]:
        """Two columns under a title: a value or a day, and what it is about."""
        if not rows:
            return []
        table = Table.grid(padding=(0, 2))
        table.add_column(ratio=1)
        table.add_column(ratio=3)
        for first, second in rows:
            table.add_row(Prose(first), Prose(second))
        return [Group(Text(title, style="bold"), Padding(table, (0, 0, 0, INDENT)))]


def _listed(title: str, lines: Sequence[Text], style: str = "bold") -> list[ConsoleRenderable]:
    """The lines under a title, each with a dash before it."""
    if not lines:
        return []
    table = Table.grid(padding=(0, 1))
    for line in lines:
        table.add_row(Text("–"), Prose(line))
    return [Group(Text(title, style=style), Padding(table, (0, 0, 0, INDENT - 2)))]
