"""Words that keep a sentence from saying a thing outright: negation, doubt, wish, condition."""

from __future__ import annotations

import re

from bot.attribution import starts_in_the_air, without_connective
from bot.text.measures import aligned_key
from bot.types import Span

_NEGATION = re.compile(
    r"\bn(?:e\b|')(?!\s?(?:que\b))(?:\s?\S+){1,6}?\s?\b(?:pas|plus|jamais|rien|personne|aucune?|ni)\b"
    r"|\b(?:personne|rien|aucune?|nul(?:le)?)\b(?:\s\w+){0,4}\s?n(?:e\b|')|\baucune?\b|\bsans\b|\bni\b"
    r"|\bpas (?:encore |de |d'|ete |un )|\bn'a pas\b"
    r"|\bnot\b|n't\b|\bcannot\b|\bnobody\b|\bnone\b|\bnever\b|"
    r"\bwithout\b|\bneither\b|\bnor\b"
    r"|\bnicht\b|\bkeine?[mnrs]?\b|\bniemand\w*|\bnie(?:mals)?\b|\bohne\b"
    r"|\bno\b|\bnadie\b|\bningun[oa]?\b|\bnunca\b|\bsin\b"
)
_DENIAL = re.compile(
    r"\b(?:refus(?:e|es|ee|ees|ent|ait|er|ed|es|ing|ant)?|rejet(?:e|te|tent|er|ee|es|ees|ait)|"
    r"ni(?:e|ent|er|ait|ant)|nee? pas|dementi\w*|dement|empech\w+|renonc\w+|annul\w+|interdi\w+|"
    r"echou\w+|(?:cess|arret)(?:e|er|ee?s?|ent|era|eront|ait) (?:de|d')|"
    r"evit(?:e|er|ent|ee|es)|exclu(?:e|t|s|es|re)?|suspend\w*|"
    r"den(?:y|ies|ied)|reject(?:s|ed)?|fail(?:s|ed)? to|prevent(?:s|ed)?|cancel(?:s|led|ed)?|"
    r"bann?(?:ed|s)|abandon(?:s|ed|ne|nee|nes|ner)?|declined? to|rul(?:es|ed) out|avoid(?:s|ed)?|"
    r"(?:stops?|stopped|ceases?|ceased) \w+ing|"
    r"verweiger\w+|lehn(?:t|te|en|ten)|abgelehnt|verbot\w*|verhinder\w+|abgesagt|"
    r"rechaz\w+|nieg(?:a|an)|nego|prohib\w+|impid\w+|cancel(?:o|ado|ada))\b"
)
_HEDGE = re.compile(
    r"\b(?:pourr(?:ait|aient|ont|a)|peu(?:t|vent)(?= )|aurai(?:t|ent)|serai(?:t|ent)|"
    r"devrai(?:t|ent)|\w{3,}erai(?:t|ent)|peut-etre|eventuel\w*|probable\w*|presume\w*|suppose\w*|"
    r"risqu(?:e|ent|er|ait)|sembl(?:e|ent|ait|aient)|menac(?:e|ent|ait|er) de|"
    r"si (?!(?:bien|possible))|s'ils?\b|a condition|a moins que|"
    r"envisag\w+|espere\w*|esperait|souhait\w+|veu(?:t|lent)|voul(?:ait|aient|oir)|"
    r"demand(?:e|ent|ait|er) (?:que|a|de)|propos(?:e|ent|ait|er|ition)\w* (?:de|d'|que)|"
    r"accus(?:e|es|ee|ees|ent|ait|er|ation|ations)|soupconn\w+|allegu\w+|pretend\w*|"
    r"tent(?:e|er|ent|ait|ative|atives) (?:de|d')|essa(?:ie|yer|yait|ye) (?:de|d')|"
    r"projet(?:te|tent|tait)? (?:de|d')|prevoi(?:t|ent) (?:de|d')|afin (?:de|d'|que?)|"
    r"appel(?:e|le|lent|er|ait) a|pour que|visant a|vise a|"
    r"may|might|could|would|should|perhaps|possibly|probably|reportedly|allegedly|alleged|likely|"
    r"if|unless|whether|hopes?|hoped|wants?|wanted|plans? to|planned to|seeks?|sought|"
    r"tr(?:y|ies|ied) to|expected to|accus(?:es|ed|ing)|suspected|seems?|appears? to|"
    r"konnten?|sollen?|sollten?|durften?|wurden? \w+ konnen|vielleicht|wahrscheinlich|falls|"
    r"mochten?|wollen|will|angeblich|"
    r"podri(?:a|an)|habri(?:a|an)|seri(?:a|an)|deberi(?:a|an)|tal vez|quizas?|probablemente|"
    r"quier(?:e|en)|intent(?:a|an|o) )"
)
_WILL_IS_A_WISH = frozenset({"de"})
_PRONOUN = re.compile(
    r"(?:^|[\s,'’(«\"“-])(?:il|elle|ils|elles|son|sa|ses|leur|leurs|lui|celui-ci|celle-ci|"
    r"ce dernier|cette derniere|"
    r"he|she|they|his|her|their|its|him|er|sie|sein\w*|ihr\w*|su|sus|ellos?|ellas?)\b"
)
_IN_TURN = re.compile(r"\b(?:respectiv\w+|jeweils|beziehungsweise)\b")
_ENDS = re.compile(
    r"[;:()]|,(?!\d)|\s[-–—]\s|\b(?:mais|but|aber|pero|tandis|alors|while|whereas)\b"
)


def clause_around(text: str, span: Span) -> Span:
    """The stretch that holds `span` and goes on to the next comma, semicolon or "but" either side.

    ("Reuters n'a pas pu vérifier, dit-il", of "vérifier") -> "Reuters n'a pas pu vérifier"
    """
    key = aligned_key(text)
    start = max((m.end() for m in _ENDS.finditer(key, 0, span.start)), default=0)
    after = _ENDS.search(key, span.end)
    return Span(start, after.start() if after else len(text))


def negations(text: str) -> tuple[Span, ...]:
    """Where a text negates or denies something, in order.

    "n'a pas été vérifié" -> the stretch "n'a pas"
    """
    key = aligned_key(text).replace("’", "'")
    found = [*_NEGATION.finditer(key), *_DENIAL.finditer(key)]
    return tuple(sorted(Span(*match.span()) for match in found))


def hedges(text: str, language: str) -> frozenset[str]:
    """The words by which a text says a thing with doubt, as a wish or on a condition.

    ("Le pont pourrait céder", "fr") -> {"pourrait"}
    """
    found = _HEDGE.findall(aligned_key(text).replace("’", "'"))
    return frozenset(
        word.strip() for word in found if word != "will" or language in _WILL_IS_A_WISH
    )


def deals_out(text: str) -> bool:
    """Whether a sentence deals values out to its subjects in turn, by order alone.

    "Jackson et Jodka ont été condamnés respectivement à 21 et 18 mois" -> True
    """
    return _IN_TURN.search(aligned_key(text)) is not None


def leans(sentence: str) -> bool:
    """Whether a pronoun or a fragment makes a sentence lean on those before it.

    "Il a démissionné.", "Une arme qui vaut 500 millions." -> True
    """
    own = without_connective(sentence)
    return starts_in_the_air(own) or _PRONOUN.search(aligned_key(own)) is not None
