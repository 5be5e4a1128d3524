"""Speakers in the words of a statement: short, standing alone, or in the place of a pronoun."""

from __future__ import annotations

import re

from bot.attribution import Attribution, starts_in_the_air
from bot.names import names
from bot.text.reporting import BARE_SOURCE, INVERTED_PRONOUN, SOURCE_PRONOUN, SPEAKER_PRONOUN
from bot.types import Passage, Span

_SHORT_SPEAKER = 4
_DETERMINER = re.compile(
    r"(?:l[ea]s?|l['’]|une?|des|the|an?|d(?:er|ie|as)|eine?|el|l[oa]s|una?)(?:\s|(?<=['’]))", re.I
)
_INVERTED = re.compile(r"-(?:t-)?(?:ils?|elles?|on)\b", re.I)
_SPACES = re.compile(r"\s+")


def with_speaker(sentence: Span, passage: Passage, source: Attribution | None) -> str | None:
    """The sentence with the pronoun of its speaker replaced by whom it means.

    "Il tient, a-t-il dit." -> "Il tient, a dit le maire, Paul Noël."
    """
    if source is None or source.own or not sentence.holds(source.reporting):
        return None
    if not (passage.start <= source.speaker.start and source.speaker.end <= passage.end):
        return None
    text = passage.document.text
    who = standing(flat(text[source.speaker.start : source.speaker.end]))
    if not who:
        return None
    before = flat(text[sentence.start : source.reporting.start])
    verb = flat(text[source.reporting.start : source.reporting.end])
    after = flat(text[source.reporting.end : sentence.end])
    name = f"{within(who)}," if "," in who and after[:1] not in {",", "."} else within(who)
    if INVERTED_PRONOUN.fullmatch(verb):
        return _spaced(before, _INVERTED.sub("", verb), name, after)
    ahead, _, last = before.rpartition(" ")
    if SPEAKER_PRONOUN.fullmatch(last):
        return _spaced(ahead, name if ahead else capital(name), verb, after)
    first, _, rest = after.partition(" ")
    if before or not SOURCE_PRONOUN.fullmatch(first.rstrip(",")):
        return None
    return _spaced(verb, f"{name.rstrip(',')},", rest)


def _spaced(*parts: str) -> str:
    """The parts with a space between them, none before a comma or point."""
    return re.sub(r"\s(?=[,.])", "", " ".join(part for part in parts if part))


def within(speaker: str) -> str:
    """The speaker as it stands within a sentence: "Le port" -> "le port"."""
    return speaker[0].lower() + speaker[1:] if _DETERMINER.match(speaker) else speaker


def short_name(speaker: str) -> str:
    """The speaker in few words: the part of an apposition that is a name, else as it stands.

    "Le maire de Bonn, Paul Noël" -> "Paul Noël";  "Le port" -> "le port"
    """
    parts = [part for part in speaker.split(", ") if len(part.split()) <= _SHORT_SPEAKER]
    named = [part for part in parts if _DETERMINER.match(part) is None and names(f"Oui, {part}.")]
    found = named[0] if named else speaker.split(", ")[0]
    common = found[:1].isupper() and BARE_SOURCE.fullmatch(found.lower())
    return found.lower() if common else within(found)


def standing(speaker: str) -> str:
    """The speaker as a reader of one sentence knows him, or "".

    "its director, Simon Hale" -> "Simon Hale";  "son directeur" -> ""
    """
    if not starts_in_the_air(capital(speaker)):
        return speaker
    found = short_name(speaker)
    return "" if starts_in_the_air(capital(found)) else found


def capital(text: str) -> str:
    """The text with its first letter upper case: "le port" -> "Le port"."""
    return text[:1].upper() + text[1:]


def flat(text: str) -> str:
    """The text on one line, every run of white space one space."""
    return _SPACES.sub(" ", text).strip()
