"""What a spelled name sounds like, roughly, whatever language spelled it.

Newspapers write one Slavic, Arabic or Chinese name by the sounds of their own language: Zelensky,
Selenskyj; Prigozhin, Prigojine; Khrushchev, Chruschtschow. A spelling is cut into sounds, and each
sound keeps all its readings ("ch" is sh in French, tsh in English, kh in German). The reading
tables were drawn from the romanisation systems (ISO 9, BGN/PCGN, the French and German press
habits, ALA-LC for Arabic, pinyin and Wade-Giles), not from any corpus.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.text.folding import search_key

VOWELS = frozenset("aeiou")


class Sound(NamedTuple):
    """One sound: its possible readings, and the letters that wrote it."""

    readings: str
    letters: str

    @property
    def vowel(self) -> bool:
        """Whether the sound is a vowel (y and the glide j are read as i)."""
        return self.readings[0] in VOWELS


# Readings: upper-case letters are consonants. S = s, X = sh, C = tsh, J = zh or dj, Z = z, T, D...,
# W = ts, K = k, Q = kh, I = kh as Spanish writes it with a j, G, H, Y = the glide (dropped or i),
# V covers w.
_CONSONANTS = {
    "schtsch": "XC",
    "chtch": "XC",
    "shch": "XC",
    "tsch": "C",
    "tch": "C",
    "dsch": "J",
    "dzh": "J",
    "sch": "XJ",
    "dj": "J",
    "cz": "C",
    "sz": "X",
    "sh": "X",
    "zh": "J",
    "kh": "QI",
    "gh": "G",
    "dh": "D",
    "th": "T",
    "ph": "F",
    "ts": "W",
    "tz": "W",
    "ch": "CXQKI",
    "ck": "K",
    "qu": "K",
    "gu": "G",
    "hs": "XS",
    "b": "B",
    "c": "K",
    "d": "D",
    "f": "F",
    "g": "G",
    "h": "H",
    "j": "JY",
    "j before a consonant": "JYI",  # Spanish Bajmut for Bakhmut
    "k": "K",
    "l": "L",
    "m": "M",
    "n": "N",
    "p": "P",
    "q": "KG",
    "r": "R",
    "s": "S",
    "t": "T",
    "v": "V",
    "w": "V",
    "x": "KS",
    "z": "ZW",
}
_FRONT = ("e", "i", "y")
_CLUSTERS = frozenset({"schtsch", "chtch", "shch"})
_LETTER_RUN = re.compile(
    r"schtsch|chtch|shch|tsch|tch|dsch|dzh|sch|dj|cz|sz|sh|zh|kh|gh|dh|th|ph|tz|ts|ch|ck"
    r"|qu(?=[aeiy])|gu(?=[eiy])|^hs|ou|([a-z])\1*"
)
_GUTTURAL = re.compile(r"(?<=[aeiou])j(?=[bcdfgklmnpqrstvwxz])")
_FINAL_I = re.compile(r"(?:[iy]+j?|ij|yj)$")
_SLAVIC_END = re.compile(r"(?:j?[eo])(?:v|w|ff|f)$")
_SHORTEST_SLAVIC = 6


def sounds(token: str) -> tuple[Sound, ...]:
    """Sounds of one word; empty where it has no Latin letter.

    >>> [sound.readings for sound in sounds("Bachar")]
    ['B', 'a', 'CXQKI', 'a', 'R']
    """
    letters = "".join(filter(str.isalpha, search_key(token)))
    if not letters.isascii():
        return ()
    letters = _FINAL_I.sub("i", letters)
    if len(letters) >= _SHORTEST_SLAVIC:
        letters = _SLAVIC_END.sub("ov", letters)
    found: list[Sound] = []
    for match in _LETTER_RUN.finditer(letters):
        front = letters[match.end() : match.end() + 1] in _FRONT
        run = "j before a consonant" if _GUTTURAL.match(letters, match.start()) else match.group()
        found.extend(_read(run, front, match.start() == 0))
    return tuple(
        sound
        for position, sound in enumerate(found)
        if sound.vowel or position == 0 or sound.readings != found[position - 1].readings
    )


@lru_cache(maxsize=2048)  # a few hundred different calls, each made a hundred times
def _read(run: str, before_front_vowel: bool, first: bool) -> tuple[Sound, ...]:
    if run in _CLUSTERS:
        return Sound("X", run), Sound("C", run)
    if run == "ou":
        return (Sound("u", run),)
    single = run[0] if len(set(run)) == 1 else run
    if single == "y":
        return (Sound("i", "y"),)
    if single in VOWELS:
        return (Sound("u" if run == "oo" else single, run),)
    if single == "x" and not first:
        return Sound("K", run), Sound("S", run)
    readings = _CONSONANTS[single]
    if single == "x":
        readings = "XS"
    elif single == "c" and before_front_vowel:
        readings = "SWK"  # France, Slavic Cetinje, Celtic Ceallach
    elif single == "g" and before_front_vowel:
        readings = "GJ"
    return (Sound(readings, run.partition(" ")[0]),)


# Sounds that writers of one name may interchange fall in one class; a name's block is its classes.
_CLASSES = {
    **dict.fromkeys("SXCJZWKQIG", "s"),
    **dict.fromkeys("DT", "t"),
    **dict.fromkeys("VF", "v"),
    **{letter: letter.lower() for letter in "BPLMNR"},
}
_MOST_KEYS = 16


def blocks(heard: tuple[Sound, ...]) -> frozenset[str]:
    """Keys under which equal names meet: consonant classes, sorted after the first.

    Sounds that may be silent or not (h, j, g for h) give a key either way, so that two spellings
    that `same_token` accepts share at least one.
    """
    skeletons = [""]
    for sound in heard:
        if sound.vowel:
            continue
        options = _options(sound)
        if len(skeletons) * len(options) > _MOST_KEYS:
            options = options[:1]
        skeletons = [
            skeleton if option and skeleton.endswith(option) else skeleton + option
            for skeleton in skeletons
            for option in options
        ]
    return frozenset("".join(sorted(skeleton)) for skeleton in skeletons)


def _options(sound: Sound) -> tuple[str, ...]:
    if sound.readings == "H":
        return ("",)
    option = _CLASSES[sound.readings[0]]
    if "Y" in sound.readings or sound.readings[0] in "GQ":
        return option, ""
    return (option,)
