"""Thanks, greetings and assent: messages that ask nothing. Pure."""

from __future__ import annotations

import re

from bot.text.folding import search_key

_SAID = frozenset(
    # French
    "merci daccord parfait super genial nickel top compris entendu bravo bonjour bonsoir salut "
    "coucou oui ouais non bien excellent impeccable revoir bonne rien "
    # English
    "thanks thank thx ty cheers ok okay okey k great perfect cool awesome good understood "
    "noted hello hi hey bye goodbye yes yeah yep no nope sure welcome wonderful excellent got "
    # German
    "danke dankeschon dank prima klasse gut alles klar verstanden hallo moin servus tschuss ja "
    "nein genau toll bitte wunderbar guten "
    # Spanish
    "gracias vale perfecto genial estupendo entendido hola adios si bueno buenas buenos claro "
    "acuerdo excelente".split()
)
"""Each says so by itself; small letters without accents."""

_BESIDE = frozenset(
    "a as beaucoup c ca de est et infiniment j je jour journee la l le les mille pour "
    "reponse reponses soiree ta te ton tous tout toutes tres va vois votre vos vous toi "
    "aide info infos au "
    "all and answer answers day everyone evening for help i it job lot morning much my now quick "
    "s see so team that the this to very well work you your "
    "abend auch das deine die dir es euch fur hilfe ihnen ihre ist mal morgen schon sehr tag "
    "viel vielen antwort "
    "al ayuda dias el en la lo me muchas muchisimas muy por respuesta su tardes noches todo todos "
    "tu usted y".split()
)
"""What may stand beside it."""

_WORD = re.compile(r"[^\W_]+")
_AGREED = re.compile("d[’'] ?accord", re.IGNORECASE)
"""One word: "et l’accord" asks of an agreement."""

_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
_MOST_WORDS = 10


def is_courtesy(text: str) -> bool:
    """Whether a message asks nothing: "merci beaucoup !", "OK, thanks", ":+1:" -> True;
    "merci, et en 2023", "ok ?" -> False."""
    if "?" in text:
        return False
    words = [search_key(word) for word in _WORD.findall(_plain(text))]
    if not words:
        return bool(text.strip())
    known = len(words) <= _MOST_WORDS and all(word in _SAID | _BESIDE for word in words)
    return known and not _SAID.isdisjoint(words)


def _plain(text: str) -> str:
    return _AGREED.sub("daccord", _EMOJI.sub(" ", text))
