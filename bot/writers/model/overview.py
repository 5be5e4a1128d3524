"""Sentences over all stories of a briefing, asked of a model once and verified.

Each names the statements that it rests on and cites what they cite. Its figures, dates, names and
quoted words must stand in those statements and their quotations, no matter what stands around them,
and its words must be theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.briefing_types import Story
from bot.citations import DraftQuote, DraftStatement, Evidence, Verified
from bot.citations.evidence import as_data
from bot.citations.orders import without_orders
from bot.types import Citation, Hit, Passage, Removal, Statement
from bot.writers.model.checking import check, sums_up
from bot.writers.model.replies import OverviewSentence

MOST_SENTENCES = 4
_LABEL = re.compile(r"S?(\d{1,4})\.(\d{1,4})", re.IGNORECASE)


def labelled(stories: Sequence[Story]) -> Mapping[str, Statement]:
    """The stories' statements by label: "S1.2" is the second of the first story."""
    return {
        f"S{number}.{place}": statement
        for number, story in enumerate(stories, start=1)
        for place, statement in enumerate(story.statements, start=1)
    }


def render(stories: Sequence[Story]) -> str:
    """The stories laid out for a prompt, as data."""
    return "\n\n".join(_rendered(number, story) for number, story in enumerate(stories, start=1))


def _rendered(number: int, story: Story) -> str:
    lines = [
        f'<statement label="S{number}.{place}">{as_data(" ".join(one.text.split()))}</statement>'
        for place, one in enumerate(story.statements, start=1)
    ]
    opening = f'<story label="S{number}" status="{story.status}">'
    return "\n".join([opening, *lines, "</story>"])


def verified_overview(
    sentences: Sequence[OverviewSentence], stories: Sequence[Story], language: str, words: int
) -> Verified:
    """What stands of an overview, in order, within so many words.

    A sentence that names no statement has no quote; one that only repeats a statement is left out.
    """
    known = labelled(stories)
    repeated = {one.text for one in known.values()}
    kept: list[Statement] = []
    removed: list[Removal] = []
    for sentence in sentences:
        grounds = [known[label] for label in _labels(sentence) if label in known]
        checked = _checked(sentence.text, grounds, language)
        removed += checked.removed
        for statement in checked.statements:
            length = len(statement.text.split())
            new = statement.text not in repeated
            if new and length <= words and len(kept) < MOST_SENTENCES:
                kept.append(statement)
                repeated.add(statement.text)
                words -= length
    return Verified(statements=tuple(kept), removed=tuple(removed))


def _checked(text: str, grounds: Sequence[Statement], language: str) -> Verified:
    """The sentence with all citations of its grounds, or why it falls."""
    carried = [(ground, citation) for ground in grounds for citation in ground.citations]
    evidence = Evidence.from_hits([_said(*one) for one in carried])
    told = "\n".join(item.hit.passage.text for item in evidence.items)
    if not carried or not sums_up(text, told, language):
        return Verified(removed=(Removal(text=text, reason="no-quote"),))
    quotes = tuple(
        DraftQuote(passage=item.label, text=citation.quote)
        for item, (_, citation) in zip(evidence.items, carried, strict=True)
    )
    checked = check(DraftStatement(text=text, quotes=quotes), evidence, language)
    if not checked.statements:
        return checked
    citations = tuple(dict.fromkeys(citation for _, citation in carried))
    # In the real passages once more: an order shows in the sentence around a quote.
    whole = Verified(statements=(Statement(text=text, citations=citations),))
    return without_orders(whole, by_model=True)


def _said(ground: Statement, citation: Citation) -> Hit:
    """A quotation and the statement that it carries as a passage, so that nothing else vouches.

    A short quotation lacks the subject that its statement names: « tire 6 000 obus par jour ».
    """
    text = f"{ground.text}\n\n{citation.quote}"
    document = replace(citation.passage.document, text=text)
    passage = Passage(document=document, number=0, start=0, end=len(text))
    return Hit(passage=passage, score=1.0, dense=1.0, lexical=0.0)


def _labels(sentence: OverviewSentence) -> list[str]:
    found = (_LABEL.fullmatch(label.strip(" []()")) for label in sentence.rests_on)
    return list(dict.fromkeys(f"S{int(one[1])}.{int(one[2])}" for one in found if one))
