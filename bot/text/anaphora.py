"""The words by which a follow-up points back: pronouns, possessives, openings without a verb.

Patterns of French, English, German and Spanish, all tried on every text: a follow-up of three words
is too short to tell its language. They are matched on lower-case text without accents, of the same
length as the text itself.
"""

from __future__ import annotations

import re
import unicodedata

_CONJUNCTION = r"(?:et|mais|alors|and|but|or|so|und|aber|oder|y|e|pero)\b[\s,]+"
_ABOUT = (
    r"(?:(?:qu['’]en est-il|quid) (?:de |des |du |d['’])|(?:concernant|quant (?:a|aux?)) |"
    r"what about |how about |as for |was ist mit |wie (?:sieht|steht|ist) es (?:mit|um) |"
    r"que (?:hay|pasa) (?:del?|con) |que tal )"
)
OPENING = re.compile(rf"^[\s¿¡]*(?P<conjunction>{_CONJUNCTION})?(?P<about>{_ABOUT})?")
"""What comes before the thing that a follow-up asks about: "Et " in "Et la Russie ?"."""

QUESTION_WORD = re.compile(
    r"\b(?:qui|que|quoi|quand|ou|combien|comment|pourquoi|quel(?:le)?s?|lequel|laquelle|"
    r"who|whom|whose|what|which|when|where|why|how|wer|wen|wem|wessen|was|wann|wo|wohin|woher|warum|"
    r"wieso|weshalb|wie|welche[mnrs]?|quien(?:es)?|que|cuando|cuant[oa]s?|como|donde|cual(?:es)?)\b|"
    r"\bqu['’]"
)
VERB = re.compile(
    r"-(?:t-)?(?:il|elle|on|ils|elles|ce|je|tu|nous|vous)\b|\best-ce\b|"
    r"\b(?:est|sont|etait|etaient|ont|peut|doit|va|dit|fait|is|are|was|were|did|does|do|has|have|had|"
    r"will|would|can|could|should|said|says|ist|sind|war|waren|hat|haben|wird|werden|kann|sagt|sagte|"
    r"esta|estan|son|fue|fueron|ha|han|dijo|dice|hizo|tiene|puede)\b"
)
BARE_QUESTION = re.compile(
    r"^(?P<asks>(?:depuis |jusqu['’]a |pour |since |until |by |seit |bis |desde |hasta )?"
    r"(?:combien(?: de (?:temps|fois))?|quand|ou|pourquoi|comment|qui|"
    r"how (?:many|much|long|often|far)|when|where|why|how|who|"
    r"wie ?viele?|wie (?:oft|lange|weit)|wann|wo|warum|wieso|wer|"
    r"cuant[oa]s?|cuando|donde|por que|como|quien(?:es)?))"
    r"(?P<rest> (?:(?:par|per|pro|je|por) \w+|au total|en tout|in (?:total|all)|en total|insgesamt|"
    r"a (?:day|week|month|year)|am tag|al dia|al ano))?$"
)
"""A question word with no more than "par jour" behind it."""

TELEGRAM = re.compile(
    r"^(?:combien (?:de |d['’] ?)|quel(?:le)?s? |how many |which |wie ?viele |welche[mnrs]? |"
    r"cuant[oa]s )[\w-]+$"
)
"""A question without a verb: "combien de chars"."""

COUNTING = re.compile(r"^(?:combien|how many|wie ?viele?|cuant[oa]s)$")

SAID = re.compile(
    r"^(?:qui (?:est-ce qui )?(?:l['’](?:a|ont|avait) ?|le )(?:dit|declare|affirme|annonce|assure|"
    r"ecrit|pretend|pretendu|soutient|soutenu|explique|estime|indique|rapporte)|"
    r"qui (?:a |ont )?(?:dit|declare|affirme|annonce|pretend|ecrit) (?:cela|ca|ceci)|"
    r"(?:selon|d['’]apres) qui|"
    r"who (?:has |had )?(?:said|says|claimed|claims|announced|reported|reports|stated|wrote|"
    r"estimates|thinks) (?:that|this|it|so)|according to whom?|says who|"
    r"wer (?:hat|hatte) (?:das|dies|es) (?:gesagt|behauptet|erklart|mitgeteilt|angekundigt|"
    r"berichtet|geschrieben)|wer (?:sagte?|behauptete?|erklarte?|meinte?|berichtete?) "
    r"(?:das|dies|es)|laut wem|wem zufolge|nach wessen angaben|"
    r"quien (?:lo|la) (?:dijo|dice|ha dicho|afirm[oa]|anuncio|asegur[oa]|declaro)|"
    r"quien (?:dijo|dice|ha dicho|afirm[oa]) (?:eso|esto)|segun quien)$"
)
"""“Who said that?”, which asks for the speaker of what was just told."""

STARTS_WITH_QUESTION_WORD = re.compile(
    r"^(?:(?:qui|que|quel(?:le)?s?|combien|who|what|which|wer|wen|wem|was|wie|wohin|woher|"
    r"welche[mnrs]?|quien(?:es)?|cual(?:es)?|cuant[oa]s?)\b|how m|qu['’])"
)

LEAD = re.compile(
    r"^[\s¿]*(?:(?:depuis |since |seit |desde )?(?:combien(?= )|quand|ou|pourquoi|comment|"
    r"how (?:long|often|far)|when|where|why|how(?! m)|wann|wo|warum|wieso|"
    r"wie (?:oft|lange|weit)|cuando|donde|por que|como)(?: est-ce que?)?|est-ce que?)\b[\s']*"
)
"""The question word of a question, which another takes the place of."""

IMPERSONAL = re.compile(
    r"\b(?:y \w+-(?:t-)?il|il y \w+|faut-il|il faut|s['’]agit-il|qu['’]est-il|"
    r"est[ -]il (?:possible|vrai|prevu|question|mis|arrive|necessaire|interdit)|"
    r"il (?:est|semble|parait)|semble-t-il|parait-il|pleut-il|reste-t-il|existe-t-il|"
    r"s['’]est-il|how long (?:does|did|will) it|(?:does|did|will|would) it (?:be|take)|"
    r"(?:is|was) it (?:really |still |not )?(?:true|possible|likely|necessary|important|legal|"
    r"illegal|safe|easy|hard|difficult|better|clear|time|raining|cold|hot|late|that|because)\b|"
    r"(?:is|was) it [^?]*\b(?:that|who|to)\b|it (?:is|was|has been)|"
    r"(?:gibt|geht|ging|ist|war|sind|kam|kommt|handelt|steht|heisst) es)\b"
)

_CLITICS = r"(?:(?:ne|se|y|en|lui|leur|le|la|les) |[nsl]['’] ?)*"
_ASKING = (
    r"^[\s¿]*(?:et |mais |and |but |und |aber |y )?"
    r"(?:(?:a|de|d['’]|en|dans|avec|pour|par|sur|depuis|vers|jusqu['’]a|to|with|by|for|since|in|"
    r"at|on|from|until|of|mit|von|seit|fur|an|bis|con|por|para|desde|hasta) ?)?"
    r"(?:(?:combien (?:de |d['’])|quel(?:le)?s? |how many |which |whose |wie ?viele |"
    r"welche[mnrs]? |cuant[oa]s |what )[\w-]+ |how \w+ |wie \w+ |qu['’]|"
    r"(?:qui|que|quoi|quand|ou|combien|comment|pourquoi|who|whom|what|when|where|why|how|was|wer|wen|wem|wann|wo|wohin|woher|warum|wieso|wie|"
    r"quien(?:es)?|cuando|donde|por que|como|cual(?:es)?) )?(?:est-ce )?"
)
BEFORE_INVERTED = re.compile(rf"{_ASKING}{_CLITICS}$")
BEFORE_PRONOUN = re.compile(
    rf"{_ASKING}(?:que? |qu['’])?{_CLITICS}(?:[\w'’]+ )?"
    r"(?:(?:le|la|les|the|das|der|die|el) [\w-]+ (?:de|of|von) |l['’][\w-]+ (?:de|of) |"
    r"(?:to|with|by|about|for|against|of|from|de|a|avec|pour|von|mit|con) )?$"
)
"""All that may stand before a pronoun that points out of its question: were there a noun, the
pronoun would mean that. "Que lui", "What did", "Quel est le nom de", but not "Pourquoi le roi"."""

_COPULA = r"(?:est|sont|etait|etaient|fut|is|was|are|were|ist|war|es|era|son|sind)"
ASKS_FOR_SUBJECT = re.compile(
    rf"^[\s¿]*(?:(?:qui|who|wer|quien(?:es)?)|(?:quel(?:le)?s?|which|what|"
    rf"welche[mnrs]?|cuant[oa]s) (?!{_COPULA}\b)[\w-]+) (?!{_COPULA}\b)"
)
"""A question for who does something: "Qui annexa le royaume de son père ?" means his own father."""

INVERTED = re.compile(r"(?P<verb>[\w'’]+)-(?:t-)?(?P<pronoun>ils?|elles?)\b")
"""French "dit-il", "a-t-elle"."""

SUBJECT = re.compile(
    r"\bqu['’](?:il|elle|ils|elles)\b|"
    r"\b(?:il|elle|ils|elles|(?<!selon )lui|eux|he|she|they|him|them|it|er|ihn|"
    r"ihm|ihnen|sie|(?<=[a-z]t )es|ella|ellos|ellas)\b(?!['’])"
)
EL = re.compile(r"\bél\b", re.IGNORECASE)
"""Spanish "he", which only its accent tells from "the"."""

CLITIC = re.compile(
    r"^[\s¿]*qui (?P<clitic>l(?=['’](?:a|ont|avait|avaient) \w+(?: en \w+)?\W*$)|"
    r"(?:la|les?)(?= (?:(?:a|ont|avait|avaient) )?\w+\W*$))"
)
"""French "Qui la dirige ?", "Qui l'a construite ?"; not "Qui la France soutient-elle ?"."""

OBJECT = re.compile(
    r"^[\s¿]*(?:(?:when|where|why|how|who|what|how (?:many|much|long) ?\w*|(?:on |in |at |by )?"
    r"(?:what|which) \w+) (?:did|does|do|will|would|can|could|has|have|had|is|are|was|were) "
    r"(?!(?:they|it|he|she|you|we|i|there)\b)"
    r"(?:(?!(?:who|that|which|and|or|but|because|say|says|said|claim|think|want|to)\b)"
    r"[\w’'-]+ ){1,7}(?P<pronoun>it|them)"
    r"(?=\W*$| (?:in|on|at|to|from|for|with|by|last|this|yesterday|today|again)\b)|"
    r"(?:wann|wo|warum|wieso|wer|wie \w+|an wen|wem) (?:hat|haben|hatte|hatten|will|wollen|wird|"
    r"werden|soll|kann) (?:(?!(?:und|dass|aber|weil)\b)[\w-]+ ){0,3}"
    r"(?P<german>ihn|sie)(?= \w))"
)
"""A pronoun that is its clause's object, or stands behind a preposition."""

FOR_PERSONS_ONLY = re.compile(r"he|she|him|his|her")
PERSONAL = re.compile(r"he|she|him|his|her|lui|er|ihn|ihm|ella|el|ils?|elles?|son|sa|ses|sein\w*")
"""Pronouns that mean a person before they mean anything else."""

AGREEMENT = tuple(
    (re.compile(forms), letters)
    for forms, letters in (
        (r"he|him|his|lui|son|sa|ses", "mf"),
        (r"il|er|ihn|el", "m"),
        (r"she|her|elle|ella", "f"),
        (r"its?", "mfn"),
        (r"they|them|their|ils|elles|eux|leurs?|ihnen|ellos|ellas", "p"),
        (r"sie|ihr\w*", "fp"),
        (r"ihm|sein\w*", "mn"),
        (r"es", "n"),
    )
)
"""Gender and number of a pronoun, as `bot.text.noun_phrases` writes them."""

POSSESSIVE = re.compile(
    r"\b(?:(?P<french>son|sa|ses|leurs?) (?P<thing>\w+)|(?P<english>his|her|its|their) (?=\w)|"
    r"(?:sein|ihr)(?:e[mnrs]?)? (?P<noun>\w+)|sus? (?P<cosa>\w+))"
)

ARTICLE = re.compile(
    r"(?:\b(?:le|la|les|the|der|die|das|den|dem|el|los|las)\s+|\bl['’]\s*)$", re.IGNORECASE
)
PREPOSITION = re.compile(
    r"(?:\b(?:de|du|des|en|a|au|aux|dans|sur|pour|chez|avec|contre|par|vers|of|in|at|on|from|to|for|"
    r"about|with|against|by|von|vom|zu|zum|zur|im|am|bei|beim|mit|uber|fur|gegen|aus|nach|del|al|"
    r"sobre|con|contra|para|por)\s+|\bd['’]\s*)$"
)
CONTRACTED = re.compile(r"\b(?:du|des|au|aux|vom|zum|zur|im|am|beim|del|al)\s+$")
LEADING_ARTICLE = re.compile(r"^(?:(?:le|la|les|the|der|die|das|den|dem|el|los|las)\s+|l['’]\s*)")
LEADING_PREPOSITION = re.compile(
    r"^(?:(?:selon|d['’]apres|according to|laut|segun|"
    r"de|du|des|en|a|au|aux|dans|sur|pour|chez|avec|contre|par|vers|of|in|at|on|from|to|for|"
    r"about|with|against|by|von|vom|zu|zum|zur|im|am|bei|beim|mit|uber|fur|gegen|aus|nach|del|al|"
    r"sobre|con|contra|para|por)\s+|d['’]\s*)"
)
THAT_OF = re.compile(
    r"^(?:celui|celle|ceux|celles|that|those|die|der|das|el|la|los|las) "
    r"(?=(?:de|du|des|of|von|del)\b|d['’])"
)
"""“celui” in “Et celui de la Russie ?”, which the last question says already."""

PARTITIVE = re.compile(
    r"(?:\b(?:des|de|du|les|la|le|the|any|some|die|der|das|den|los|las|unos|unas|el)\s+|"
    r"\b[dl]['’]\s*)?$"
)


def plain(text: str) -> str:
    """Lower case without accents, character for character: "Où a-t-ıl" keeps its length.

    >>> plain("Où est Élodie ?")
    'ou est elodie ?'
    """
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
