"""Whether a sentence gives a reason, by the words that introduce one."""

from __future__ import annotations

import re

_CAUSES = re.compile(
    r"\b(parce qu|car\b|afin d|afin qu|en raison|a cause|grace a|puisqu|du fait|faute d|permet|"
    r"pour (?:que|ne pas|\w+(?:er|ir|re)\b)|dans le but|vis(?:e|ant) a|due? a|dus? aux?|"
    r"because|due to|owing to|since\b|in order to|so that|so as to|as a result|thanks to|aimed? at|"
    r"weil\b|denn\b|wegen|aufgrund|um \w+.{0,80} zu\b|damit\b|da die\b|"
    r"porque|debido|a fin de|para (?:que|\w+[aei]r\b)|ya que|puesto que|a causa)"
)


def gives_reason(folded: str) -> bool:
    """Tell whether a sentence, lower-case and without accents, holds a word of cause or aim.

    >>> gives_reason("il reste parce qu'il le faut")
    True
    """
    return _CAUSES.search(folded) is not None
