"""Set phrases for "without a stop": "24 heures sur 24", "rund um die Uhr", "seven days a week".

Some have figures in them and some have none, and none of them counts anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.types import Span

_S = r"[\s\u00a0\u202f-]"
_24 = rf"(?:24|twenty{_S}four|vingt{_S}quatre|vierundzwanzig|veinticuatro)"
_7 = r"(?:7|seven|sept|sieben|siete)"
_HOURS = rf"{_S}?(?:heures|hours|hrs?|stunden|horas|h)"
_DAYS = rf"{_S}?(?:jours|days|tagen?|d[ií]as|[jd])"
_PHRASES = (
    (
        "day",
        rf"{_24}{_HOURS}{_S}?(?:(?:sur|/|von|de|out{_S}of){_S}?{_24}(?:{_HOURS})?"
        rf"|(?:(?:a|per|each|every|par|am|pro|al|por){_S}(?:day|jour|tag|d[ií]a)))"
        rf"|(?:around|round){_S}the{_S}clock|rund{_S}um{_S}die{_S}uhr"
        rf"|las{_S}(?:24|veinticuatro){_S}horas{_S}del{_S}d[ií]a|day{_S}and{_S}night"
        rf"|(?:de{_S})?jour{_S}(?:et|comme){_S}(?:de{_S})?nuit|tag{_S}und{_S}nacht"
        rf"|d[ií]a{_S}y{_S}noche",
    ),
    (
        "week",
        rf"{_7}{_DAYS}{_S}?(?:(?:sur|/|von|de|out{_S}of){_S}?{_7}"
        rf"|(?:(?:a|per|each|every|par|die|pro|in{_S}der|a{_S}la|por){_S}"
        r"(?:week|semaine|woche|semana)))",
    ),
    ("both", rf"24{_S}?/{_S}?7(?:{_S}?/{_S}?365)?"),
)
_PHRASE = re.compile(
    r"(?<![\w.,])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _PHRASES) + r")(?!\w)",
    re.IGNORECASE,
)


class Nonstop(NamedTuple):
    """A phrase at its place; `of` is what goes on without a stop: the day, the week or both."""

    span: Span
    of: frozenset[str]


def nonstop(text: str) -> Iterator[Nonstop]:
    """The phrases of the text, in order.

    >>> [sorted(phrase.of) for phrase in nonstop("Open 24 hours a day; rund um die Uhr; 24/7.")]
    [['day'], ['day'], ['day', 'week']]
    """
    for match in _PHRASE.finditer(text):
        name = match.lastgroup or ""
        yield Nonstop(
            Span(*match.span()), frozenset(("day", "week") if name == "both" else (name,))
        )
