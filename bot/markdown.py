"""A briefing as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.briefing_types import Briefing, Change, Story
from bot.escaping import escape_markdown as escape
from bot.escaping import markdown_address, web_address
from bot.labels import (
    Labels,
    correction_label,
    date_label,
    labels,
    period_label,
    source_label,
    story_note,
    told_label,
    value_now,
)
from bot.numbering import Numbers, briefing_numbers, markers
from bot.types import Citation, Claim, Disagreement


def render_markdown(briefing: Briefing) -> str:
    """The briefing as Markdown, ending on a newline."""
    written = _Markdown(briefing)
    parts = [
        written.heading(),
        written.corrections(),
        written.overview(),
        *(written.story(story) for story in briefing.stories if story.status != "unchanged"),
        written.unchanged(),
        written.sources(),
        written.ending(),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


class _Markdown:
    """The parts of one briefing; each method gives its lines."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._language = briefing.language
        self._words: Labels = labels(briefing.language)
        self._numbers: Numbers = briefing_numbers(briefing)

    def heading(self) -> list[str]:
        briefing = self._briefing
        period = period_label(briefing.since, briefing.until, self._language)
        lines = [f"# {escape(briefing.title)}"]
        lines += ["", f"*{escape(period)}*"] if period else []
        for note in briefing.notes:
            lines += ["", f"*{escape(note)}*"]
        return lines

    def corrections(self) -> list[str]:
        lines = []
        for one in self._briefing.corrections:
            said = f" – {self._words.quoted(escape(one.text))}" if one.text else ""
            label = escape(correction_label(one, self._language))
            lines.append(f"- **{escape(one.document)}** – {label}{said}")
        return [f"## {self._words.corrections}", "", *lines] if lines else []

    def overview(self) -> list[str]:
        said = (self._cited(one.text, one.citations) for one in self._briefing.overview)
        return self._listed(f"## {self._words.overview}", said)

    def story(self, story: Story) -> list[str]:
        """The lines of one story, its parts parted by empty lines."""
        words = self._words
        parts = [
            [f"## {escape(story.headline)}"],
            [f"*{escape(story_note(story, self._language))}*"],
            self._listed(f"**{words.changes}**", map(self._change, story.changes)),
            *([self._cited(one.text, one.citations)] for one in story.statements),
            *(self._disagreement(one) for one in story.disagreements),
            self._listed(f"**{words.figures}**", self._figures(story)),
            self._listed(f"**{words.timeline}**", self._steps(story)),
            self._listed(
                f"**{words.unknowns}**",
                (self._cited(one.text, one.citations) for one in story.unknowns),
            ),
        ]
        return "\n\n".join("\n".join(part) for part in parts if part).split("\n")

    def unchanged(self) -> list[str]:
        stories = [story for story in self._briefing.stories if story.status == "unchanged"]
        return self._listed(f"## {self._words.unchanged}", map(self._unchanged, stories))

    def sources(self) -> list[str]:
        lines = [self._source(citation, number) for citation, number in self._numbers.items()]
        return [f"## {self._words.sources}", "", *lines] if lines else []

    def ending(self) -> list[str]:
        briefing, words = self._briefing, self._words
        lines = [
            f"*{label} – {', '.join(map(escape, documents))}*"
            for label, documents in (
                (words.undated, briefing.undated),
                (words.postdated, briefing.postdated),
            )
            if documents
        ]
        lines += [f"*{words.removed} ({len(briefing.removed)})*"] if briefing.removed else []
        return "\n\n".join(lines).split("\n") if lines else []

    def _cited(self, text: str, citations: Sequence[Citation]) -> str:
        return f"{escape(text)} {self._marks(citations)}"

    def _marks(self, citations: Sequence[Citation]) -> str:
        return escape(markers(citations, self._numbers))

    def _listed(self, heading: str, lines: Iterable[str]) -> list[str]:
        listed = [f"- {line}" for line in lines]
        return [heading, "", *listed] if listed else []

    def _claim(self, claim: Claim) -> str:
        return self._cited(claim.value, claim.citations)

    def _disagreement(self, one: Disagreement) -> list[str]:
        heading = f"**{self._words.disagreement} – {escape(one.about)}**"
        return self._listed(heading, map(self._claim, one.claims))

    def _change(self, change: Change) -> str:
        until = self._briefing.until
        told = escape(told_label(change.told_on, until, self._language))
        now = value_now(change.told_on, until, self._language)
        before = f"{self._claim(change.before)} {told}"
        after = " ".join(filter(None, [self._claim(change.after), now]))
        return f"{escape(change.about)} – {before} → {after}"

    def _figures(self, story: Story) -> Iterable[str]:
        for figure in story.figures:
            day = f" ({date_label(figure.published, self._language)})" if figure.published else ""
            told = self._cited(f"{figure.about}{day}", figure.citations)
            yield f"**{escape(figure.value)}** – {told}"

    def _steps(self, story: Story) -> Iterable[str]:
        for step in story.timeline:
            day = escape(date_label(step.day, self._language))
            yield f"*{day}* – {self._cited(step.text, step.citations)}"

    def _unchanged(self, story: Story) -> str:
        """The headline and since when, with what carries it: one line."""
        cited = dict.fromkeys(one for statement in story.statements for one in statement.citations)
        line = escape(f"{story.headline} – {story_note(story, self._language)}")
        return f"{line} {self._marks(tuple(cited))}".rstrip()

    def _source(self, citation: Citation, number: int) -> str:
        document = citation.passage.document
        source = escape(source_label(document, self._language))
        address = web_address(document.url)
        source = f"[{source}](<{markdown_address(address)}>)" if address else source
        return f"{number}. {source} – {self._words.quoted(escape(citation.quote))}"
