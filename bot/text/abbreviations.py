"""Words that carry a full stop without ending a sentence, and words that begin one.

General lists for French, English, German and Spanish, without the final stop; lower case unless the
capital tells the abbreviation from a word ("M." from the metre, "St." from nothing at all).
"""

from __future__ import annotations

# What follows always belongs to them.
NEVER_FINAL = frozenset(
    """
    M MM Mme Mmes Mlle Mlles Mr Mrs Ms Messrs Dr Drs Dre Pr Prof Me Mgr St Ste Sts Mt Hrsg Dipl
    Sr Sra Sres Srta Sras Hr Fr Frl
    cf vgl vs env approx approx. ca circa bzw bzgl z.B d.h u.a i.e e.g p.ex p.ej i.d.R z.T o.ä s.o
    s.u av anc évtl evtl ggf inkl exkl zzgl incl viz resp geb gest p.e
    """.split()
)

# Abbreviations only before a number; else they are words ("l'art", "the max", "no").
BEFORE_NUMBERS = frozenset(
    """
    no nos nº n° núm num nr nrn p pp pag pág págs s vol vols fig figs tab art arts al ch chap sect
    abs ziff bd bde kap ed éd op cap lib tel tél hab min max c b
    jan janv feb févr fév mar apr avr jun jul juil aug sep sept oct okt nov dec déc dez ene abr
    ago dic
    """.split()
)

# Before a name they are abbreviations; before a word that begins sentences they end one.
BEFORE_NAMES = frozenset(
    """
    gen gén gal col lt capt cpt cdt cmdt adj sgt cpl maj brig adm sen sén rep gov dép pres rev hon
    sr sra d dña lic ing arq mt ft inc ltd co corp jr cie bros blvd ave avda boul rte dept dpt
    hl verh sog nat int dir trad mio mrd mill op ibid esp univ assn ap apr v n z i u o s t c b f
    """.split()
)

# A capitalised one of these after an acronym or an initial begins a new sentence.
SENTENCE_STARTERS = frozenset(
    """
    le la les l' un une des du ce cet cette ces c' il elle ils elles on nous vous je tu j' son sa
    ses leur leurs mais or car donc et ou ni si s' dans en au aux à pour par sur sous avec sans
    selon depuis après avant lors lorsque quand comme cependant toutefois pourtant ainsi alors
    aussi enfin puis ensuite d' de qui que qu' quoi dont où plus certains plusieurs tous toutes tout
    chaque aucun aucune entre pendant malgré face parmi outre mardi lundi mercredi jeudi vendredi
    samedi dimanche hier aujourd'hui toujours même chacun chacune celui celle ceux celles ceci cela
    quelques autre autres d'autres seul seule rien tel telle également néanmoins désormais outre
    the a an this that these those he she it they we you i his her its their my our your but and or
    so if in on at by for from with without to of as after before since when while where who what
    which why how however meanwhile according although though because there here then thus also
    some many most several all each every no not yet still now today yesterday once during under
    over between among despite
    der die das den dem des ein eine einer eines einem einen er sie es wir ihr ich man sein seine
    seiner ihre ihrer aber und oder denn doch im in am an auf aus bei mit nach von vor zu zum zur
    für gegen ohne um durch seit wenn als wie weil da dass dies diese dieser dieses jedoch auch
    nur noch so dann dort hier nun laut unter über zwischen während trotz was wer wo warum
    el los las lo una unos unas él ella ellos ellas este esta estos estas ese esa eso esto su sus
    pero y o ni si en a al con sin por para según desde hasta cuando como donde quien aunque
    porque también ya no se hay fue tras entre sobre durante
    """.split()
)

# Sentence starters that are also parts of names: "J. Le Goff", "W. van der Berg".
NAME_PARTICLES = frozenset(
    "le la les l' d' de du des der den die das el los las van von di".split()
)

GERMAN_AFTER_ORDINALS = frozenset(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember
    jahrhundert jahrhunderts jahrtausend jahrtausends
    """.split()
)

GERMAN_DETERMINERS = frozenset(
    """
    der die das den dem des am im vom zum zur beim seit bis ab und ein eine einer eines einem
    einen ihr ihre ihrem ihren sein seine seinem seinen dieser dieses diesem diesen jeder jedem
    """.split()
)
