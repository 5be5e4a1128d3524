"""Figures of passages with what tells whose they are: names, words and dates of their clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.citations.orders import quotable_sentences
from bot.names import names
from bot.text.dates import weekdays
from bot.text.figures import figures
from bot.text.geography import places_in
from bot.text.measures import Measure, measures
from bot.text.mentions import find_mention
from bot.text.quotations import masked, quotations
from bot.text.stems import stems
from bot.types import Passage, Span

_FIRST_WORD = re.compile(r"\w[\w-]*")


@dataclass(frozen=True, kw_only=True)
class FigureClaim:
    """A measure with what tells whose figure it is."""

    label: str
    passage: Passage
    sentence: str
    measure: Measure
    leading: frozenset[str]
    """Names before the figure in its clause: mostly its subject."""
    near: frozenset[str]
    """Names of its clause."""
    around: frozenset[str]
    """Names of its sentence."""
    stems: frozenset[str]
    """Words of its clause."""
    wide: frozenset[str]
    """Words of its sentence."""
    dates: frozenset[int]
    days: frozenset[int]


def figure_claims(label: str, passage: Passage) -> Iterator[FigureClaim]:
    """The claims of a passage, in order, under the label by which the evidence names it.

    "La Russie tire 20 000 obus par jour." -> one claim of Russia's, 20 000 shells a day
    """
    language = passage.document.language
    for start, end in quotable_sentences(passage):
        sentence = passage.document.text[start:end]
        found = measures(sentence, language)
        if not found:
            continue
        said_by = find_mention(masked(sentence, quotations(sentence)))
        named = _names_of(sentence)
        subjects = [
            entry for entry in named if said_by is None or not said_by.speaker.holds(entry[0])
        ]
        for measure in found:
            yield FigureClaim(
                label=label,
                passage=passage,
                sentence=sentence,
                measure=measure,
                leading=_named(subjects, Span(measure.clause.start, measure.span.start)),
                near=_named(subjects, measure.clause),
                around=_named(named, Span(0, len(sentence))),
                stems=_content(sentence, measure, named, (measure.clause, language)),
                wide=_content(sentence, measure, named, (Span(0, len(sentence)), language)),
                dates=frozenset(
                    int(figure.value) for figure in figures(sentence) if figure.kind == "date"
                ),
                days=weekdays(sentence),
            )


def _names_of(sentence: str) -> list[tuple[Span, str]]:
    """The names of a sentence, a place as its first word included: "Ukraine fires"."""
    found = [(name.span, name.text) for name in names(sentence)]
    first = _FIRST_WORD.match(sentence)
    if first and places_in(first.group()) and all(span.start >= first.end() for span, _ in found):
        found.insert(0, (Span(*first.span()), first.group()))
    return found


def _named(named: Sequence[tuple[Span, str]], within: Span) -> frozenset[str]:
    return frozenset(text for span, text in named if within.holds(span))


def _content(
    sentence: str, measure: Measure, named: Sequence[tuple[Span, str]], within: tuple[Span, str]
) -> frozenset[str]:
    """Stems of a stretch, in its language, without names, the figure, its noun and its rate."""
    stretch, language = within
    clause = list(sentence[stretch.start : stretch.end])
    for start, end in [span for span, _ in named] + [measure.span, measure.counted]:
        for at in range(max(start, stretch.start), min(end, stretch.end)):
            clause[at - stretch.start] = " "
    found = stems("".join(clause), language)
    return frozenset(word for word in found if len(word) > 2 and not word.isdigit())
