"""What sentences say, as words and word pairs, and on which of it the sources of a story agree.

A summary is worth the concepts that it covers, each once, weighted by how many texts have it:
Gillick and Favre (2009), "A scalable global model for summarization", section 2. News says first
what matters most, so a text that has a concept in its opening counts more for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.stories import Unit
from bot.text.language import FUNCTION_WORDS
from bot.text.stems import stems

_FEWEST_ORIGINS = 2
"""What one origin alone says is not agreed on."""

_WORD = re.compile(r"\w+")

Concepts = frozenset[str]


class Stemming:
    """Stems of single words, each looked up once: the words of a day are few and come often."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def stem(self, word: str, language: str) -> str:
        """The stem of a lower-case word; "" for a function word."""
        key = (word, language)
        if key not in self._known:
            found = () if word in FUNCTION_WORDS.get(language, ()) else stems(word, language)
            self._known[key] = "".join(found)
        return self._known[key]


def concepts(text: str, language: str, stemming: Stemming) -> Concepts:
    """Stems of content words, and pairs of neighbours of which one at least is a content word.

    ("Le port de Gênes ferme", "fr") ->
    {"port", "gen", "ferm", "le port", "port de", "de gen", "gen ferm"}
    """
    words = _WORD.findall(text.lower())
    content = [stemming.stem(word, language) for word in words]
    written = [stem or word for stem, word in zip(content, words, strict=True)]
    pairs = (
        f"{written[at]} {written[after]}"
        for at, after in pairwise(range(len(words)))
        if content[at] or content[after]
    )
    return frozenset((*filter(None, content), *pairs))


@dataclass(frozen=True, kw_only=True)
class Said:
    """The concepts of every sentence of a period, in rows, and its nearness to its text's start.

    `whole[i]` are those of the sentence as it stands, `told[i]` of its statement (none where it
    cannot stand alone).
    """

    whole: Sequence[Concepts]
    told: Sequence[Concepts]
    nearness: Sequence[float]
    origins: Sequence[str]
    rows_of: Mapping[str, Sequence[int]]

    @staticmethod
    def of(units: Sequence[Unit], told: Sequence[str], *, opening: int, later: float) -> Said:
        """What the units say; `told[i]` is the text of the statement of unit i, or "".

        A sentence that begins within the first `opening` words of its text has nearness 1, any
        other `later`.
        """
        stemming = Stemming()
        rows_of: dict[str, list[int]] = defaultdict(list)
        words_before: dict[str, int] = defaultdict(int)
        whole, stated, nearness = [], [], []
        for row, (unit, text) in enumerate(zip(units, told, strict=True)):
            document = unit.passage.document
            whole.append(concepts(unit.text, document.language, stemming))
            stated.append(concepts(text, document.language, stemming))
            nearness.append(1.0 if words_before[document.id] < opening else later)
            words_before[document.id] += len(unit.text.split())
            rows_of[document.id].append(row)
        return Said(
            whole=whole,
            told=stated,
            nearness=nearness,
            origins=[unit.origin for unit in units],
            rows_of=rows_of,
        )

    def agreed(self, documents: Iterable[str], power: float = 1.0) -> Mapping[str, float]:
        """How many origins among the documents have each concept, to a power.

        Each counts as near as the concept stands to its start. Concepts of one origin alone are
        left out; where two have it in their openings: 2.0.
        """
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for document in documents:
            for row in self.rows_of[document]:
                nearness, origin = self.nearness[row], self.origins[row]
                for concept in self.whole[row]:
                    by_origin = found[concept]
                    if by_origin.get(origin, 0.0) < nearness:
                        by_origin[origin] = nearness
        return {
            concept: sum(by_origin.values()) ** power
            for concept, by_origin in found.items()
            if len(by_origin) >= _FEWEST_ORIGINS
        }
