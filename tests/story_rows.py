"""Sentences of stories made by hand for the tests of what is told of a story: one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.attribution import Speakers
from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.stories import StoryGroup, Unit
from bot.text.sentences import sentences as split
from bot.types import Document, Passage, Span
from bot.writers.briefing_extractive import Sentences
from bot.writers.stated import stated

PHRASES = Phrases.load(PROMPTS)


@dataclass(frozen=True, kw_only=True)
class Text:
    """A document in few words."""

    text: str
    published: str | None = "2023-02-15"
    language: str = "fr"


def rows(texts: Sequence[Text | str], alike: float = 0.0) -> Sentences:
    """The sentences of the texts, each text a document of its own.

    Two sentences in the same words are the same, others are `alike` in meaning.
    """
    units: list[Unit] = []
    told = []
    for number, given in enumerate(texts):
        one = given if isinstance(given, Text) else Text(text=given)
        document = _document(f"d{number}", one)
        passage = Passage(document=document, number=0, start=0, end=len(one.text))
        speakers = Speakers(one.text)
        for start, end in split(one.text):
            units.append(Unit(passage, Span(start, end)))
            told.append(stated(Span(start, end), passage, speakers, PHRASES))
    close = np.full((len(units), len(units)), alike, np.float32)
    for row, unit in enumerate(units):
        for other, two in enumerate(units):
            if unit.text == two.text:
                close[row, other] = 1.0
    vectors = np.ones((len(units), 2), np.float32)
    return Sentences(
        units=units, told=told, vectors=vectors, alike=close, events=close, close=close
    )


def story(sentences: Sentences) -> StoryGroup:
    """All the sentences as one story."""
    documents = tuple(dict.fromkeys(unit.passage.document.id for unit in sentences.units))
    return StoryGroup(
        units=tuple(range(len(sentences.units))),
        origins=len(documents),
        documents=documents,
        newest="2023-02-15",
        cohesion=1.0,
    )


def _document(name: str, given: Text) -> Document:
    return Document(
        id=name,
        text=given.text,
        raw=given.text,
        title=name,
        language=given.language,
        source=name,
        published=given.published,
        origin=name,
    )
