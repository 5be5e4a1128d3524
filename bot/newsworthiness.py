"""How much news a sentence holds, apart from how many sources say it.

Figures with units, decisions and events weigh for a sentence; definitions, phrases of general
sentiment and what happened long ago weigh against it. The lists are general words of news writing
in French, English, German and Spanish; nothing here knows a corpus.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from bot.text.figures import Figure, figures
from bot.text.folding import search_key
from bot.text.measures import OUTCOMES, measures
from bot.text.quotations import quotations

_FIGURE = 0.45
_MORE_FIGURES = 0.15
_TOLL = 0.2
_DECISION = 0.45
_EVENT = 0.25
_STANCE = 0.15
_POSITION = 0.15
_DEFINITION = -0.5
_HISTORY = -0.35
_SENTIMENT = -0.3
_AGENDA = -0.15
_BACKWARD = -0.3
_LEAST_COUNT = Decimal(10)
_LEAST_BARE = Decimal(100)
"""Of a number without a noun; a smaller one is a turn of phrase: « 24 heures sur 24 »."""


MEASURES_OF_SIZE_OR_TIME = frozenset(
    "km m cm mm mile miles metre metres kilometre kilometres foot feet pied pieds meter kilometer "
    "metro metros kilometros an ans annee annees jour jours heure heures minute minutes mois "
    "semaine semaines siecle year years day days hour hours month months week weeks "
    "decade decades jahr jahre jahren tag tage tagen stunde stunden monat monate woche wochen "
    "ano anos dia dias hora horas mes meses semana semanas calibre degres degrees".split()
)
"""Units that place or describe a thing and are seldom the news itself."""


_LANGUAGES = ("fr", "en", "de", "es")
_Verbs = Mapping[str, re.Pattern[str]]


def _prefixes(*listed: str) -> _Verbs:
    """Per language a pattern for words that begin like a listed one.

    "=" ends a whole word, "_" stands for a space. Texts of other languages are held against all.
    """
    joined = ["|".join(words.replace("=", r"\b").split()).replace("_", " ") for words in listed]
    found = {
        language: re.compile(rf"\b(?:{words})")
        for language, words in zip(_LANGUAGES, joined, strict=True)
    }
    return found | {"und": re.compile(rf"\b(?:{'|'.join(joined)})")}


_DECISIONS = _prefixes(
    r"(?:a|ont|avait|avaient)_(?:\w+_)?annonce= annonce= annonces= annoncent annoncera decid= "
    "decide= decident decidera decret (?:a|ont|avait|avaient)_signe= "
    "signes= signee signent signait promet= promis= promise= promises= "
    "approuv adopte= adoptent vote= votent nomme= nommee elu= elue elus= elit accuse= "
    "accusent accusee condamn interdi inculp rejete refus= refuse accept accord= accords= "
    "contrat demissionn demission= limog licenci suspend retire= "
    "sanction ordonn ratifi fournit= fourni= fournis= "
    "fournira= livre= livres= livree livrera= livreront "
    "augmentera augmenterait autoris lance= lancent exige= plainte coupable",
    "announc decid decree signed= signs= sign= promis pledg approv adopted= adopts= voted= votes= "
    "nominat elected= elects= accus condemn banned= bans= ban= charged= indict convict sentenc "
    "reject refus accept agreed= agrees= agreement contract resign dismiss fired= suspend sanction "
    "order(?:ed|s)= ratif supplied= supplies= delivered= delivers= "
    "authori sued= sues= lawsuit ruled= unveil "
    "launch acquit pleaded= guilty fined=",
    "angekundig kundigt beschloss beschliess entschied entscheid unterzeichn versprach versprich "
    "zugesagt gewahlt gewann ernann beschuldig verurteil verbot verbiet abgelehnt lehnt ablehn "
    "vertrag vereinbar zurucktr rucktritt entlass sanktion liefer genehmig",
    "anunci decid decret firm(?:o|a|aron|ado)= prometi aprob adopt voto= nombr elegid eligi acus "
    "conden prohib rechaz acept acuerdo= contrato "
    "dimiti dimision despid suspend sancion orden(?:o|ado)= "
    "entreg suministr autoriz",
)
"""Words for what was decided, announced, agreed, promised or charged."""

_EVENTS = _prefixes(
    "tue= tues= tuee= tuees= tuent mort= morts= morte= mortes= deced blesse= blesses= blessee= "
    "attentat attaque detrui explos incend bombard "
    "frapp= frappe envahi captur pris= prise= pren[dn] "
    "libere= liberes= abatt repouss arrete= arretes= arretee interpell remport gagne= perdu= perd= "
    "perdent battu= vainc victoire effondr seisme tempete inond crash enquete saisi detient detenu "
    "evacu enlev disparu epuis fortifi avance= avancent ouvr= ouvert ferme= fermes= fermee "
    "rach achet vend= vendu chut bondi recul progress grev manifest",
    "kill died= dead= death injur wound attack destroy explo bomb struck= strike= strikes= invad "
    "captur seiz freed= releas shot= arrest detain won= wins= win= lost= loses= defeat victory "
    "collaps earthquake storm flood crash investigat evacu kidnap missing= open(?:ed|s)= "
    "clos(?:ed|es)= bought= buys= sold= sells= fell= rose= surg plung protest strike",
    "getotet starb tote= toten= verletz angriff angegriffen zerstor explo brand= erobert befreit "
    "festgenomm verhaft gewonn siegt verlor besiegt erdbeben sturm uberschwemm absturz ermittl "
    "evakuier vermisst eroffn geschloss gekauft verkauf gestieg gefall",
    "muert muri herid ataque atac destru explo incendi bombarde invad captur liber detuv detenid "
    "gano= gana= perdi derrot victoria terremoto tormenta inundaci accidente investig evacu "
    "secuestr desaparecid abri= cerro= compr vendi cay subi= protest huelga",
)
"""Words for what happened."""

_DEFINITIONS = re.compile(
    r"\b(?:constitue(?:nt)?|forme(?:nt)?|bilden?|constituyen?) (?:l[aes]?|des|une?|die|das|el)\b"
    r"|\b(?:est|sont|reste|is|are|ist|sind|es|son|remains?) (?:[a-z]+ment |desormais |now )?"
    r"(?:une?|l[aes]|l['’]|des|an?|the|eine?|der|die|das|una?|el|los|las)\b"
)
"""« Bakhmut est une ville … »: what a thing is, which sources repeat and readers know."""

_HISTORIES = re.compile(
    r"\b(?:l['’]annee derniere|l['’]an dernier|il y a (?:\w+ )?(?:ans|annees|decennies)|"
    r"depuis (?:\w+ )?(?:ans|annees|decennies|longtemps)|last year|years ago|decades|"
    r"for (?:\w+ )?years|in (?:19|20)\d\d|en (?:19|20)\d\d|im jahr (?:19|20)\d\d|"
    r"letztes jahr|im vergangenen jahr|vor (?:\w+ )?jahren|el ano pasado|hace (?:\w+ )?anos|"
    r"a envahi|par le passe|auparavant|avant l['’]\w+|historiquement|traditionnellement)\b"
)
"""Words of what was, which a reader of today's news has read before."""

_SENTIMENTS = re.compile(
    r"\b(?:nous|notre|nos|je|j['’]|moi|we|our|us|i|my|me|wir|unser\w*|ich|uns|nosotros|nuestr\w+|"
    r"yo|merci|thank\w*|danke|gracias|essentiel(?:le)?s?|essential|opportunit\w*|"
    r"determin\w+|courage|bravery|bravoure|resilien\w+|unis|united|historique|historic)\b"
)
"""Words of appeal and feeling; in speech without figure or decision they tell nothing new."""

_AGENDAS = re.compile(
    r"\b(?:se (?:sont |est )?reuni\w+|se reuniss\w+|discut\w+|discussions|"
    r"(?:a|ont) rencontr\w+|ordre du jour|discuss(?:ed|es)?|"
    r"will meet|met with|agenda|trafen|beraten|se reunier\w*|se reunir\w*|dialogaron)\b"
)
"""Words of meetings, which are news only by what they decide."""

_POSITIONS = re.compile(
    r"\b(?:priorit\w+|exclu\w*|averti\w*|menac\w+|redout\w+|attend(?:ait|aient|ent)?|"
    r"prevoi\w+|prevu\w*|ser(?:a|ont|aient|ait) pas|besoin|plus importante?s? que|urgente?s?|"
    r"warn\w*|expect\w*|predict\w*|threat\w*|plans?|planned|will not|won't|would not|needs?|"
    r"must|priority|warn(?:te|t)|erwarte[tn]?|droh\w+|braucht|wird nicht|advirti\w+|espera\w*|"
    r"amenaz\w+|necesita\w*|no sera\w*|preve)\b"
)
"""Words of what a speaker expects, needs, warns of or rules out."""

_POINTS_BACK = re.compile(
    r"\b(?:cela|ceci|donc|n['’]y (?:a|ont|est|sont) pas)\b"
    r"|\b(?:cette|cet|ces|this|these|diese[mnrs]?|est[ae]s?) "
    r"(?!semaine|annee|fois|mois|nuit|jour|week|year|month|time|morning|woche|jahr|mal|semana|ano|"
    r"vez|is\b|was\b|qu)[a-z]{3,}"
)
"""A noun or word that stands for what an earlier sentence said: « cette ville forteresse »."""

_SUPPOSED = re.compile(
    r"\b(?:\w+(?:erait|eraient|irait|iraient)|pourrait|pourraient|would|could|might|may|konnte|wurde|"
    r"podria\w*|\w+aria)\b"
)
"""Verbs of what is only supposed; in reported French also of what is to come."""

_RELATIVE = re.compile(r"\s(?:qui|dont|où|who|which|whose|where|cuy[oa]s?|quien(?:es)?)\s[^,]*")
"""A relative clause: what it says of a noun is seldom what the sentence reports."""


def news_value(text: str, language: str, *, attributed: bool = False) -> float:
    """What the sentence tells that is new and can be acted on, about -1 to 1.5.

    `attributed` says that a named speaker stands behind it.

    ("Le port signe un contrat de 12 millions d'euros.", "fr") -> 0.9 (a decision and a figure)
    ("Bonn est une ville sur le Rhin.", "fr") -> -0.5 (a definition)
    """
    plain = search_key(_RELATIVE.sub(" ", text))
    supposed = not attributed and _SUPPOSED.search(plain) is not None
    facts = _figures_value(text, language) + (0.0 if supposed else _act(plain, language))
    value = facts
    if attributed:
        value += _STANCE + _POSITION * (_POSITIONS.search(plain) is not None)
    if _DEFINITIONS.search(plain):
        value += _DEFINITION / 2 if facts else _DEFINITION
    if _HISTORIES.search(plain):
        value += _HISTORY
    if _POINTS_BACK.search(plain):
        value += _BACKWARD
    if not attributed and _AGENDAS.search(plain):
        value += _AGENDA
    spoken = search_key(" ".join(text[start:end] for start, end in quotations(text)))
    if not facts and spoken and _SENTIMENTS.search(spoken):
        value += _SENTIMENT
    return value


def _act(plain: str, language: str) -> float:
    """A decision weighs more than an event, and both not more than one."""
    if _DECISIONS.get(language, _DECISIONS["und"]).search(plain):
        return _DECISION
    return _EVENT if _EVENTS.get(language, _EVENTS["und"]).search(plain) else 0.0


def _figures_value(text: str, language: str) -> float:
    """Money, shares and counts; ages, lengths and dates do not count."""
    telling = [figure for figure in figures(text) if _telling(figure)]
    if not telling:
        return 0.0
    toll = any(measure.thing in OUTCOMES for measure in measures(text, language))
    return _FIGURE + _MORE_FIGURES * (len(telling) > 1) + _TOLL * toll


def _telling(figure: Figure) -> bool:
    if figure.kind in ("money", "percent"):
        return True
    unit = search_key(figure.unit)
    return (
        figure.kind == "number"
        and figure.value >= (_LEAST_COUNT if unit else _LEAST_BARE)
        and unit not in MEASURES_OF_SIZE_OR_TIME
        and not (1900 <= figure.value <= 2100 and not unit)
    )
