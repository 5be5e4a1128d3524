"""Numbers written as words in French, English, German and Spanish: "vingt-quatre", "zweihundert".

A run of number words is read from left to right: each word must fit into the room that the word
before it leaves ("cent" leaves room for 1 to 99, "vingt" for 1 to 9), so that "deux, trois mois"
and "one two" are two numbers, and "quatre-vingt-dix-sept mille" is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.text.folding import search_key
from bot.types import Span


def _numbered(start: int, names: str) -> dict[str, int]:
    return {name: value for value, name in enumerate(names.split(), start)}


_FRENCH = _numbered(
    2, "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze seize"
)
_FRENCH |= {"quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40}
_FRENCH |= {"cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "octante": 80}
_FRENCH |= {"nonante": 90}
_ENGLISH = _numbered(
    2,
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty",
) | dict(
    zip("thirty forty fifty sixty seventy eighty ninety".split(), range(30, 100, 10), strict=True)
)
_GERMAN = _numbered(
    2,
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn"
    " siebzehn achtzehn neunzehn zwanzig",
) | {"dreissig": 30, "vierzig": 40, "funfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80}
_GERMAN |= {"neunzig": 90, "ein": 1, "eins": 1, "zwo": 2}
_SPANISH = _numbered(
    2,
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis"
    " diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro"
    " veinticinco veintiseis veintisiete veintiocho veintinueve treinta",
) | {"veintiun": 21, "veintiuna": 21, "cuarenta": 40, "cincuenta": 50, "sesenta": 60}
_SPANISH |= {"setenta": 70, "ochenta": 80, "noventa": 90}
_SPANISH_HUNDREDS = {
    stem + ending: value
    for value, stem in zip(
        range(200, 1000, 100),
        "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split(),
        strict=True,
    )
    for ending in ("os", "as")
}
_ONES = dict.fromkeys("un une one a an ein eine einen einer una uno".split(), 1)
_HUNDREDS = dict.fromkeys("cent cents hundred hundert cien ciento".split(), 100)
SCALES = (
    dict.fromkeys("mille thousand tausend mil".split(), 10**3)
    | dict.fromkeys("million millions millionen millon millones mio".split(), 10**6)
    | dict.fromkeys("milliard milliards milliarde milliarden billion billions mrd".split(), 10**9)
    | dict.fromkeys("billionen billones trillion trillions".split(), 10**12)
)
"""Words that multiply the number before them. English "billion" is read as 10**9 in any text."""

_PLAIN = {**_FRENCH, **_ENGLISH, **_SPANISH, **_SPANISH_HUNDREDS, **_GERMAN, "zero": 0, "null": 0}
# A unit before the first of these and the second gives their product: quatre-vingt(s).
_SCORE = {(4, "vingt"), (4, "vingts")}
_AMBIGUOUS = {"once": "es", "dos": "es", "seize": "fr", "cents": "fr", "null": "de"}
"""Number words that are other words elsewhere: they count only in a text of their language."""
_AFTER_A = frozenset(("hundred", "thousand", "million", "billion", "trillion"))
_BEFORE_PERCENT = frozenset(("per", "pour", "por"))
_COMMON_WORDS = {
    "fr": frozenset(
        """
        le les des du et est dans une un pour que qui sur au aux par pas plus a ont ete sont avec
        ce cette ces il elle ils son sa ses leur leurs mais ou selon apres personnes ans jours mois
        """.split()
    ),
    "en": frozenset(
        """
        the of and to in is for that on was with by are at from has have a an it its be were been
        his her their but or after people years days months said
        """.split()
    ),
    "de": frozenset(
        """
        der die das und ist den von zu mit im ein eine auf dem nicht sind hat wurde wurden haben
        sich aus bei nach aber oder menschen jahre jahren tage tagen monate
        """.split()
    ),
    "es": frozenset(
        """
        el los las de y en que por con una un para del se es al fue fueron han sido su sus pero o
        segun tras personas anos dias meses
        """.split()
    ),
}
_TOKEN = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[ \u00a0\u202f\n]|[-‑‐]")


class NumberWords(NamedTuple):
    """A number written in words, at its place."""

    span: Span
    value: int


@dataclass
class _Reading:
    """The number read so far. `room` is the bound below which the next word must be."""

    total: int = 0
    group: int = 0
    last: int = 0
    room: int = 10**15
    scale: int = 10**15
    empty: bool = True

    @property
    def value(self) -> int:
        return self.total + self.group

    def take(self, word: str) -> bool:
        """Add the word to the number if it fits; otherwise leave the number as it is."""
        if word in SCALES:
            return self._multiply(SCALES[word])
        if word in _HUNDREDS:
            return self._hundred()
        if (self.last, word) in _SCORE:
            self._set(self.group + 76, 80, 20)
            return True
        value = _ONES.get(word, _value(word))
        if value is None or value >= self.room:
            return False
        if self.last == 10 and value not in (7, 8, 9):
            return False
        self._set(self.group + value, value, _room_after(value, word))
        return True

    def _set(self, group: int, last: int, room: int) -> None:
        self.group, self.last, self.room, self.empty = group, last, room, False

    def _hundred(self) -> bool:
        if self.empty or (self.group == 0 and self.room >= 1000):
            self._set(self.group + 100, 100, 100)
            return True
        if 0 < self.group < 20:
            self._set(self.group * 100, 100, 100)
            return True
        return False

    def _multiply(self, scale: int) -> bool:
        if self.scale == 10**3 < scale and self.group == 0:  # "mil millones", "mille milliards"
            self.total, self.group, self.scale = 0, self.total, 10**15
        if scale >= self.scale:
            return False
        self.total += max(self.group, 1) * scale
        self.group, self.last, self.room, self.scale, self.empty = 0, scale, scale, scale, False
        return True


def _room_after(value: int, word: str) -> int:
    if value in (60, 80) and word in _FRENCH:
        return 20
    if value >= 20:
        return 100 if value % 100 == 0 else 10 if value % 10 == 0 else 0
    return 10 if word == "dix" else 0


def _value(word: str) -> int | None:
    """Value of one word, German compounds included: "dreiundzwanzigtausend" -> 23000."""
    if word in _PLAIN:
        return _PLAIN[word]
    for part, factor in (("tausend", 1000), ("hundert", 100)):
        if part in word:
            left, _, right = word.partition(part)
            count = _value(left) if left else 1
            rest = _value(right.removeprefix("und")) if right else 0
            return None if count is None or rest is None else count * factor + rest
    left, und, right = word.partition("und")
    unit, tens = _GERMAN.get(left, 0), _GERMAN.get(right, 0)
    return unit + tens if und and 0 < unit < 10 and tens >= 20 else None


def number_words(text: str) -> Iterator[NumberWords]:
    """Numbers written as words; "un", "une", "one", "ein", "uno" alone are articles, not numbers.

    >>> [value for _, value in number_words("vingt-quatre obus, two hundred and six, zwölf")]
    [24, 206, 12]
    """
    tokens = _tokens(text)
    language = _language(tokens) if any(word in _AMBIGUOUS for _, word in tokens) else "und"
    position = 0
    while position < len(tokens):
        percent = position > 0 and tokens[position - 1][1] in _BEFORE_PERCENT
        following = tokens[position + 1][1] if position + 1 < len(tokens) else ""
        bare = tokens[position][1] in ("a", "an") and following not in _AFTER_A
        if percent or bare or not _may_begin(tokens[position][1], language):
            position += 1
            continue
        reading, after = _read(text, tokens, position, language)
        article = after == position + 1 and tokens[position][1] in _ONES
        if not reading.empty and not article:
            span = Span(tokens[position][0][0], tokens[after - 1][0][1])
            yield NumberWords(span, reading.value)
        position = max(after, position + 1)


_VAGUE_ALONE = SCALES.keys() - {"mille", "tausend", "thousand", "mil"}
_KNOWN = _PLAIN.keys() | _ONES.keys() | _HUNDREDS.keys() | SCALES.keys()
_COMPOUND = re.compile("und|hundert|tausend")
_Token = tuple[tuple[int, int], str]


def _tokens(text: str) -> list[_Token]:
    key = search_key(text)
    if len(key) == len(text):  # no letter was spelled out, so the offsets are the same
        return [(match.span(), match.group()) for match in _TOKEN.finditer(key)]
    return [(match.span(), search_key(match.group())) for match in _TOKEN.finditer(text)]


def _read(text: str, tokens: list[_Token], start: int, language: str) -> tuple[_Reading, int]:
    """Read as many words as fit from token `start` on; gives the number and the token after it."""
    reading = _Reading()
    position = start
    while position < len(tokens):
        (begin, _), word = tokens[position]
        joined = position == start or _JOINT.fullmatch(text[tokens[position - 1][0][1] : begin])
        if not joined:
            break
        if _connects(word, reading) and position + 1 < len(tokens):
            trial = _Reading(**vars(reading))
            (next_begin, _), following = tokens[position + 1]
            gap = text[tokens[position][0][1] : next_begin]
            if not (_JOINT.fullmatch(gap) and _fits(word, following) and trial.take(following)):
                break
            reading, position = trial, position + 2
        elif _usable(word, language, reading) and reading.take(word):
            position += 1
        else:
            break
    return reading, position


def _usable(word: str, language: str, reading: _Reading) -> bool:
    """Inside a number only "six cents" in English is still something else."""
    if reading.empty:
        return _AMBIGUOUS.get(word, language) == language
    return word != "cents" or language != "en"


def _connects(word: str, reading: _Reading) -> bool:
    if word == "and":
        return reading.last in (100, 1000, 10**6)
    return word in ("et", "y") and 20 <= reading.last <= 90 and reading.last % 10 == 0


def _fits(connector: str, following: str) -> bool:
    if connector == "et":
        return following in ("un", "une", "onze")
    if connector == "y":
        return _SPANISH.get(following, _ONES.get(following, 10)) < 10
    return following in _ENGLISH or following in _HUNDREDS or following == "one"


def _may_begin(word: str, language: str) -> bool:
    if word in _VAGUE_ALONE:
        return False
    if word not in _KNOWN and (not _COMPOUND.search(word) or _value(word) is None):
        return False
    return _AMBIGUOUS.get(word, language) == language


def _language(tokens: list[_Token]) -> str:
    """The language whose commonest words are most frequent in the text; "und" on a tie at zero."""
    counts = dict.fromkeys(_COMMON_WORDS, 0)
    for _, word in tokens:
        for language, common in _COMMON_WORDS.items():
            counts[language] += word in common
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "und"
