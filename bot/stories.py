"""Groups the sentences of a period into stories: one event each, whatever the outlet or wording.

Average linkage (`bot.linkage`) over how alike sentences are (`bot.likeness`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.likeness import Unit, centred_cosines, likeness, without_speaker
from bot.linkage import average_linkage
from bot.types import Vector
from bot.wording import Matrix

SAME_STORY = 0.36
"""Mean similarity from which two groups are one story, the same for every period. Measured with
e5-small (`python -m evals run --suite lina`): between .34 and .38 the lead sentences of twenty
events come out whole, alone and among a hundred other articles, and so do a hundred articles of
five subjects on two dates each."""

MAX_UNITS = 5000
"""The most units one grouping takes: three matrices of 100 MB and about 10 s. More is the caller's
error; `bot.period` chooses what to leave out before."""


@dataclass(frozen=True, kw_only=True)
class StoryGroup:
    """The units of one story, as positions in the sequence that was grouped, ascending.

    `origins` counts independent texts, reprints once; `cohesion` is the mean similarity of its
    units, which tells why they were joined. `interest` tells how much it is on the reader's topics,
    0 to 1 (`bot.topics`), 0 where none is asked for.
    """

    units: tuple[int, ...]
    origins: int
    documents: tuple[str, ...]
    newest: str
    cohesion: float
    interest: float = 0.0


def group_stories(
    units: Sequence[Unit], vectors: Vector, passages: Mapping[str, Vector]
) -> tuple[StoryGroup, ...]:
    """Stories in rank order: most independent origins first, then most units, then the newest.

    `vectors` are the units' embeddings, shape (n, d); `passages` gives the embedding of each
    passage by its id. Every unit is in exactly one story. Raises ValueError above `MAX_UNITS`.

    12 sentences of 3 articles on a flood and an election -> (flood of 3 origins, election of 2)
    """
    if len(units) != len(vectors):
        raise ValueError(f"{len(units)} units and {len(vectors)} vectors; give one for each")
    if len(units) > MAX_UNITS:
        raise ValueError(f"{len(units)} units; give at most {MAX_UNITS}, or group passages")
    return ranked_groups(units, likeness(units, vectors, passages).events) if units else ()


def ranked_groups(units: Sequence[Unit], events: Matrix) -> tuple[StoryGroup, ...]:
    """The same for units whose `Likeness.events` are already known, shape (n, n)."""
    groups = (_group(members, units, events) for members in average_linkage(events, SAME_STORY))
    # Two stable sorts: `newest` counts down and the position of the first unit up.
    latest = sorted(groups, key=lambda group: group.newest, reverse=True)
    return tuple(sorted(latest, key=lambda group: (-group.origins, -len(group.units))))


def _group(members: tuple[int, ...], units: Sequence[Unit], events: Matrix) -> StoryGroup:
    chosen = [units[member] for member in members]
    pairs = events[np.ix_(members, members)]
    count = len(members)
    cohesion = (pairs.sum() - np.trace(pairs)) / (count * (count - 1)) if count > 1 else 1.0
    return StoryGroup(
        units=members,
        origins=len({unit.origin for unit in chosen}),
        documents=tuple(dict.fromkeys(unit.passage.document.id for unit in chosen)),
        newest=max(unit.passage.document.published or "" for unit in chosen),
        cohesion=round(float(cohesion), 3),
    )


__all__ = [
    "MAX_UNITS",
    "SAME_STORY",
    "StoryGroup",
    "Unit",
    "centred_cosines",
    "group_stories",
    "ranked_groups",
    "without_speaker",
]
