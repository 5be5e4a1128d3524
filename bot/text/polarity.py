"""Words that turn a sentence round: refusing, denying, stopping, and plain negation.

A question with a false premise often asks why somebody refused what the documents say he did.
"""

from __future__ import annotations

import re

_REFUSALS = (
    r"refus\w*|rejet\w*|deni(?:e[sd]?|al)\b|deny\w*|\bni(?:e|ent|er|ait)\b|interdi\w*|forbid\w*|"
    r"forbad\w*|bann(?:ed|ing)\b|annul\w*|cancel\w*|renonc\w*|renounc\w*|empech\w*|"
    r"prevent(?:s|ed|ing)?\b|suspen\w*|interromp\w*|boycott\w*|declin(?:e|ed|es|ing) to\b|"
    r"reject\w*|verweiger\w*|weiger(?:t|te|ten|n)\b|abgelehn\w*|lehn(?:t|te|en|ten)\b|"
    r"verbiet\w*|verbot\w*|rechaz\w*|prohib\w*|neg(?:o|aron|aba|ado)\b|nieg(?:a|an|o)\b|"
    r"(?:a|s|est|sont) opposee?s?\b|oppos(?:e|ed|es|ait)\b|"
    r"abandon(?:ne|ner|nes|ned|ed|o)\b|withdr(?:aw|ew|awn)\b|fail(?:ed|s)? to\b|echou\w*|"
    r"cess(?:e|er|ent)\b|stopp(?:e|er|ed|te|en)\b|halt(?:ed|s)\b|to halt\b"
)
_NEGATIONS = (
    r"\bn(?:e|')\s?(?:\w+[- ']){1,4}?(?:pas|plus|jamais|rien|personne|aucune?)\b|"
    r"\b(?:personne|rien) n(?:e\b|')|\baucune?\b|\bpas (?:de|d'|ete)\b|\bsans\b|"
    r"\bnot\b|n't\b|\bcannot\b|\bnobody\b|\bnone\b|\bnever\b|\bno [a-z]|\bwithout\b|"
    r"\bnicht\b|\bkeine?[mnrs]?\b|\bniemand\w*|\bnie(?:mals)?\b|\bohne\b|"
    r"\bnadie\b|\bningun[oa]?\b|\bnunca\b|\bsin\b"
)
_REFUSING = re.compile(rf"\b(?:{_REFUSALS})")
_TURNED = re.compile(rf"{_NEGATIONS}|\b(?:{_REFUSALS})")


def refuses(key: str) -> bool:
    """Tell whether a text, in lower case without accents, speaks of refusing, denying or stopping.

    >>> refuses("pourquoi l'otan a-t-elle refuse de livrer ?")
    True
    """
    return _REFUSING.search(key) is not None


def is_turned(key: str) -> bool:
    """Tell whether a text refuses, denies, stops or negates anything at all.

    >>> is_turned("l'otan ne veut pas livrer")
    True
    """
    return _TURNED.search(key) is not None
