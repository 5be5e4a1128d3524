"""Whether a clause tells what has happened or what is to come, by its verbs and a few other words.

Patterns of French, English, German and Spanish. They are meant for one clause: where both a past
and a coming time show, or neither, no tense is told. A conditional counts as to come, since no more
than that can be said of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Tense = Literal["past", "future"]

_ADVERBS = r"(?:[\w'’-]+\s){0,2}?"
_FRENCH_PARTICIPLE = (
    r"(?:(?!(?:lun|mar|jeu|vendre|same)di|mi?di|lieu|peu|jeu|aussi|ainsi|ici|parmi|l?ui|celui|qui|au\b|du\b)"
    r"\w+(?:é|i|u)e?s?|(?:re|ad|com|per|pro|sou|trans|ap|sur|entre)?(?:mis|pris)e?s?|"
    r"(?:dé|re|satis)?faite?s?|dite?s?|mort(?:e?s?)|(?:dé|re)?(?:c?ouvert)e?s?|offerte?s?|soufferte?s?|"
    r"\w+(?:duit|truit|crit)e?s?|\w*(?:teint|joint|traint|quis)e?s?|assis|clos|élue?s?)"
)
_COMING: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:(?:est|sont|soit)\s)?(?:déjà\s|encore\s)?(?:prévue?s?|attendue?s?|programmée?s?|"
        r"planifiée?s?|censée?s?)\b"
        r"|\b\w+(?:er|ir|dr|vr|rr|ur)(?:a|ont)\b|\b(?:sera|aura|fera|ira|seront|auront|feront|iront)\b"
        r"|\b(?:pour|dev|se|au|fe)rai(?:en)?t\b"
        r"|\b(?:doit|doivent|devrai(?:en)?t)\s\w+(?:er|ir|re)\b|\b(?:va|vont)\s(?:\w+\s)?\w+(?:er|ir|re)\b"
        r"|\b(?:prochaine?s?|demain)\b"
    ),
    "en": re.compile(
        r"\b(?:(?:will|would|shall|won['’]t|should|could|may|might)(?:\s(?:not|also|then))?"
        r"(?:\s(?:be|have|have been)\s\w+)?|going to|"
        r"(?:(?:is|are|be|been)\s)?(?:expected|due|scheduled|set|slated|planned|supposed)\s(?:to|for|on|in)|"
        r"(?:is|are) to|(?:plans?|intends?|hopes?|aims?) to|upcoming|tomorrow)\b"
    ),
    "de": re.compile(
        r"\b(?:w(?:ird|erden|ürden?)|soll(?:te)?n?|will|wollen|geplant|erwartet|dürften?|könnten?|"
        r"müssten?|möchten?|voraussichtlich|kommende[nrms]?|nächste[nrms]?|morgen)\b"
    ),
    "es": re.compile(
        r"\b(?:\w+(?:[aei]|d|b)r(?:á|án|ía|ían)|(?:va|van) a|previst[oa]s?|programad[oa]s?|"
        r"próxim[oa]s?|se espera)\b"
    ),
}
_UNCLEAR = re.compile(r"\b(?!(?:pour|dev|se|au|fe)rai)\w+rai(?:en)?t\b")
"""« tiraient » has happened, « finiraient » may: only the verb's stem would tell."""

_HAPPENED: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        rf"\b(?:a|ont|avait|avaient|est|sont|était|étaient|fut|furent)\s{_ADVERBS}{_FRENCH_PARTICIPLE}\b"
        r"|\b\w+(?:èrent|irent|urent)\b|\b(?:fut|eut|fit|prit|mit|vint|devint)\b"
        r"|\b(?!(?:re|por|ex|at|abs|con)?trai\w|(?:par|bien|sur|mé)?fait\b|lait\b|souhait\b)"
        r"\w*[^\W\dr](?:ait|aient)\b"
        r"|\b(?:dernier|dernière|hier)\b"
    ),
    "en": re.compile(
        r"\b(?:was|were|had|did|said|told|took|won|lost|fell|rose|began|left|went|came|made|gave|held|"
        r"met|found|broke|hit|struck|shot|saw|sent|spoke|became|brought|built|bought|sold|paid|"
        r"led|fled|flew|grew|knew|ran|sank|fought|caught|withdrew|drove|wrote|"
        r"(?!need|seed|speed|feed|indeed|exceed|proceed|succeed|agreed to)\w{2,}ed|"
        r"yesterday)\b"
    ),
    "de": re.compile(
        r"\b(?:hat|haben|hatten?|war|waren|wurden?|sei|seien|starben?|kam|kamen|ging|gingen|gab|gaben|"
        r"fand|fanden|trat|traten|traf|trafen|nahm|nahmen|ließ|ließen|begann|begannen|gewann|gewannen|"
        r"schloss|schlossen|verlor|verloren|stieg|stiegen|fiel|fielen|"
        r"(?!heute\b|gestern\b|bereits\b)[a-zäöüß]{3,}(?<!ers)(?<!etz)ten?|"
        r"gestern|vergangene[nrms]?|letzte[nrms]?)\b"
    ),
    "es": re.compile(
        r"\b(?:\w{2,}ó|\w+(?:aron|ieron|yeron|jeron)|(?:ha|han|había|habían)\s(?:\w+\s)?\w+(?:ado|ido|cho|to|so)|"
        r"fue|hubo|dijo|hizo|tuvo|estuvo|puso|vino|quiso|era|eran|ayer|pasad[oa]s?)\b"
    ),
}


def tense_of(clause: str, language: str) -> Tense | None:
    """The time of a clause's verbs; None where they tell both, neither, or another language.

    >>> tense_of("a fermé les ponts", "fr"), tense_of("will close on Friday", "en")
    ('past', 'future')
    >>> tense_of("Friday was expected to be quiet", "en") is None
    True
    """
    if language not in _COMING:
        return None
    # German nouns in -te keep their capital, so that they are no verbs.
    plain = clause if language == "de" else clause.lower()
    if language == "fr" and _UNCLEAR.search(plain):
        return None
    left = _COMING[language].sub(" ", plain)
    coming, happened = left != plain, _HAPPENED[language].search(left) is not None
    if coming == happened:
        return None
    return "future" if coming else "past"
