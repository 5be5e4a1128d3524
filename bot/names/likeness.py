"""Whether two spelled words are one name: alignment of their sounds within a small budget.

A Damerau edit distance over sounds instead of letters, where an edit costs what it says about the
name: nothing between romanisations (zh and j), little for a glide or a silent h, more for a vowel,
and a different consonant never passes. Long words may differ more than short ones, because chance
likeness falls with length: Iran and Irak, Mali and Malte, Macron and Marcon stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.names.sounds import Sound
from bot.text.folding import search_key

_NEVER = 9.0
_SWAP = 0.55
_GLIDE = 0.15
_SILENT = 0.15
_STEM_SILENT = 0.5
_OTHER_LETTERS = 0.05  # the same sound by other letters: enough to keep Chen and Shen apart
_NASAL = 0.65  # Cameron is not Cameroun
# Cost of reading one consonant for another, for pairs whose readings have none in common.
_CONSONANT_COSTS = {
    "SZ": 0.2,
    "JZ": 0.3,
    "JX": 0.3,
    "CJ": 0.3,
    "CX": 0.4,
    "SX": 0.5,
    "CW": 0.4,
    "SW": 0.3,
    "GH": 0.4,
    "HQ": 0.2,
    "KQ": 0.1,
    "GQ": 0.2,
    "GK": 0.45,
    "DT": 0.5,
}
_FIRST_VOWEL = {"ei": 0.5, "ou": 0.05}
_INNER_VOWEL = {"ei": 0.5, "ou": 0.0, "ae": 0.35, "ao": 0.6, "eo": 0.9, "au": 0.7, "eu": 0.9}
_DIPHTHONG = {"ei": 0.2, "ae": 0.3}
_LAST_VOWEL = {"ou": 0.0}
# Masculine given names whose feminine only adds an e: elsewhere -in and -ine are one ending, as in
# Putin and Poutine, which French lengthens to keep it from being read as a nasal.
_MASCULINE = frozenset(
    "augustin celestin christin clementin constantin faustin florentin justin marin martin paulin "
    "quentin rosin severin valentin antonin josephin karin robin jasmin".split()
)
_BUDGETS = (0.0, 0.0, 0.0, 0.0, 0.3, 0.4, 0.45, 0.6, 0.8, 0.9)
_FULL_BUDGET = 1.0


def same_word(first: str, second: str, heard: Sequence[Sound], other: Sequence[Sound]) -> bool:
    """Whether two words, given with their sounds, may be spellings of one name.

    Acronyms and words with digits are the same only when equal but for case and accents.
    """
    key, other_key = search_key(first), search_key(second)
    if key == other_key:
        return True
    if _fixed(first) or _fixed(second) or not heard or not other:
        return False
    if _gender_pair(key, other_key):
        return False
    heard, other = _without_final_e(key, heard), _without_final_e(other_key, other)
    shorter = min(len(heard), len(other))
    if max(len(heard), len(other)) - shorter > 2:
        return False
    budget = _BUDGETS[shorter] if shorter < len(_BUDGETS) else _FULL_BUDGET
    return _distance(heard, other, budget) <= budget + 1e-9


def _fixed(word: str) -> bool:
    letters = [character for character in word if character.isalnum()]
    acronym = len(letters) <= 5 and all(character.isupper() for character in letters)
    return acronym or not all(character.isalpha() for character in letters)


def _gender_pair(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return longer == shorter + "e" and (not shorter.endswith("in") or shorter in _MASCULINE)


def _without_final_e(key: str, heard: Sequence[Sound]) -> Sequence[Sound]:
    """Drop the silent e of the French endings -ine and -yne."""
    if len(key) > 4 and key.endswith(("ine", "yne")):
        return heard[:-1]
    return heard


def _distance(first: Sequence[Sound], second: Sequence[Sound], budget: float) -> float:
    """Cheapest alignment (restricted Damerau); stops early above the budget."""
    before: list[float] = []
    previous = [0.0]
    for position in range(len(second)):
        previous.append(previous[-1] + _gap(second, position))
    for row in range(len(first)):
        gap = _gap(first, row)
        current = [previous[0] + gap]
        for column in range(len(second)):
            cost = min(
                previous[column] + _replace(first, row, second, column),
                previous[column + 1] + gap,
                current[column] + _gap(second, column),
            )
            if before and column and _swapped(first, row, second, column):
                cost = min(cost, before[column - 1] + _SWAP)
            current.append(cost)
        if min(current) > budget and min(previous) > budget:
            return _NEVER
        before, previous = previous, current
    return previous[-1]


def _gap(heard: Sequence[Sound], position: int) -> float:
    """Cost of a sound that the other spelling does not write."""
    sound = heard[position]
    if sound.readings == "H":
        return _STEM_SILENT if position == 0 else _SILENT
    if "Y" in sound.readings or (sound.letters == "y" and position == 0):
        return _GLIDE if heard[position + 1 : position + 2] and _opens(heard, position) else _NEVER
    last = position == len(heard) - 1
    if sound.readings == "i" and not last:
        follows = position > 0 and heard[position - 1].vowel
        if follows or heard[position + 1].vowel:
            # -ie and -e at the end tell a country from its people: Russie, Russe.
            return _NEVER if position == len(heard) - 2 else _GLIDE
    return _NEVER


def _opens(heard: Sequence[Sound], position: int) -> bool:
    """Whether a glide may go unwritten here: at the beginning only before e (Yeltsin, Eltsine)."""
    return position > 0 or heard[1].readings == "e"


def _replace(first: Sequence[Sound], row: int, second: Sequence[Sound], column: int) -> float:
    one, two = first[row], second[column]
    if one.readings == two.readings:
        return 0.0
    if one.vowel != two.vowel:
        return 0.0 if _glides(one, two) or _glides(two, one) else _NEVER
    if not one.vowel:
        return min(_consonant_cost(a, b) for a in one.readings for b in two.readings)
    pair = "".join(sorted(one.readings + two.readings))
    if pair == "ou" and _before_final_n(first, row) and _before_final_n(second, column):
        return _NASAL
    return _vowel_costs(first, row, second, column).get(pair, _NEVER)


def _glides(consonant: Sound, vowel: Sound) -> bool:
    return "Y" in consonant.readings and vowel.readings == "i"


def _consonant_cost(one: str, two: str) -> float:
    if one == two:
        return _OTHER_LETTERS
    return _CONSONANT_COSTS.get("".join(sorted(one + two)), _NEVER)


def _vowel_costs(
    first: Sequence[Sound], row: int, second: Sequence[Sound], column: int
) -> dict[str, float]:
    if row == len(first) - 1 or column == len(second) - 1:
        return _LAST_VOWEL
    if _beside_vowel(first, row) and _beside_vowel(second, column):
        return _INNER_VOWEL | _DIPHTHONG
    if not any(sound.vowel for sound in first[:row]):
        return _FIRST_VOWEL
    return _INNER_VOWEL


def _before_final_n(heard: Sequence[Sound], position: int) -> bool:
    return position == len(heard) - 2 and heard[-1].readings == "N"


def _beside_vowel(heard: Sequence[Sound], position: int) -> bool:
    before = position > 0 and heard[position - 1].vowel
    return before or (position + 1 < len(heard) and heard[position + 1].vowel)


def _swapped(first: Sequence[Sound], row: int, second: Sequence[Sound], column: int) -> bool:
    """Two neighbouring sounds in the other order, inside a long word: Kermlin for Kremlin."""
    longest = min(len(first), len(second))
    if longest < 7 or not (1 < row < longest - 1 and column > 1):
        return False
    return (
        first[row].readings == second[column - 1].readings
        and first[row - 1].readings == second[column].readings
    )
