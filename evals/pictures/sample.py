"""A briefing that has every part a briefing can have, from articles written for it."""

from __future__ import annotations

from bot.briefing_types import Briefing, Change, Correction, KeyFigure, Step, Story
from bot.types import Claim, Disagreement, Removal, Statement
from evals.pictures.articles import (
    DAY,
    DAY_BEFORE,
    FLOOD,
    FLOOD_BEFORE,
    FLOOD_ENGLISH,
    FLOOD_RADIO,
    STRIKE,
    TRAM,
    quotation,
    sentence,
)

EVACUATED = quotation(FLOOD, "8\u202f006 personnes ont été évacuées")
EVACUATED_BEFORE = quotation(FLOOD_BEFORE, "7\u202f199 personnes avaient été évacuées")
CREST = quotation(FLOOD_ENGLISH, "The river is expected to crest overnight.")

FLOOD_STORY = Story(
    headline=FLOOD.title,
    status="updated",
    told_on=DAY_BEFORE,
    origins=3,
    documents=(
        FLOOD.id,
        FLOOD_ENGLISH.id,
        FLOOD_RADIO.id,
        "agence-reprise-17",
        "agence-reprise-22",
    ),
    statements=(
        sentence(
            FLOOD,
            "Au total, 8\u202f006 personnes ont été évacuées, a annoncé la préfète Hélène "
            "Marchetti mercredi matin.",
        ),
        sentence(
            FLOOD,
            "« Le pic est attendu dans la nuit de mercredi à jeudi », a-t-elle précisé.",
            CREST,
        ),
        sentence(FLOOD, "Le pont de Saint-Aubin est fermé à la circulation depuis lundi soir."),
    ),
    changes=(
        Change(
            about="personnes évacuées",
            before=Claim(value="7\u202f199", citations=(EVACUATED_BEFORE,)),
            after=Claim(value="8\u202f006", citations=(EVACUATED,)),
            told_on=DAY_BEFORE,
        ),
    ),
    disagreements=(
        Disagreement(
            about="personnes évacuées",
            claims=(
                Claim(value="8\u202f006", citations=(EVACUATED,)),
                Claim(
                    value="entre 8\u202f000 et 8\u202f500",
                    citations=(
                        quotation(
                            FLOOD_RADIO,
                            "La protection civile évalue entre 8\u202f000 et 8\u202f500 le nombre "
                            "de personnes évacuées.",
                        ),
                    ),
                ),
                Claim(
                    value="9,400",
                    citations=(
                        quotation(FLOOD_ENGLISH, "Some 9,400 people have left their homes"),
                    ),
                ),
            ),
        ),
    ),
    figures=(
        KeyFigure(
            value="412 foyers",
            about="privés d’électricité, selon la mairie",
            published=DAY,
            citations=(quotation(FLOOD, "412 foyers restent privés d’électricité"),),
        ),
        KeyFigure(
            value="3,6 mètres",
            about="niveau de l’eau à Brévent",
            published=DAY_BEFORE,
            citations=(quotation(FLOOD_RADIO, "contre 3,6 mètres mardi"),),
        ),
        KeyFigure(
            value="4,2 mètres",
            about="niveau de l’eau à Brévent",
            published=DAY,
            citations=(quotation(FLOOD_RADIO, "l’eau est montée à 4,2 mètres mercredi à l’aube"),),
        ),
    ),
    timeline=(
        Step(
            day="2025-03-09",
            text="La Vère est sortie de son lit dimanche 9 mars à Montclar.",
            citations=(
                quotation(
                    FLOOD_BEFORE, "La Vère est sortie de son lit dimanche 9 mars à Montclar."
                ),
            ),
        ),
        Step(
            day="2025-03-10",
            text="Lundi soir, le pont de Saint-Aubin a été fermé à la circulation.",
            citations=(
                quotation(
                    FLOOD_BEFORE, "Lundi soir, le pont de Saint-Aubin a été fermé à la circulation."
                ),
            ),
        ),
        Step(
            day="2025-03-12",
            text="8\u202f006 personnes ont été évacuées",
            citations=(EVACUATED,),
        ),
        Step(
            day="2025-03-13",
            text="Le pic est attendu dans la nuit de mercredi à jeudi.",
            citations=(CREST,),
        ),
    ),
    unknowns=(
        sentence(FLOOD, "On ignore encore si la digue de Brévent tiendra, a reconnu la préfète."),
        sentence(
            FLOOD_ENGLISH, "The authorities have not said when residents will be allowed to return."
        ),
    ),
)
TRAM_STORY = Story(
    headline="Le tramway de Montclar coûtera 552 millions d’euros",
    status="new",
    origins=1,
    documents=(TRAM.id,),
    statements=(
        sentence(
            TRAM,
            "Le conseil métropolitain a voté mardi soir le contrat du tramway de Montclar, pour "
            "552 millions d’euros.",
        ),
        sentence(TRAM, "La ligne de 17 kilomètres doit ouvrir en 2029."),
    ),
    figures=(
        KeyFigure(
            value="552 millions d’euros",
            about="contrat du tramway de Montclar",
            published=DAY,
            citations=(quotation(TRAM, "pour 552 millions d’euros"),),
        ),
    ),
    timeline=(
        Step(
            day="2021",
            text="Le premier projet était estimé à 410 millions d’euros.",
            citations=(
                quotation(TRAM, "Le premier projet, en 2021, était estimé à 410 millions d’euros."),
            ),
        ),
        Step(
            day="2025-03-11",
            text="Le conseil métropolitain a voté mardi soir le contrat du tramway.",
            citations=(
                quotation(TRAM, "Le conseil métropolitain a voté mardi soir le contrat du tramway"),
            ),
        ),
        Step(
            day="2029",
            text="La ligne de 17 kilomètres doit ouvrir en 2029.",
            citations=(quotation(TRAM, "La ligne de 17 kilomètres doit ouvrir en 2029."),),
        ),
    ),
)
STRIKE_STORY = Story(
    headline="Hôpital de Montclar : la grève des urgences entre dans sa deuxième semaine",
    status="unchanged",
    told_on=DAY_BEFORE,
    statements=(
        sentence(
            STRIKE,
            "La grève des urgences de l’hôpital de Montclar est entrée dans sa deuxième semaine.",
        ),
    ),
    documents=(STRIKE.id,),
)
SAMPLE = Briefing(
    title="Briefing du 12 mars 2025 : Montclar et la Vère",
    language="fr",
    since=DAY,
    until=DAY,
    overview=(
        Statement(
            text="La crue de la Vère a fait évacuer 8\u202f006 personnes.", citations=(EVACUATED,)
        ),
        Statement(
            text="Le tramway de Montclar est voté pour 552 millions d’euros.",
            citations=(quotation(TRAM, "pour 552 millions d’euros"),),
        ),
    ),
    stories=(FLOOD_STORY, TRAM_STORY, STRIKE_STORY),
    corrections=(
        Correction(
            document=FLOOD_BEFORE.id,
            kind="changed",
            told_on=DAY_BEFORE,
            text="La Vère est sortie de son lit samedi 8 mars à Montclar.",
        ),
        Correction(document="depeche-2025-03-10", kind="gone", told_on="2025-03-10"),
    ),
    undated=("affiche-reunion-publique",),
    postdated=("annonce-concert-avril",),
    notes=("Rien de neuf sur l'hôpital : voir plus bas.",),
    removed=(
        Removal(text="Dix mille personnes ont été évacuées.", reason="figure-not-in-quote"),
        Removal(text="Tout va bien.", reason="no-quote"),
    ),
)
