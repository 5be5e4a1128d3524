"""Times told by where the teller stands: "last year", « le mois dernier », „gestern“.

A question and a sentence that both say "last year" of the same thing mean the same year sooner than
a sentence that gives no time at all.
"""

from __future__ import annotations

import re

_UNITS = {
    "year": (r"ans?|annee", "year", r"jahr\w*", "ano", r"vorjahr\w*"),
    "month": ("mois", "month", r"monat\w*", "mes", r"vormonat\w*"),
    "week": ("semaine", "week", r"woche\w*", "semana", r"vorwoche\w*"),
}
_LAST = (
    r"l[ea]? ?'? ?(?:{0}) (?:derniere?|passee?|precedente?|d'avant)|un (?:{0}) plus tot|"
    r"(?:last|(?:the )?previous|the preceding) (?:{1})|the (?:{1}) before|"
    r"a (?:{1}) (?:ago|earlier|before)|"
    r"(?:letzt|vorig|vergangen|vorangegangen)e[mnrs]? (?:{2})|{4}|"
    r"(?:el|la) (?:{3}) (?:pasad[oa]|anterior)|un[oa]? (?:{3}) antes"
)
_NEXT = (
    r"l[ea]? ?'? ?(?:{0}) (?:prochaine?|suivante?|d'apres)|"
    r"(?:next|the following) (?:{1})|(?:nachst|kommend|folgend)e[mnrs]? (?:{2})|"
    r"(?:el|la) (?:{3}) (?:proxim[oa]|siguiente|que viene)|(?:el|la) proxim[oa] (?:{3})"
)
_THIS = r"cet(?:te)? (?:{0})|this (?:{1})|diese[mnrs]? (?:{2})|est[ea] (?:{3})"
_TOLD = (("last", _LAST), ("next", _NEXT), ("this", _THIS))
_TIMES = (
    *(
        (f"{name} {unit}", re.compile(rf"\b(?:{pattern.format(*words)})\b"))
        for name, pattern in _TOLD
        for unit, words in _UNITS.items()
    ),
    ("yesterday", re.compile(r"\b(?:hier|la veille|yesterday|the day before|gestern|ayer)\b")),
    ("tomorrow", re.compile(r"\b(?:demain|tomorrow|morgen|manana)\b")),
)


def relative_time(key: str) -> re.Match[str] | None:
    """Where a lower-case text without accents names such a time first; None where it does not."""
    found = [match for _, pattern in _TIMES if (match := pattern.search(key))]
    return min(found, key=lambda match: match.start(), default=None)


def relative_times(key: str) -> frozenset[str]:
    """The times that a lower-case text without accents names so.

    >>> sorted(relative_times("et l'an dernier ?"))
    ['last year']
    """
    key = key.replace("’", "'")
    return frozenset(name for name, pattern in _TIMES if pattern.search(key))
