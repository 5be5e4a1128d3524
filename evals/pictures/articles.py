"""Articles written for the pictures, as articles are, for one morning and the day before.

The river Vère, its towns and its outlets do not exist. French and English, with typographic
blanks.
"""

from __future__ import annotations

from dataclasses import replace

from bot.types import Citation, Document, Passage, Statement

DAY = "2025-03-12"
DAY_BEFORE = "2025-03-11"


def article(name: str, outlet: str, published: str, title: str, text: str) -> Document:
    """An article; one whose name begins with "en-" is English, any other French."""
    return Document(
        id=name,
        text=text,
        raw=text,
        title=title,
        language="en" if name.startswith("en-") else "fr",
        source=f"{name}.txt",
        outlet=outlet,
        url=f"https://{outlet}/{name}",
        published=published,
        origin=name,
    )


FLOOD = article(
    "crue-vere-evacuations",
    "courrier-vere.example",
    DAY,
    "Crue de la Vère : plus de huit mille personnes évacuées, le pont de Saint-Aubin fermé",
    "La Vère a continué de monter dans la nuit de mardi à mercredi. Au total, 8\u202f006 personnes "
    "ont été évacuées, a annoncé la préfète Hélène Marchetti mercredi matin. La veille, le "
    "préfet délégué en comptait 7\u202f199. « Le pic est attendu dans la nuit de mercredi à jeudi "
    "», a-t-elle précisé. Le pont de Saint-Aubin est fermé à la circulation depuis lundi soir. "
    "Selon la mairie, 412 foyers restent privés d’électricité.\n\n"
    "On ignore encore si la digue de Brévent tiendra, a reconnu la préfète. Les experts de "
    "l’agence de l’eau doivent l’inspecter dès que le niveau aura baissé.",
)
FLOOD_BEFORE = article(
    "crue-vere-mardi",
    "courrier-vere.example",
    DAY_BEFORE,
    "La Vère sort de son lit, sept mille évacués",
    "Mardi à 18 heures, 7\u202f199 personnes avaient été évacuées, selon le préfet délégué. La "
    "Vère est sortie de son lit dimanche 9 mars à Montclar. Lundi soir, le pont de Saint-Aubin a "
    "été fermé à la circulation.",
)
FLOOD_ENGLISH = article(
    "en-vere-flood",
    "thedailyledger.example",
    "2025-03-12T06:40:00+00:00",
    "Vère flood: river to crest overnight as 9,400 leave homes",
    "Some 9,400 people have left their homes along the Vère, local rescue services said on "
    "Wednesday. The river is expected to crest overnight. The authorities have not said when "
    "residents will be allowed to return.",
)
FLOOD_RADIO = article(
    "vere-digue-brevent",
    "radio-montclar.example",
    DAY,
    "« On surveille la digue heure par heure »",
    "À Brévent, l’eau est montée à 4,2 mètres mercredi à l’aube, contre 3,6 mètres mardi. La "
    "protection civile évalue entre 8\u202f000 et 8\u202f500 le nombre de personnes évacuées. "
    "« On surveille la digue heure par heure », dit le maire, Paul Ansquer.",
)
TRAM = article(
    "tram-montclar-contrat",
    "courrier-vere.example",
    DAY,
    "Le tramway de Montclar coûtera 552 millions d’euros",
    "Le conseil métropolitain a voté mardi soir le contrat du tramway de Montclar, pour "
    "552 millions d’euros. La ligne de 17 kilomètres doit ouvrir en 2029. Le premier projet, en "
    "2021, était estimé à 410 millions d’euros.",
)
STRIKE = article(
    "greve-hopital",
    "radio-montclar.example",
    DAY_BEFORE,
    "Hôpital de Montclar : la grève des urgences entre dans sa deuxième semaine",
    "La grève des urgences de l’hôpital de Montclar est entrée dans sa deuxième semaine.",
)


FLOOD_FIRST_WORDING = replace(
    FLOOD_BEFORE,
    text=FLOOD_BEFORE.text.replace("dimanche 9 mars", "samedi 8 mars"),
)
WITHDRAWN = article(
    "festival-jazz-annule",
    "lepetitmontclarien.example",
    DAY_BEFORE,
    "Le festival de jazz de Brévilliers serait annulé",
    "Le festival de jazz de Brévilliers serait annulé, assure un musicien du quartier des "
    "Tanneurs. Ses organisateurs n’ont pas répondu mardi aux questions du Petit Montclarien.",
)
AGENCY = article(
    "agence-crue-vere",
    "agence-des-fleuves.example",
    DAY,
    "Vère : 8 006 évacués, le pic attendu dans la nuit",
    "La crue de la Vère a fait évacuer 8\u202f006 personnes, selon la préfecture. Le pic de la "
    "crue est attendu dans la nuit de mercredi à jeudi. Le pont de Saint-Aubin reste fermé à la "
    "circulation. 412 foyers sont privés d’électricité.",
)
UNDATED = replace(
    article(
        "affiche-reunion-publique",
        "mairie-montclar.example",
        DAY,
        "Réunion publique sur la digue",
        "Une réunion publique sur la digue de Brévent aura lieu à la salle des fêtes de Montclar, "
        "en présence du maire. Les habitants y poseront leurs questions.",
    ),
    published=None,
)
FIRST_MORNING = (FLOOD_FIRST_WORDING, STRIKE, WITHDRAWN)
SECOND_MORNING = (FLOOD_BEFORE, FLOOD, FLOOD_ENGLISH, FLOOD_RADIO, TRAM, AGENCY, UNDATED)


def quotation(document: Document, quote: str) -> Citation:
    """The quote's first place in the document, in one passage that is the whole text."""
    start = document.text.index(quote)
    passage = Passage(document=document, number=0, start=0, end=len(document.text))
    return Citation(passage=passage, start=start, end=start + len(quote))


def sentence(document: Document, text: str, *others: Citation) -> Statement:
    """A sentence of the document, told as it stands there."""
    return Statement(text=text, citations=(quotation(document, text), *others))
