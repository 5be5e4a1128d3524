"""Pictures of what is sent to Slack, as its preview shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.prompts import Phrases
from bot.settings import PROMPTS
from bot.slack.actions import PassageTarget
from bot.slack.blocks import (
    CitedPassage,
    Telling,
    answer_messages,
    briefing_messages,
    passage_modal,
)
from bot.slack.preview import render_preview, shown_in
from bot.slack.values import SlackMessage
from bot.slack.words import Words
from bot.types import Answer, Span
from evals.pictures.articles import FLOOD, FLOOD_RADIO, quotation
from evals.pictures.sample import FLOOD_STORY, SAMPLE

TELLING = Telling(reference="K7Q2-M4", reprints={FLOOD.id: 2})
QUESTION = "Combien de personnes ont été évacuées ?"
LATER = {"thread_ts": "1"}

Entry = Mapping[str, Any]


def pages() -> Mapping[str, str]:
    """The pages to take pictures of, by the pictures' names."""
    words = Words.of(Phrases.load(PROMPTS), "fr")
    made: Mapping[str, Callable[[Words], Sequence[Entry]]] = {
        "slack-answer": _answer,
        "slack-abstention": _abstention,
        "slack-passage": _passage,
        "slack-briefing": _briefing,
    }
    return {name: render_preview(shown_in([*show(words)])) for name, show in made.items()}


def write_pages(folder: Path) -> Mapping[str, Path]:
    """The pages as files, by the pictures' names."""
    written = {name: folder / f"{name}.html" for name in pages()}
    for name, page in pages().items():
        written[name].write_text(page, encoding="utf-8")
    return written


def _answer(words: Words) -> list[Entry]:
    answer = Answer(
        question=QUESTION,
        language="fr",
        statements=FLOOD_STORY.statements,
        disagreements=FLOOD_STORY.disagreements,
    )
    return [_sent(one) for one in answer_messages(answer, TELLING, words)]


def _abstention(words: Words) -> list[Entry]:
    answer = Answer(
        question="Qui a construit la digue de Brévent ?",
        language="fr",
        abstention="Les documents ne répondent pas à cette question. Cherché dans 12 document(s) : "
        "construire, digue, Brévent.",
        nearest=(
            quotation(FLOOD, "Le pont de Saint-Aubin est fermé à la circulation"),
            quotation(FLOOD_RADIO, "l’eau est montée à 4,2 mètres mercredi à l’aube"),
        ),
    )
    return [_sent(one) for one in answer_messages(answer, TELLING, words)]


def _passage(words: Words) -> list[Entry]:
    quote = quotation(FLOOD, "8\u202f006 personnes ont été évacuées")
    ends = [place + 2 for place in range(len(FLOOD.text)) if FLOOD.text[place:][:2] == ". "]
    cuts = [0, *(end for end in ends if end > quote.end or end <= quote.start), len(FLOOD.text)]
    spans = tuple(Span(a, b) for a, b in pairwise(cuts) if a < b)
    cited = CitedPassage(
        target=PassageTarget("K7Q2-M4", 1),
        document=FLOOD,
        quote=quote.quote,
        start=quote.start,
        passages=spans,
    )
    return [passage_modal(cited, words)]


def _briefing(words: Words) -> list[Entry]:
    found = briefing_messages(SAMPLE, TELLING, words)
    return [_sent(found.headline), {**_sent(found.replies[0]), **LATER}]


def _sent(message: SlackMessage) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks)}
