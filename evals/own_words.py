"""What a writer says itself, and in what language."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from bot.text.folding import fold
from bot.text.language import FUNCTION_WORDS, detect_language
from evals.cases import Case
from evals.replies import QuotedStatement, Reply

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 3
"""Fewer words of one's own do not tell their language."""

_ASIDE = re.compile(r'"[^"]*"|\([^)]*\)')
"""Quotations, and the dates and outlets that stand in brackets."""

_COPIED_RUN = 3
"""So many words in a row that stand in the quote are the quote's words."""


def language_match(case: Case, reply: Reply) -> tuple[float, ...]:
    """Whether each statement's own words, and an abstention, are in the question's language."""
    texts = [own_words(statement) for statement in reply.statements]
    if not reply.answered:
        texts.append(reply.abstention)
    told = [detect_language(text) for text in texts if len(_WORD.findall(text)) >= _LEAST_WORDS]
    # Few words are often taken for a language that nobody writes in here: that tells nothing.
    known = [found for found in told if found in FUNCTION_WORDS]
    return tuple(float(found == case.language) for found in known)


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
