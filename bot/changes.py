"""What is new since the earlier briefings: what was told already, and which values have moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from bot.briefing_types import Change
from bot.claims import FigureClaim, figure_claims
from bot.comparison import Comparison, unit_of
from bot.continuation import continuing, names_of
from bot.disagreements import about
from bot.earlier import ToldStory
from bot.names import names, same_name
from bot.stories import StoryGroup, Unit
from bot.tallies import moved, outcome_of, same_value
from bot.text.dates import weekdays
from bot.text.figures import figures
from bot.text.folding import search_key
from bot.text.geography import places_in
from bot.text.polarity import is_turned
from bot.text.sentences import sentences as split_sentences
from bot.text.stems import stems
from bot.types import Citation, Claim, Disagreement, Passage

SAME = 0.68
"""Centred cosine from which a sentence says what was told, if it has no value or name of its own.
Rewordings of one fact reach .67 to .95, in another language .53 to .87; other facts of the same
event stay below .6 but for those with a new value, date or negation (own cases in four languages,
evals notes)."""

SAME_ABROAD = 0.62

_REPEATED = 0.85
"""Share of a sentence's words, in one language, from which it repeats whatever the cosine."""

_NEAREST = 3
_LIKE_A_TOLL = 0.25
_LIKE_A_FIGURE = 0.5
"""Likeness of two sentences from which a figure of the one can be the other's at a later time."""

_MOST_CHANGES = 3


def already_told(comparison: Comparison) -> frozenset[int]:
    """The rows that say what an earlier briefing told, new values excepted.

    A sentence of a document that was cited, or of its reprint, was there to be told already. Any
    other must mean the same as a told statement and hold no figure, weekday or name that the
    documents behind that statement's story lack.
    """
    if not comparison.told:
        return frozenset()
    known = _sentences_known(comparison)
    rows = range(len(comparison.sentences.units))
    return frozenset(row for row in rows if _is_told(row, comparison, known))


def changes_in(group: StoryGroup, comparison: Comparison) -> tuple[Change, ...]:
    """Values that earlier briefings gave and for which the group's newer sentences give others.

    Told "7 199 civils tués", now "8 006 civils tués" -> before "7 199", after "8 006". The newest
    told value counts, and of the new ones that of the newest document.
    """
    told = [
        (claim, column, story)
        for story in continuing(group, comparison)
        for column in comparison.columns_of(story).tolist()
        for claim in _claims(unit_of(comparison.told[column]))
    ]
    if not told:
        return ()
    columns = sorted({column for _, column, _ in told})
    near = comparison.alike[:, columns].max(axis=1)
    told_rows = comparison.sentences.told
    # Newest first; of one document a sentence rather than a heading, which cannot be told.
    rows = [row for row in group.units if near[row] >= _LIKE_A_TOLL]
    rows.sort(key=lambda row: (told_rows[row] is None, row))
    rows.sort(key=lambda row: _published(comparison, row), reverse=True)
    made: list[Change] = []
    seen: list[FigureClaim] = []
    for row in rows:
        for claim in _claims(comparison.sentences.units[row]):
            if any(moved(one, claim) or same_value(one, claim) for one in seen):
                continue
            change = _change(claim, row, told, comparison)
            if change is not None:
                seen.append(claim)
                made.append(change)
    return tuple(made[:_MOST_CHANGES])


def without_changed(
    disagreements: Sequence[Disagreement], changes: Sequence[Change]
) -> tuple[Disagreement, ...]:
    """The disagreements that are no mere change: yesterday's figure does not contradict today's.

    "3" and "5" beside the change "Trois" -> "cinq" -> none left
    """
    moves = [_values(f"{one.before.value} ; {one.after.value}") for one in changes]
    return tuple(
        matter
        for matter in disagreements
        if not any(
            _values(" ; ".join(claim.value for claim in matter.claims)) <= move for move in moves
        )
    )


_Told = tuple[FigureClaim, int, ToldStory]


def _change(
    claim: FigureClaim, row: int, told: Sequence[_Told], comparison: Comparison
) -> Change | None:
    least = _LIKE_A_TOLL if outcome_of(claim) else _LIKE_A_FIGURE
    for before, column, story in told:
        if float(comparison.alike[row, column]) < least:
            continue
        if same_value(before, claim):
            return None
        if moved(before, claim) and _is_later(before, claim, comparison):
            return Change(
                about=about([claim]),
                before=_valued(before, comparison.told[column].citations[0]),
                after=_valued(claim, _cited(comparison.sentences.units[row])),
                told_on=story.day,
            )
    return None


def _is_later(before: FigureClaim, after: FigureClaim, comparison: Comparison) -> bool:
    """Whether the second document is the newer one: by its date, or where the dates do not tell,
    because no earlier briefing could know it."""
    old, new = before.passage.document, after.passage.document
    if old.published and new.published:
        places = min(len(old.published), len(new.published))
        one, two = old.published[:places], new.published[:places]
        if one != two:
            return two > one
    if old.id == new.id:
        return old.text != new.text
    return new.id not in comparison.earlier.known


def _valued(claim: FigureClaim, citation: Citation) -> Claim:
    """The value with the quotation of its sentence, which holds it by the claim's making."""
    return Claim(value=claim.measure.value, citations=(citation,))


def _cited(unit: Unit) -> Citation:
    return Citation(passage=unit.passage, start=unit.span.start, end=unit.span.end)


@lru_cache(maxsize=4096)
def _claims(unit: Unit) -> tuple[FigureClaim, ...]:
    start, end = unit.span
    passage = Passage(
        document=unit.passage.document, number=unit.passage.number, start=start, end=end
    )
    return tuple(figure_claims("", passage))


def _published(comparison: Comparison, row: int) -> str:
    return comparison.sentences.units[row].passage.document.published or ""


def _is_told(row: int, comparison: Comparison, known: frozenset[str]) -> bool:
    unit = comparison.sentences.units[row]
    if _key(unit.text) in known:
        return True
    language = unit.passage.document.language
    for column in np.argsort(-comparison.close[row])[:_NEAREST].tolist():
        told = unit_of(comparison.told[column])
        same_language = told.passage.document.language == language
        close = float(comparison.close[row, column])
        near = close >= (SAME if same_language else SAME_ABROAD)
        repeated = same_language and _shared(unit.text, told.text, language) >= _REPEATED
        if (near or repeated) and not _has_news(unit.text, comparison, column):
            return True
    return False


def _shared(text: str, told: str, language: str) -> float:
    """Share of the text's words that the told sentence has too, 0 to 1."""
    own = set(stems(text, language))
    return len(own & set(stems(told, language))) / max(1, len(own))


def _has_news(text: str, comparison: Comparison, column: int) -> bool:
    """Whether a sentence has a figure, weekday or name that the told story's documents lack, or
    denies what was told."""
    told = comparison.told[column]
    quoted = " ".join((told.text, *(citation.quote for citation in told.citations)))
    if is_turned(search_key(text)) != is_turned(search_key(quoted)):
        return True
    if weekdays(text) - weekdays(quoted):
        return True
    if not _values(text) <= _values(quoted):
        return True
    around = " ".join(citation.passage.document.text for citation in told.citations)
    return any(not _is_known(name.text, around) for name in names(text))


def _values(text: str) -> frozenset[str]:
    """The figures of a text; "a", "one" and what is vague are none."""
    found = (figure for figure in figures(text) if figure.kind != "vague")
    return frozenset(str(figure.value.normalize()) for figure in found if figure.value != 1)


def _is_known(name: str, text: str) -> bool:
    """Whether a text has the name in some spelling; letters like "ONU" differ by language."""
    if name.isupper() or search_key(name) in search_key(text):
        return True
    places = places_in(name)
    if places and not places.isdisjoint(places_in(text)):
        return True
    return any(same_name(name, other) for other in names_of(text))


def _sentences_known(comparison: Comparison) -> frozenset[str]:
    """Keys of all sentences of the cited documents, as they stood."""
    cited = {citation.passage.document for told in comparison.told for citation in told.citations}
    return frozenset(key for document in cited for key in _keys(document.text))


def _keys(text: str) -> Iterator[str]:
    return (_key(text[start:end]) for start, end in split_sentences(text))


def _key(text: str) -> str:
    return " ".join(search_key(text).split())
