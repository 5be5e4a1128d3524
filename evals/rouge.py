"""ROUGE-N, counted by ourselves: how many of a reference's word runs a summary has, and back.

Lin (2004), "ROUGE: a package for automatic evaluation of summaries", section 2, with F1 as in the
package. Words are runs of letters and digits in lower case; nothing is stemmed or left out, so that
French is counted as it is written. Several references are averaged (the package's `-f A`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def words_of(text: str) -> tuple[str, ...]:
    """The words that are counted.

    >>> words_of("L'OTAN dit 1,5 %")
    ('l', 'otan', 'dit', '1', '5')
    """
    return tuple(_WORD.findall(text.lower()))


def first_words(text: str, most: int) -> str:
    """The text up to its word number `most`; words are what white space parts, as people count.

    >>> first_words("l'eau monte\\n encore", 2)
    "l'eau monte"
    """
    return " ".join(text.split()[:most])


def rouge(summary: str, reference: str, length: int) -> float:
    """F1 of the runs of `length` words that both texts have, each as often as the rarer has it.

    >>> rouge("le port ferme", "le port ouvre", 1)
    0.6666666666666666
    """
    ours, theirs = _runs(summary, length), _runs(reference, length)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


def mean_rouge(summary: str, references: Sequence[str], length: int) -> float:
    """The mean of `rouge` over the references, of which there must be one at least."""
    return sum(rouge(summary, reference, length) for reference in references) / len(references)


def _runs(text: str, length: int) -> Counter[tuple[str, ...]]:
    words = words_of(text)
    return Counter(words[at : at + length] for at in range(len(words) - length + 1))
