"""Scoring one reply: the observations that it adds to each metric. No model judges here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from bot.text.folding import fold
from bot.text.language import FUNCTION_WORDS, detect_language
from bot.text.sentences import sentences
from evals import metrics
from evals.cases import Case
from evals.replies import Quote, QuotedStatement, Reply, Stored

Observations = Mapping[str, tuple[float, ...]]
"""Observations by metric name; a metric that does not apply to the case is left out."""

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 3
"""Fewer words of one's own do not tell their language."""

_ASIDE = re.compile(r'"[^"]*"|\([^)]*\)')
"""Quotations, and the dates and outlets that stand in brackets."""

_COPIED_RUN = 3
"""So many words in a row that stand in the quote are the quote's words."""


def judge(case: Case, reply: Reply, stored: Stored) -> Observations:
    """All observations of one reply."""
    found = {
        **_retrieval(case, reply),
        **_outcome(case, reply),
        **_answer(case, reply),
        **_citations(reply, stored),
        **_language(case, reply),
    }
    found["latency ms"] = (reply.milliseconds,)
    return {name: values for name, values in found.items() if values}


def _retrieval(case: Case, reply: Reply) -> dict[str, tuple[float, ...]]:
    """Rank of the first passage that tells it, for cases with expected documents."""
    if not case.documents:
        return {}
    # Several passages may tell it; any one is enough, so all count as one that is sought.
    found = [_SOUGHT if each.wanted else each.passage for each in reply.retrieved]
    return {
        "passage R@1": (metrics.recall_at(found, {_SOUGHT}, 1),),
        "passage R@5": (metrics.recall_at(found, {_SOUGHT}, 5),),
        "passage R@10": (metrics.recall_at(found, {_SOUGHT}, 10),),
        "MRR@10": (metrics.reciprocal_rank(found, {_SOUGHT}),),
        "nDCG@10": (metrics.ndcg(found, {_SOUGHT}),),
    }


_SOUGHT = "a passage that tells it"


def _outcome(case: Case, reply: Reply) -> dict[str, tuple[float, ...]]:
    """Answered or abstained, against what was expected; removals."""
    outcome: dict[str, tuple[float, ...]]
    if case.answerable:
        outcome = {
            "answered": (float(reply.answered),),
            "abstained when it should not": (float(not reply.answered),),
        }
    else:
        outcome = {"abstained when it should": (float(not reply.answered),)}
    outcome["removed statements"] = (float(len(reply.removed)),)
    return outcome


def _answer(case: Case, reply: Reply) -> dict[str, tuple[float, ...]]:
    """Whether the quotes contain the answer, and whether a disagreement is disclosed."""
    scores: dict[str, tuple[float, ...]] = {}
    if case.answerable and case.answers:
        first = reply.statements[0].quotes[:1] if reply.statements else ()
        stated = [quote for statement in reply.statements for quote in statement.quotes]
        scores["first quote has answer"] = (_holds(first, case.answers),)
        scores["any quote has answer"] = (_holds(stated, case.answers),)
        scores["supported"] = (_supported(case, reply.statements),)
        scores["told in words or quote"] = (_told(case, reply.statements),)
        scores["first quote within two sentences"] = tuple(
            float(len(sentences(quote.text)) <= 2) for quote in first
        )
    claims = [
        [[quote.text for quote in claim.quotes] for claim in disagreement]
        for disagreement in reply.disagreements
    ]
    if case.disagreement:
        told = max((metrics.discloses(case.disagreement, each) for each in claims), default=0.0)
        scores["disagreement disclosed"] = (told,)
    elif reply.answered:
        scores["disagreement not expected"] = (float(bool(claims)),)
    return scores


def _holds(quotes: Sequence[Quote], answers: Sequence[str]) -> float:
    return float(any(metrics.includes_any(quote.text, answers) for quote in quotes))


def _supported(case: Case, statements: Sequence[QuotedStatement]) -> float:
    """1.0 when a quote of an expected document contains the answer."""
    quotes = [quote for statement in statements for quote in statement.quotes]
    return _holds([quote for quote in quotes if quote.document in case.documents], case.answers)


def _told(case: Case, statements: Sequence[QuotedStatement]) -> float:
    """1.0 when a statement that cites an expected document has the answer, in its words or quotes.

    "Who said it" may stand in the statement's words, traced to the passage, and not in the quote.
    """
    return float(
        any(
            metrics.includes_any(text, case.answers)
            for statement in statements
            if any(quote.document in case.documents for quote in statement.quotes)
            for text in (statement.text, *(quote.text for quote in statement.quotes))
        )
    )


def _citations(reply: Reply, stored: Stored) -> dict[str, tuple[float, ...]]:
    """Every quote against the library; every statement must have one."""
    return {
        "quote exactness": tuple(
            metrics.quote_is_exact(
                quote.text, stored.texts.get(quote.document), quote.start, quote.end
            )
            for quote in reply.quotes
        ),
        "citation validity": tuple(_valid(quote, reply, stored) for quote in reply.quotes),
        "statements with a quote": tuple(
            float(bool(statement.quotes)) for statement in reply.statements
        ),
    }


def _valid(quote: Quote, reply: Reply, stored: Stored) -> float:
    """1.0 when the cited passage is stored, was shown to the writer, and holds the span."""
    span = stored.passages.get(quote.passage)
    shown = reply.shown is None or quote.passage in reply.shown
    return float(span is not None and shown and span.start <= quote.start < quote.end <= span.end)


def _language(case: Case, reply: Reply) -> dict[str, tuple[float, ...]]:
    """Whether each statement's own words, and an abstention, are in the question's language."""
    texts = [own_words(statement) for statement in reply.statements]
    if not reply.answered:
        texts.append(reply.abstention)
    told = [detect_language(text) for text in texts if len(_WORD.findall(text)) >= _LEAST_WORDS]
    # Few words are often taken for a language that nobody writes in here: that tells nothing.
    known = [found for found in told if found in FUNCTION_WORDS]
    return {"language match": tuple(float(found == case.language) for found in known)}


def own_words(statement: QuotedStatement) -> str:
    """What the writer says itself: the statement without quotations, and without runs of words
    copied from a quote or from the title of its document.

    'Selon M. Stoltenberg : « La vitesse sauvera des vies »' -> 'Selon M. Stoltenberg :'
    """
    own = fold(statement.text).text
    for quote in statement.quotes:
        own = own.replace(fold(quote.text).text, " ")
    words = own.split()
    for source in (text for quote in statement.quotes for text in (quote.text, quote.title)):
        copied = SequenceMatcher(None, words, fold(source).text.split(), autojunk=False)
        for block in reversed(copied.get_matching_blocks()):
            if block.size >= _COPIED_RUN:
                del words[block.a : block.a + block.size]
    return " ".join(_ASIDE.sub(" ", " ".join(words)).split())
