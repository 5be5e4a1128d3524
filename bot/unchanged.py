"""Stories that go on without news: one line each, so that the reader knows they were looked at."""

from __future__ import annotations

from collections.abc import Sequence

from bot.briefing_types import Story
from bot.changes import changes_in
from bot.citations import Draft, DraftQuote, DraftStatement, Evidence, verify
from bot.continuation import continued, continuing
from bot.earlier import ToldStory
from bot.headline_choice import HeadlineDesk
from bot.stories import StoryGroup
from bot.storytelling import Desk
from bot.types import Hit, Statement

MOST_UNCHANGED = 5
_SHORT = 40
"""Words of a statement that is still one line; a longer one is told where there is no other."""

_MOSTLY = 0.5
"""Share of a story's sentences that must have been told before. Where more are new, it was left
out for want of room and not because nothing happened."""


def unchanged_stories(planned: Sequence[StoryGroup], desk: Desk) -> tuple[Story, ...]:
    """One-line stories of the groups not planned that only repeat an earlier briefing.

    Each has one statement, of today's documents, that says what was told. What belongs to an
    earlier story that another group goes on telling has no line of its own.
    """
    if not desk.comparison.told:
        return ()
    heads = HeadlineDesk(desk.sentences, desk.phrases)
    taken = {id(story) for group in planned for story in continuing(group, desk.comparison)}
    made: list[Story] = []
    for group in desk.groups:
        past = continued(group, desk.comparison) if _repeats(group, desk) else None
        if past is None or id(past) in taken:
            continue
        if changes_in(group, desk.comparison):
            continue
        taken.add(id(past))
        story = _line(group, past, desk, heads)
        if story is not None and story.headline not in {one.headline for one in made}:
            made.append(story)
    return tuple(made[:MOST_UNCHANGED])


def _repeats(group: StoryGroup, desk: Desk) -> bool:
    tellable = [row for row in group.units if desk.sentences.told[row] is not None]
    told = [row for row in tellable if row in desk.apart]
    return bool(told) and len(told) >= _MOSTLY * len(tellable)


def _line(group: StoryGroup, past: ToldStory, desk: Desk, heads: HeadlineDesk) -> Story | None:
    lead = int(desk.comparison.columns_of(past)[0])
    rows = [
        row for row in group.units if row in desk.apart and desk.sentences.told[row] is not None
    ]
    rows.sort(
        key=lambda row: (
            desk.sentences.words(row) > _SHORT,
            -float(desk.comparison.alike[row, lead]),
            row,
        )
    )
    for row in rows:
        statement = _verified(row, desk)
        if statement is not None:
            return Story(
                headline=heads.best(row, [row])[0],
                status="unchanged",
                statements=(statement,),
                origins=group.origins,
                documents=tuple(
                    name for one in group.documents for name in (one, *desk.reprints.get(one, ()))
                ),
                told_on=past.day,
            )
    return None


def _verified(row: int, desk: Desk) -> Statement | None:
    told = desk.sentences.told[row]
    if told is None:
        return None
    passage = desk.sentences.units[row].passage
    hit = Hit(passage=passage, score=1.0, dense=1.0, lexical=0.0)
    evidence = Evidence.from_hits([hit])
    quote = DraftQuote(
        passage=evidence.items[0].label,
        text=passage.document.text[told.quote.start : told.quote.end],
    )
    draft = Draft(answered=True, statements=(DraftStatement(text=told.text, quotes=(quote,)),))
    return next(iter(verify(draft, evidence).statements), None)
