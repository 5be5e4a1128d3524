"""Short headlines in the documents' own words: the main clause of a sentence, its source named."""

from __future__ import annotations

import re

from bot.headline_cuts import (
    FEWEST_WORDS,
    MARKS,
    MOST_CHARACTERS,
    SLACK,
    balanced,
    cut_headline,
    cut_speech,
    is_function_word,
)
from bot.names import names
from bot.prompts import Phrases
from bot.text.figures import figures
from bot.text.geography import places_in
from bot.text.mentions import find_mention
from bot.text.quotations import masked, quotations
from bot.writers.stated import Stated

_INSTANCE = re.compile(
    r",\s(?:notamment|en particulier|y compris|à commencer par|including|notably|such as|"
    r"among them|darunter|insbesondere|entre ellos|en particular)\s"
    r"(?:(?:celles?|celui|ceux)\s(?:de\s|d['’]|(?=du\s|des\s)))?",
    re.IGNORECASE,
)


_LONG_QUOTATION = re.compile(r"([\"«“][^\"«»“”,]{12,}),\s[^\"«»“”]*?(\s?[\"»”])")
"""Quoted words whose first part can stand for them: « "plus de guerre, de nouvelles …" »."""


def headline(told: Stated, phrases: Phrases) -> str:
    """The statement as a headline: its main clause, with its source where it has one.

    Never empty; where no clause ends in time the words are cut with an ellipsis.

    "Le maire a déclaré que le pont fermerait." -> "Le pont fermerait, selon le maire"
    """
    for candidate in _candidates(told, phrases):
        if candidate:
            return candidate
    if told.speech:
        return _said(told.speaker, _clipped(told.speech, len(told.speaker)), phrases)
    if told.speaker and told.reported:
        clipped = _clipped(told.reported, len(told.speaker) // 2)
        return phrases.fill("briefing_according", headline=clipped, speaker=told.speaker)
    return _clipped(told.text)


def _said(speaker: str, speech: str, phrases: Phrases) -> str:
    capital = speaker[:1].upper() + speaker[1:]
    return phrases.fill("briefing_speech", speaker=capital, speech=speech).rstrip(".")


def names_something(text: str) -> bool:
    """Whether a headline has a name or a figure: else it could head any story.

    "Plusieurs annonces ont été faites mardi" -> False
    """
    return bool(names(f"Oui, {text}") or places_in(text) or figures(text))


def _instance(text: str) -> str:
    """What a sentence gives as the instance of something vague, as a headline; or "".

    "Des annonces ont été faites, notamment celle d'un contrat de 3 millions." -> "Un contrat …"
    """
    found = _INSTANCE.search(text)
    cut = cut_headline(text[found.end() :]) if found else ""
    return cut if cut and names_something(cut) else ""


def _candidates(told: Stated, phrases: Phrases) -> tuple[str, ...]:
    if told.speech:
        cut = cut_speech(told.speech, MOST_CHARACTERS + SLACK - len(told.speaker))
        return (cut and _said(told.speaker, cut, phrases),)
    own = cut_headline(told.text)
    if not told.sourced:
        return (own if names_something(own) else _instance(told.text) or own,)
    reported = told.speaker and cut_headline(
        told.reported, most=MOST_CHARACTERS - len(told.speaker) // 2
    )
    if reported and len(reported) + len(told.speaker) > MOST_CHARACTERS:
        reported = _LONG_QUOTATION.sub(r"\1\2", reported)
    according = reported and phrases.fill(
        "briefing_according", headline=reported, speaker=told.speaker
    )
    # Where what is said cannot be told apart from who says it, the clause must keep its speaker.
    return (according, own if _attributes(own) else "")


def _attributes(part: str) -> bool:
    return bool(part) and find_mention(masked(part, quotations(part))) is not None


def _clipped(text: str, taken: int = 0) -> str:
    """The first words of the text with an ellipsis; quotation marks only where they close."""
    kept: list[str] = []
    for word in text.split():
        if sum(len(one) + 1 for one in kept) + len(word) > MOST_CHARACTERS - taken:
            break
        kept.append(word)
    while len(kept) > FEWEST_WORDS and (is_function_word(kept[-1]) or kept[-1][-1].isdigit()):
        kept.pop()
    part = " ".join(kept or text.split()[:1])
    if not balanced(part):
        part = "".join(letter for letter in part if letter not in MARKS)
    part = " ".join(part.split()).rstrip(" ,;:.")
    return part if part == text.rstrip(" .") else f"{part} …"
