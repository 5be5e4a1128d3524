"""What one briefing is worth to its reader, as observations by metric.

Every check reads what the reader is shown: text, headlines, quotations. Only exactness of quotes
and the number of origins need the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.briefing_types import Briefing, Story
from bot.types import Citation, Disagreement
from evals.briefings.cases import BriefingCase, Nugget
from evals.briefings.matching import holds, key
from evals.briefings.reading import (
    headline_faults,
    quoted_words,
    repeated,
    say_the_same,
    starts_in_the_air,
)
from evals.metrics import discloses, quote_is_exact, quote_is_whole

Observed = tuple[str, float, str]
"""Metric, value 0 to 1, and what was wrong ("" where nothing was)."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A briefing of one day of a case, with the texts stored and what was told the day before.

    `names` gives the name in the case (the file's) of each document id.
    """

    case: BriefingCase
    day: str
    briefing: Briefing
    texts: Mapping[str, str]
    names: Mapping[str, str]
    before: tuple[str, ...] = ()

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories of the briefing."""
        return self.briefing.stories

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements of all stories."""
        return tuple(one.text for story in self.stories for one in story.statements)


def judge_briefing(told: Told) -> tuple[Observed, ...]:
    """Every observation of one briefing."""
    return tuple(
        observed
        for judge in (
            _nuggets,
            _disagreements,
            _changes,
            _origins,
            _statements,
            _headlines,
            _quotes,
            _whole,
        )
        for observed in judge(told)
    )


def _nuggets(told: Told) -> Iterator[Observed]:
    shown = list(_shown(told.briefing))
    for nugget in told.case.nuggets:
        if nugget.day and nugget.day != told.day:
            continue
        full = any(holds(text, nugget.full) for text in shown)
        half = full or any(holds(text, nugget.half) for text in shown)
        plain = any(holds(text, nugget.full) for text in _plain(told.briefing))
        yield "nuggets, full", float(full), "" if full else nugget.id + " (half)" * half
        yield "nuggets, with halves", (full + half) / 2, ""
        yield "nuggets without quotes", float(plain), ""
        yield from _attributed(nugget, told.statements)


def _attributed(nugget: Nugget, statements: Sequence[str]) -> Iterator[Observed]:
    """Whether each statement that tells a speaker's nugget names the speaker."""
    for statement in statements if nugget.speaker else ():
        if holds(statement, nugget.full) or holds(statement, nugget.half):
            kept = holds(statement, [nugget.speaker])
            yield "attribution kept", float(kept), "" if kept else f"{nugget.id}: {statement}"


def _shown(briefing: Briefing) -> Iterator[str]:
    """What the reader has before him together: a statement, a disagreement, with its quotes."""
    for story in briefing.stories:
        for statement in story.statements:
            quotes = (cited.quote for cited in statement.citations)
            yield " · ".join([statement.text, story.headline, *quotes])
        yield from (_disagreement_text(matter, quotes=True) for matter in story.disagreements)
        for change in story.changes:
            yield " · ".join([change.about, change.before.value, change.after.value])


def _plain(briefing: Briefing) -> Iterator[str]:
    for story in briefing.stories:
        yield from (f"{one.text} · {story.headline}" for one in story.statements)
        yield from (_disagreement_text(matter, quotes=False) for matter in story.disagreements)


def _disagreement_text(matter: Disagreement, *, quotes: bool) -> str:
    parts = [matter.about, *(claim.value for claim in matter.claims)]
    if quotes:
        parts += [cited.quote for claim in matter.claims for cited in claim.citations]
    return " · ".join(parts)


def _disagreements(told: Told) -> Iterator[Observed]:
    wanted = [one for one in told.case.disagreements if one.day in ("", told.day)]
    matters = [matter for story in told.stories for matter in story.disagreements]
    sides = [
        [[claim.value, *(c.quote for c in claim.citations)] for claim in m.claims] for m in matters
    ]
    for one in wanted:
        found = max((discloses(one.values, claims) for claims in sides), default=0.0)
        yield "disagreements disclosed", found, "" if found else f"{one.id} {one.values}"
    for matter, claims in zip(matters, sides, strict=True):
        planted = max((discloses(one.values, claims) for one in wanted), default=0.0)
        values = " | ".join(claim.value for claim in matter.claims)
        yield "disagreements are planted", planted, "" if planted else f"{matter.about}: {values}"


def _changes(told: Told) -> Iterator[Observed]:
    for moved in told.case.changes:
        if moved.day != told.day:
            continue
        found = any(
            holds(change.before.value, [moved.before]) and holds(change.after.value, [moved.after])
            for story in told.stories
            for change in story.changes
        )
        yield "changes with both values", float(found), "" if found else moved.id


def _origins(told: Told) -> Iterator[Observed]:
    """The story of an event is the one that has most of its articles."""
    for planted in told.case.origins:
        if planted.day not in ("", told.day):
            continue
        wanted = set(planted.documents)
        counted = [(len(wanted & _names(story, told)), story.origins) for story in told.stories]
        shared, count = max(counted, default=(0, 0))
        right = shared > 0 and count == planted.count
        wrong = "" if right else f"{planted.id}: {count} for {planted.count}"
        yield "origins counted once", float(right), wrong


def _names(story: Story, told: Told) -> set[str]:
    return {told.names.get(name, name) for name in story.documents}


def _statements(told: Told) -> Iterator[Observed]:
    pairs = repeated(told.statements)
    second = {two for _, two in pairs}
    originals = " ".join(key(text) for text in told.texts.values())
    for statement in told.statements:
        again = statement in second
        yield "statements that repeat", float(again), statement if again else ""
        lost = starts_in_the_air(statement)
        yield "statements in the air", float(lost), statement if lost else ""
        leaked = holds(statement, [told.case.furniture])
        yield "furniture told", float(leaked), statement if leaked else ""
        for words in quoted_words(statement):
            said = words in originals
            yield "quoted words are the source's", float(said), "" if said else words
    for statement in told.statements if told.before else ():
        old = any(say_the_same(statement, earlier) for earlier in told.before)
        yield "told again the next day", float(old), statement if old else ""


def _headlines(told: Told) -> Iterator[Observed]:
    seen: set[str] = set()
    for story in told.stories:
        faults = headline_faults(story.headline)
        faults += ("duplicate",) if key(story.headline) in seen else ()
        faults += ("furniture",) if holds(story.headline, [told.case.furniture]) else ()
        seen.add(key(story.headline))
        wrong = f"{', '.join(faults)}: {story.headline}" if faults else ""
        yield "headlines in order", float(not faults), wrong


def _quotes(told: Told) -> Iterator[Observed]:
    for cited in _citations(told.stories):
        document = cited.passage.document.id
        exact = quote_is_exact(cited.quote, told.texts.get(document), cited.start, cited.end)
        yield "quotes exact", exact, "" if exact else cited.quote
        if document in told.texts:
            whole = quote_is_whole(told.texts[document], cited.start, cited.end)
            yield "whole quotes", whole, "" if whole else cited.quote


def _citations(stories: Iterable[Story]) -> Iterator[Citation]:
    for story in stories:
        for statement in (*story.statements, *story.unknowns):
            yield from statement.citations
        for matter in story.disagreements:
            for claim in matter.claims:
                yield from claim.citations


def _whole(told: Told) -> Iterator[Observed]:
    lines = [*told.statements, *(story.headline for story in told.stories)]
    words = sum(len(line.split()) for line in lines)
    within = words <= told.case.words
    yield "words within the budget", float(within), "" if within else f"{words} words"
    yield "share of the words used", words / told.case.words, ""
