"""A briefing as a headline message with its stories as replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.briefing_types import Briefing, Correction, Story
from bot.labels import (
    correction_label,
    date_label,
    one_line,
    period_label,
    status_label,
    story_note,
    told_label,
    value_now,
)
from bot.numbering import briefing_numbers, markers
from bot.slack import actions
from bot.slack.blocks.elements import (
    LONGEST_HEADER,
    Block,
    Run,
    button,
    clipped,
    context,
    context_lines,
    header,
    line,
    pieces,
    rich,
    section,
)
from bot.slack.blocks.packing import FULL, Part, fallback, messages
from bot.slack.blocks.sentences import (
    Side,
    Told,
    disagreement_parts,
    list_parts,
    paragraph,
    sentence_parts,
    side_parts,
    told,
)
from bot.slack.blocks.sources import (
    Numbers,
    button_part,
    feedback_block,
    passage_buttons,
    source_parts,
)
from bot.slack.blocks.telling import Telling
from bot.slack.escaping import escape, visible
from bot.slack.values import SlackMessage
from bot.slack.words import Words
from bot.types import Citation

MOST_STEPS = 6
"""Steps of a timeline that a message has room for; those left out are counted."""

_ROOM_AFTER = 1_500
_LONGEST_NAME = 200
_LONGEST_TOLD = 4_000
"""Characters of a sentence that was told: a briefing's are far below, and one message holds it."""


@dataclass(frozen=True)
class BriefingMessages:
    """One message for the channel, and what is posted below it, in order."""

    headline: SlackMessage
    replies: tuple[SlackMessage, ...]


def briefing_messages(briefing: Briefing, telling: Telling, words: Words) -> BriefingMessages:
    """The headline message, then a message for each story, those unchanged together, corrections
    one by one, and what was left out.

    What the headline message has no room for is the first reply. Numbers are those of the
    briefing's JSON, so that a button's number is good for `PassageTarget`.
    """
    numbers = briefing_numbers(briefing)
    first, *more = messages(_headline(briefing, numbers, words), FULL - _ROOM_AFTER)
    replies: list[SlackMessage] = list(more)
    for story in briefing.stories:
        if story.status != "unchanged":
            replies += messages(_Telling(briefing, numbers, telling, words).story(story))
    replies += messages(_unchanged(briefing, numbers, telling, words))
    replies += [correction_message(one, words) for one in briefing.corrections]
    replies += messages(_ending(briefing, telling, words))
    hint = _hint(briefing, words)
    whole = SlackMessage(text=first.text, blocks=(*first.blocks, *hint))
    return BriefingMessages(whole, tuple(replies))


def correction_message(correction: Correction, words: Words) -> SlackMessage:
    """What has happened to a document that was briefed from, and what was said on its strength."""
    label = correction_label(correction, words.language)
    name = clipped(correction.document, _LONGEST_NAME)
    blocks: list[Block] = [section(f"✏️ *{escape(words.labels.corrections)}* – {escape(name)}")]
    blocks += [rich(line(Run(label)))]
    said = clipped(correction.text, _LONGEST_TOLD)
    for piece in pieces(said) if said else ():
        blocks.append(rich(line(Run(piece, italic=True))))
    text = fallback([words.labels.corrections, f"{name} – {label}", correction.text])
    return SlackMessage(text=text, blocks=tuple(blocks))


def _headline(briefing: Briefing, numbers: Numbers, words: Words) -> Iterator[Part]:
    """Title, period, how many corrections, the overview or the headlines."""
    yield Part((header(briefing.title),), clipped(briefing.title, LONGEST_HEADER))
    period = period_label(briefing.since, briefing.until, words.language)
    counted = [words.counted("stories", len(briefing.stories))] if briefing.stories else []
    if briefing.corrections:
        counted.append(f"✏️ {words.counted('corrections', len(briefing.corrections))}")
    if facts := [period, *counted] if period else counted:
        yield Part((context(escape(" · ".join(facts))),))
    for note in briefing.notes:
        yield from paragraph(Told(one_line(visible(note))))
    if briefing.overview:
        said = [told(one.text, one.citations, numbers) for one in briefing.overview]
        yield from list_parts(said)
    new = [story for story in briefing.stories if story.status != "unchanged"]
    yield from list_parts([_headline_of(story, words) for story in new])


def _headline_of(story: Story, words: Words) -> Told:
    sign = "● " if story.status == "new" else "↻ "
    note = story_note(story, words.language)
    return Told(note, lead=f"{sign}{one_line(visible(story.headline))} –")


def _hint(briefing: Briefing, words: Words) -> tuple[Block, ...]:
    told_here = any(story.status != "unchanged" for story in briefing.stories)
    return (context(f"↳ {escape(words('in_thread'))}"),) if told_here else ()


@dataclass(frozen=True)
class _Telling:
    """One story after another of a briefing."""

    briefing: Briefing
    numbers: Numbers
    telling: Telling
    words: Words

    def story(self, story: Story) -> Iterator[Part]:
        """What has changed first, then what is told, then what stands beside it."""
        labels = self.words.labels
        yield from paragraph(Told(one_line(visible(story.headline))), bold=True)
        yield Part((context(escape(story_note(story, self.words.language))),))
        for change in story.changes:
            until = self.briefing.until
            heading = f"{labels.changes} – {one_line(change.about)}"
            before = told_label(change.told_on, until, self.words.language)
            now = value_now(change.told_on, until, self.words.language)
            sides = (
                Side(change.before.value, change.before.citations, before),
                Side(change.after.value, change.after.citations, now),
            )
            yield from side_parts(heading, sides, self.numbers, self.words)
        yield from sentence_parts(story.statements, self.numbers)
        yield from disagreement_parts(story.disagreements, self.numbers, self.words)
        yield from self._named(labels.figures, self._figures(story))
        yield from self._timeline(story)
        unknowns = [told(one.text, one.citations, self.numbers) for one in story.unknowns]
        yield from self._named(labels.unknowns, unknowns)
        cited = _numbers_of(story, self.numbers)
        yield from source_parts(cited, self.telling, self.words)
        yield from button_part(passage_buttons(cited, self.telling, self.words))

    def _named(self, name: str, items: Sequence[Told]) -> Iterator[Part]:
        if items:
            yield Part((section(f"*{escape(name)}*"),), name)
            yield from list_parts(items)

    def _figures(self, story: Story) -> list[Told]:
        language = self.words.language
        return [
            told(
                f"{one.about} ({date_label(one.published, language)})"
                if one.published
                else one.about,
                one.citations,
                self.numbers,
                lead=f"{one.value} –",
            )
            for one in story.figures
        ]

    def _timeline(self, story: Story) -> Iterator[Part]:
        steps = story.timeline[-MOST_STEPS:]
        shown = [
            told(
                one.text,
                one.citations,
                self.numbers,
                lead=f"{date_label(one.day, self.words.language)} –",
            )
            for one in steps
        ]
        yield from self._named(self.words.labels.timeline, shown)
        if left := len(story.timeline) - len(steps):
            yield Part((context(escape(self.words.counted("earlier_steps", left))),))


def _unchanged(
    briefing: Briefing, numbers: Numbers, telling: Telling, words: Words
) -> Iterator[Part]:
    """The stories of which there is nothing new: a line each."""
    stories = [story for story in briefing.stories if story.status == "unchanged"]
    if not stories:
        return
    yield Part((section(f"*{escape(words.labels.unchanged)}*"),), words.labels.unchanged)
    lines = []
    cited: dict[Citation, int] = {}
    for story in stories:
        own = _numbers_of(story, numbers)
        cited |= own
        lead = f"{one_line(visible(story.headline))} –"
        lines.append(Told(status_label(story, words.language), markers(own, numbers), lead))
    yield from list_parts(lines)
    yield from source_parts(cited, telling, words)


def _ending(briefing: Briefing, telling: Telling, words: Words) -> Iterator[Part]:
    """What was left out, and whether the briefing was any good."""
    lines = [
        escape(f"{label} – {clipped(name, _LONGEST_NAME)}")
        for label, documents in (
            (words.labels.undated, briefing.undated),
            (words.labels.postdated, briefing.postdated),
        )
        for name in documents
    ]
    if briefing.removed:
        lines.append(escape(f"{words.labels.removed} ({len(briefing.removed)})"))
    yield from (Part((block,)) for block in context_lines(lines))
    asked = context(escape(words("ask_in_thread")))
    why = button(words("why"), actions.WHY, telling.reference)
    yield Part((asked,), words("ask_in_thread"))
    yield from button_part([why])
    yield Part((feedback_block(telling, words),))


def _numbers_of(story: Story, numbers: Numbers) -> Numbers:
    """The numbers of what one story cites, in order."""
    cited: dict[Citation, None] = {}
    for citations in (
        *(one.citations for one in (*story.statements, *story.unknowns)),
        *(claim.citations for one in story.disagreements for claim in one.claims),
        *(claim.citations for one in story.changes for claim in (one.before, one.after)),
        *(one.citations for one in story.figures),
        *(one.citations for one in story.timeline[-MOST_STEPS:]),
    ):
        cited.update(dict.fromkeys(citations))
    return {one: numbers[one] for one in sorted(cited, key=lambda one: numbers[one])}
