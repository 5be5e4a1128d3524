"""A briefing as Slack's text (mrkdwn), without blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.briefing_types import Briefing, Change, Story
from bot.escaping import escape_slack as escape
from bot.escaping import slack_address, web_address
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
from bot.types import Citation, Claim


def render_slack(briefing: Briefing) -> str:
    """The briefing as Slack's text, ending on a newline."""
    written = _Slack(briefing)
    parts = [
        written.heading(),
        written.corrections(),
        written.overview(),
        *(written.story(story) for story in briefing.stories if story.status != "unchanged"),
        written.unchanged(),
        written.sources(),
        *([line] for line in written.ending()),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


class _Slack:
    """The parts of one briefing; each method gives its lines."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._language = briefing.language
        self._words: Labels = labels(briefing.language)
        self._numbers: Numbers = briefing_numbers(briefing)

    def heading(self) -> list[str]:
        briefing = self._briefing
        period = period_label(briefing.since, briefing.until, self._language)
        lines = [f"*{escape(briefing.title)}*"]
        lines += [f"_{escape(period)}_"] if period else []
        return lines + [f"_{escape(note)}_" for note in briefing.notes]

    def corrections(self) -> list[str]:
        lines = []
        for one in self._briefing.corrections:
            said = f" – {self._words.quoted(escape(one.text))}" if one.text else ""
            label = escape(correction_label(one, self._language))
            lines.append(f"• {escape(one.document)} – {label}{said}")
        return [f"*{self._words.corrections}*", *lines] if lines else []

    def overview(self) -> list[str]:
        lines = [f"• {self._cited(one.text, one.citations)}" for one in self._briefing.overview]
        return [f"*{self._words.overview}*", *lines] if lines else []

    def story(self, story: Story) -> list[str]:
        """The lines of one story: what has changed first."""
        words = self._words
        lines = [f"*{escape(story.headline)}* ({escape(story_note(story, self._language))})"]
        lines += self._named(words.changes, map(self._change, story.changes))
        lines += [f"• {self._cited(one.text, one.citations)}" for one in story.statements]
        for disagreement in story.disagreements:
            claims = " / ".join(map(self._claim, disagreement.claims))
            lines.append(f"• _{words.disagreement}_ – {escape(disagreement.about)} – {claims}")
        lines += self._named(words.figures, self._figures(story))
        lines += self._named(words.timeline, self._steps(story))
        unknowns = (self._cited(one.text, one.citations) for one in story.unknowns)
        return [*lines, *self._named(words.unknowns, unknowns)]

    def unchanged(self) -> list[str]:
        """A line for each story of which there is nothing new."""
        lines = []
        for story in self._briefing.stories:
            if story.status == "unchanged":
                cited = [one for statement in story.statements for one in statement.citations]
                line = escape(f"{story.headline} – {story_note(story, self._language)}")
                lines.append(f"• {line} {markers(cited, self._numbers)}".rstrip())
        return [f"*{self._words.unchanged}*", *lines] if lines else []

    def sources(self) -> list[str]:
        lines = [self._source(citation, number) for citation, number in self._numbers.items()]
        return [f"*{self._words.sources}*", *lines] if lines else []

    def ending(self) -> list[str]:
        briefing, words = self._briefing, self._words
        lines = [
            f"_{label} – {', '.join(map(escape, documents))}_"
            for label, documents in (
                (words.undated, briefing.undated),
                (words.postdated, briefing.postdated),
            )
            if documents
        ]
        return lines + (
            [f"_{words.removed} ({len(briefing.removed)})_"] if briefing.removed else []
        )

    def _cited(self, text: str, citations: Sequence[Citation]) -> str:
        return f"{escape(text)} {markers(citations, self._numbers)}"

    def _named(self, name: str, lines: Iterable[str]) -> Iterator[str]:
        return (f"• _{name}_ – {line}" for line in lines)

    def _claim(self, claim: Claim) -> str:
        return self._cited(claim.value, claim.citations)

    def _change(self, change: Change) -> str:
        until = self._briefing.until
        told = escape(told_label(change.told_on, until, self._language))
        now = value_now(change.told_on, until, self._language)
        before = f"{self._claim(change.before)} {told}"
        after = " ".join(filter(None, [self._claim(change.after), now]))
        return f"{escape(change.about)} – {before} → {after}"

    def _figures(self, story: Story) -> Iterator[str]:
        for figure in story.figures:
            day = f" ({date_label(figure.published, self._language)})" if figure.published else ""
            told = f"{figure.value} – {figure.about}{day}"
            yield self._cited(told, figure.citations)

    def _steps(self, story: Story) -> Iterator[str]:
        for step in story.timeline:
            day = escape(date_label(step.day, self._language))
            yield f"{day} – {self._cited(step.text, step.citations)}"

    def _source(self, citation: Citation, number: int) -> str:
        document = citation.passage.document
        source = escape(source_label(document, self._language))
        address = web_address(document.url)
        if address:
            source = f"<{slack_address(address)}|{source.replace('|', '¦')}>"
        return f"[{number}] {source} – {self._words.quoted(escape(citation.quote))}"
