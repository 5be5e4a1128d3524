"""The words by which a text says that something is not known, not said or not verified.

French, English, German and Spanish, matched on search keys (lower case without accents) of a
sentence whose quotations are masked: what a speaker asks is not what the source leaves open.
"""

from __future__ import annotations

import re

from bot.text.folding import search_key

_FRENCH_ASKED = (
    r"(?:si\b|s['’]ils?\b|ou\b|qui\b|quand\b|comment\b|pourquoi\b|combien\b|quel(?:le)?s?\b|"
    r"ce qu|dans quel|a quel)"
)
_ENGLISH_ASKED = r"(?:whether|if|who|whom|what|which|when|where|why|how)\b"
_GERMAN_ASKED = r"(?:ob|wer|wen|wem|was|wann|wo|wie|warum|weshalb|welche\w?|wohin|woher)\b"
_SPANISH_ASKED = (
    r"(?:si|quien(?:es)?|que|cuando|donde|como|cuant[oa]s?|cual(?:es)?|por que|a quien)\b"
)
_TOLD_FRENCH = (
    r"(?:precise|determine|etabli|communique|devoile|revele|divulgue|identifie|elucide|"
    r"rendue? publi(?:c|que)|connu)e?s?"
)
_SOME = r"(?:\w+ ){0,2}?"

UNVERIFIED = re.compile(
    r"\b(?:n['’]a|n['’]ont|n['’]avait|n['’]avaient|n['’]etait|"
    r"n['’]etaient) (?:pas )?(?:ete en mesure de |"
    r"pu (?:etre )?|ete )?(?:verifi|confirm)(?:e|es|ees|er)?\b[^.;]{0,40}?"
    r"\b(?:independan\w+|source|immediat)"
    r"|\bpas (?:ete en mesure de|pu) (?:\w+ )?(?:etre )?(?:verifi|confirm)\w+"
    r"|\bimpossible de (?:verifier|confirmer)\b|\binverifiables?\b"
    r"|\b(?:could not|couldn't|cannot|unable to|not been able to|not possible to) (?:be )?"
    r"(?:immediately |independently )*(?:verif|confirm)\w*"
    r"|\bnot (?:been )?independently (?:verified|confirmed)"
    r"|\b(?:nicht|kaum) (?:von unabhangiger seite |unabhangig |sofort )*(?:zu )?(?:uberpruf|"
    r"bestatig|verifizier)\w*"
    r"|\bno (?:ha |han |pudo |pudieron |pueden? )(?:podido )?(?:ser )?(?:verific|confirm|"
    r"comprob)\w*"
    r"|\bno se (?:ha|han|pudo|pudieron|puede) (?:podido )?(?:verific|confirm|comprob)\w*"
)
"""A newsroom could not check what it reports."""

_FRENCH = (
    rf"\bon (?:ne sa(?:it|vait) {_SOME}(?:pas |toujours pas |encore )?{_FRENCH_ASKED}|"
    rf"ignor(?:e|ait) {_SOME}{_FRENCH_ASKED})"
    r"|\bon ignor(?:e|ait) (?:encore |toujours )?(?:l[ea]s?\b|l['’]|tout d)"
    rf"|\b(?:nul|personne) ne sa(?:it|vait) {_SOME}{_FRENCH_ASKED}"
    r"|\brest(?:e|ent|ait|aient) (?:encore |toutefois |desormais )?a (?:savoir|determiner|"
    r"etablir|elucider|"
    r"eclaircir)\b"
    r"|\b(?:rest|demeur)(?:e|ent|ait|aient) (?:encore |toujours |pour l['’]instant |a ce stade )*"
    r"(?:inconnue?s?|indeterminee?s?|incertaine?s?|inexpliquee?s?|floue?s?|un mystere|mysterieu\w+|"
    r"en suspens|sans reponse)\b"
    rf"|\b(?:n['’](?:est|etait|etaient|a|ont|avait|avaient)|ne (?:sont|furent)) "
    rf"(?:pas|toujours pas|pas encore|toujours pas) (?:ete |encore ete |encore )?{_TOLD_FRENCH}\b"
    r"(?! (?:pour|comme|de l|des|du|par|avoir))"
    rf"|\bn['’](?:a|ont|avait|avaient) (?:pas|toujours pas|pas encore) "
    rf"(?:\w+ment )?(?:precise|dit|indique|revele|detaille) (?:{_FRENCH_ASKED}|l[ea]s?\b|l['’]|"
    r"son|sa|ses|leurs?|d['’]ou|combien|de )"
    r"|\bsans (?:toutefois |pour autant |plus )?(?:preciser|dire|indiquer|donner (?:plus )?(?:de|"
    r"d['’])|"
    r"fournir (?:plus )?(?:de|d['’])|en preciser|en dire)\b"
    r"|\baucune? (?:information|indication|precision|detail|bilan)\b[^.;]{0,30}"
    r"\b(?:sur|n['’](?:a|est|etait|avait)|concernant|quant)\b"
    r"|\bl['’]incertitude (?:demeure|plane|persiste|regne)\b"
)
_ENGLISH = (
    rf"\b(?:it|that) (?:is|was|remains|remained) (?:still |not |un)+{_SOME}"
    rf"(?:clear|known|certain|unclear|unknown|uncertain) {_SOME}{_ENGLISH_ASKED}"
    r"|\b(?:remains?|remained) (?:unknown|unclear|uncertain|to be seen|unexplained|a mystery|"
    r"unanswered|an open question)\b"
    r"|\b(?:is|are|was|were) (?:still |as yet |currently )?(?:unknown|unclear)\b"
    rf"|\bunclear {_ENGLISH_ASKED}"
    r"|\b(?:is|are|was|were) not (?:yet |immediately |publicly )+(?:known|clear|disclosed|"
    r"released)\b"
    r"|\b(?:has|have) not (?:yet )?been (?:disclosed|released|made public|identified|determined|"
    r"named)\b(?! (?:as|by|in)\b)"
    r"|\b(?:did not|didn't|does not|doesn't|has not|have not|declined to|refused to|would not) "
    rf"(?:immediately )?(?:(?:say|said) {_ENGLISH_ASKED}|(?:give|given|provide|provided|offer) "
    r"(?:any |further |more |a |an )*(?:details|information|reasons?|figures?|numbers?|toll|date|"
    r"names?|timeline|explanation|evidence)\b|(?:specif\w+|disclosed?|name|identify|reveal|"
    r"release) "
    rf"(?:{_ENGLISH_ASKED}|the\b|its\b|his\b|her\b|their\b|any\b))"
    rf"|\bwithout (?:saying {_ENGLISH_ASKED}|specifying|elaborating|naming|"
    r"giving (?:any |further |more )?(?:details|a \w+))"
    r"|\bno (?:information|details|word)\b[^.;]{0,20}\b(?:about|on|was|were|has|have|as to)\b"
    rf"|\bha(?:s|ve) yet to (?:say|confirm|announce|disclose|release|determine)\b"
    rf"|\b(?:nobody|no one) knows {_ENGLISH_ASKED}"
)
_GERMAN = (
    r"\b(?:ist|sind|war|waren|blieb|blieben|bleibt|bleiben) (?:\w+ ){0,4}?(?:unklar|unbekannt|"
    r"ungewiss|"
    r"ungeklart|offen, (?=ob|wer|wann|wie|wo|was|warum)|nicht bekannt|noch nicht bekannt)\b"
    rf"|\bunklar (?:ist|war|blieb|bleibt)(?: \w+){{0,3}},? {_GERMAN_ASKED}"
    rf"|\b(?:machte|machten|nannte|nannten) (?:\w+ ){{0,4}}?keine (?:naheren |weiteren |genauen )?"
    r"(?:angaben|einzelheiten|details|zahlen|grunde)\b"
    rf"|\bliess (?:\w+ ){{0,3}}?offen, {_GERMAN_ASKED}"
    r"|\bsteht (?:noch )?nicht fest\b"
    r"|\bohne (?:nahere |weitere )?(?:einzelheiten|details|angaben) (?:zu nennen|zu machen)\b"
)
_SPANISH = (
    r"\bse desconocen? (?:aun |todavia )?\w"
    rf"|\b(?:aun|todavia) no se (?:sabe|conocen?) "
    rf"|\bno se sabe {_SOME}{_SPANISH_ASKED}"
    rf"|\bno (?:esta|queda|quedo) claro {_SPANISH_ASKED}"
    rf"|\bno (?:preciso|precisaron|especifico|especificaron|detallo|detallaron|aclaro|ha precisado|"
    rf"ha aclarado|ha detallado) (?:{_SPANISH_ASKED}|el|la|los|las|su|sus)\b"
    r"|\bsin (?:precisar|especificar|aclarar|dar (?:mas )?detalles)\b"
    r"|\b(?:falta|queda) por (?:saber|ver|determinar|conocer)\b"
    r"|\bsiguen? (?:sin (?:conocerse|saberse|esclarecerse|identificar)|siendo una incognita)\b"
)
_BY_LANGUAGE = {
    language: re.compile(f"{listed}|{UNVERIFIED.pattern}")
    for language, listed in (
        ("fr", _FRENCH),
        ("en", _ENGLISH),
        ("de", _GERMAN),
        ("es", _SPANISH),
    )
}

IMPERSONAL = re.compile(
    r"(?:it (?:is|was|remains|remained) (?:still |not |un)|"
    r"es (?:ist|war|bleibt|blieb) (?:\w+ ){0,3}(?:unklar|unbekannt|nicht bekannt))"
)
"""An opening whose pronoun means nothing: "It is not clear whether …"."""

OWN_QUESTION = re.compile(
    r"(?:qui|ou|quand|combien|comment|pourquoi|quel(?:le)?s?|que|who|where|when|how|why|what|which|"
    r"wer|wo|wann|wie|warum|was|welche\w?|¿\s?(?:quien(?:es)?|donde|cuando|cuant[oa]s?|como|"
    r"por que|"
    r"que|cual(?:es)?))\b"
)
"""How a plain question begins."""

READER = re.compile(
    r"\b(?:vous|votre|vos|tu|toi|ton|nous|notre|je|moi|you|your|we|our|us|i|me|my|sie|ihr|ihre|wir|"
    r"unser\w*|ich|usted(?:es)?|nosotros|nuestr\w+|yo|il|elle|ils|elles|on|cela|ca|ce|cet|cette|"
    r"ces|"
    r"he|she|they|it|this|that|er|es|dies\w*|est[aeo]s?|es[aeo]s?)\b"
)
"""A question that talks to its reader, or points at what stands before it."""

POSSESSIVE = re.compile(
    r"\b(?:son|sa|ses|leurs?|celui|celle|his|her|their|its|sein\w{0,2}|ihr\w{0,2}|sus?)\b"
)
ASKS_CAUSE = re.compile(
    r"\b(?:pourquoi|causes?|raisons?|motifs?|mobiles?|why|reasons?|motives?|warum|weshalb|"
    r"ursachen?|"
    r"grund|grunde|por que|causas?|motivos?|razon(?:es)?)\b"
)
ASKS_TRUTH = re.compile(
    r"\b(?:si|s['’]ils?|whether|ob|verif\w+|confirm\w+|uberpruf\w+|bestatig\w+|comprob\w+)\b"
)
ASKS_NUMBER = re.compile(
    r"\b(?:combien|nombre|bilan|montant|chiffres?|cout|how (?:many|much)|number|toll|amount|cost|"
    r"wie ?viele?|anzahl|zahl|zahlen|summe|cuant[oa]s?|numero|balance|cifras?)\b"
)
ASKS_TIME = re.compile(r"\b(?:quand|date|calendrier|when|timeline|wann|datum|cuando|fecha)\b")
ASKS_PLACE = re.compile(r"\b(?:ou|lieu|where|location|wo|wohin|ort|donde|lugar)\b")
ASKS_PERSON = re.compile(
    r"\b(?:qui|identites?|auteurs?|noms?|who|identit(?:y|ies)|names?|wer|identitat|namen?|"
    r"quien(?:es)?|identidad(?:es)?|nombres?)\b"
)
GIVES_CAUSE = re.compile(
    r"\b(?:parce qu|en raison d|a cause d|du[es]? a|provoque\w* par|cause\w* par|because|due to|"
    r"caused by|weil|wegen|aufgrund|verursacht|porque|debido a|a causa d|por culpa)"
)
CONFIRMS = re.compile(
    r"\b(?:confirm|etabli|prouv|verifi|verif|proved|established|bestatig|bewies|bewiesen|comprob|"
    r"demostr)\w*"
)
DENIES = re.compile(
    r"\b(?:ne|n|pas|non|not|nor|no|without|cannot|unable|nicht|kein\w*|sin|nunca)\b"
)


def leaves_open(clause: str, language: str) -> bool:
    """Whether the sentence says that something is not known, not said or not verified.

    >>> leaves_open("On ignore si le pont était miné.", "fr")
    True
    >>> leaves_open("Le soldat inconnu repose sous l'Arc de triomphe.", "fr")
    False
    """
    pattern = _BY_LANGUAGE.get(language)
    return pattern is not None and pattern.search(search_key(clause)) is not None
