"""Questions to begin with, made of what the person who reads them may see.

Pure. Each is a question about a name that several titles share, or about one of the newest titles,
in the language that most of the documents are in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.labels import one_line
from bot.library import DocumentSummary
from bot.names import names
from bot.prompts import Phrases

MOST = 4
"""Slack shows four."""
NEWEST = 200
LONGEST_TITLE = 90
LONGEST_PROMPT = 140


@dataclass(frozen=True)
class Suggestions:
    """Questions, and the heading that stands over them in the same language."""

    heading: str
    questions: tuple[str, ...]


def suggestions_for(documents: Iterable[DocumentSummary], phrases: Phrases) -> Suggestions | None:
    """Up to four questions about documents; None where there are none to ask about.

    Titles ["Macron reçoit Scholz", "Macron à Berlin"] -> "Que disent les documents sur Macron ?" …
    """
    newest = sorted(documents, key=lambda one: (one.published or "", one.id), reverse=True)
    originals = list({one.origin: one for one in reversed(newest)}.values())[::-1]
    titled = [one for one in originals if _usable(one.title)][:NEWEST]
    if not titled:
        return None
    words = phrases.for_language(_main_language(titled))
    about = [words.fill("serving_prompt_name", name=name) for name in shared_names(titled)]
    happened = [
        words.fill("serving_prompt_title", title=_title(one.title))
        for one in titled
        if one.language == words.language
    ]
    kept = [one for one in dict.fromkeys([*about[:2], *happened]) if len(one) <= LONGEST_PROMPT]
    return Suggestions(words.fill("serving_prompts_title"), tuple(kept[:MOST])) if kept else None


def shared_names(documents: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """Names that stand in at least two titles, the most frequent first."""
    counted: Counter[str] = Counter()
    for document in documents:
        counted.update({str(name.text) for name in names(document.title)})
    return tuple(name for name, count in counted.most_common() if count > 1)


def _main_language(documents: Sequence[DocumentSummary]) -> str:
    return Counter(document.language for document in documents).most_common(1)[0][0]


def _usable(title: str) -> bool:
    return len(one_line(title)) >= 8 and " " in title.strip() and len(title) <= LONGEST_TITLE


def _title(title: str) -> str:
    return one_line(title).rstrip(" .?!…")
