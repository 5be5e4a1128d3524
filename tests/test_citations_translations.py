"""Statements in German, English and Spanish that rest on a French passage."""

import pytest

from bot.citations import Draft, DraftQuote, DraftStatement, Evidence, Verified, verify
from bot.types import Hit, Passage
from tests.library_samples import document

FRENCH = (
    "Selon des sources militaires occidentales, la Russie tire jusqu’à 20 000 obus par jour, a dit "
    "Jens Stoltenberg à Oslo. La fourniture d'un système de défense antiaérienne Mamba à Kiev "
    "coûte 500 millions d'euros. Le patron de Wagner, Evguéni Prigojine, tient Bakhmout avec ses "
    "mercenaires. Rheinmetall relance la production de munitions pour les Gepard, retirés en 2010. "
    "La piscine de Brassoux, ouverte 24 heures sur 24, contient 1 275,5 mètres cubes d’eau. Des "
    "voleurs ont pris douze pièces de dentelle au musée de Corvelle, dit la gendarmerie. La ville "
    "est une forteresse, a dit Volodymyr Nazarenko aux Nations unies."
)
HONEST = """
Nach Angaben westlicher Militärquellen feuert Russland bis zu 20 000 Granaten pro Tag ab.
Militärquellen zufolge feuert Russland bis zu 20.000 Artilleriegranaten am Tag.
Westliche Quellen sprechen laut Stoltenberg von 20 000 Granaten täglich.
Das Luftabwehrsystem Mamba ist 500 Millionen Euro wert.
Kiew erhält ein Flugabwehrsystem vom Typ Mamba für 500 Millionen Euro.
Der Chef von Wagner ist Jewgeni Prigoschin.
Wagner-Chef Prigoschin hält mit Söldnern die Stadt Bachmut.
Prigoschins Kämpfer halten Bachmut.
Rheinmetall stellt wieder Munition für die Gepard-Panzer her, die 2010 ausgemustert wurden.
Die Gepard-Kanonen wurden 2010 ausgemustert.
Das Schwimmbad in Brassoux fasst 1.275,5 Kubikmeter Wasser.
Das Becken von Brassoux ist rund um die Uhr geöffnet und fasst 1.275,5 m³.
Das Becken von Brassoux ist 24 Stunden am Tag geöffnet.
Diebe stahlen nach Angaben der Gendarmerie zwölf Spitzen aus dem Museum in Corvelle.
Unbekannte nahmen zwölf Stücke alter Spitze mit, sagt die Gendarmerie.
Die Stadt ist nach den Worten von Wolodymyr Nasarenko eine Festung.
Nasarenko sprach vor den Vereinten Nationen.
Täglich schießt die russische Armee bis zu 20 000 Geschosse ab, hieß es in Oslo.
Er sagte, die Stadt sei eine Festung.
Frau und Kinder fehlen in dem Bericht.
"""
HONEST_IN_OTHERS = """
The Brassoux pool holds 1,275.5 cubic metres of water.
The Brassoux pool holds 1,275.5 m³ and is open 24 hours a day.
The pool is open around the clock.
La piscina de Brassoux contiene 1 275,5 metros cúbicos de agua, 24 horas al día.
Los mercenarios tienen Bajmut, según Prigozhin.
"""
LIES = """
Nach Angaben westlicher Militärquellen feuert Frankreich bis zu 20 000 Granaten pro Tag ab.
Russland feuert laut Angela Merkel bis zu 20 000 Granaten pro Tag ab.
Nach Angaben von Merkel feuert Russland bis zu 20 000 Granaten pro Tag ab.
Das sagte Merkel, und die Stadt ist eine Festung.
Die Zahl, die Merkel nannte, ist nicht bestätigt.
Solheim spricht von 20 000 Granaten pro Tag.
Herr Sommer spricht von 20 000 Granaten pro Tag.
Der Minister Solheim spricht von 20 000 Granaten pro Tag.
Der Chef von Wagner ist Jewgeni Petrow.
Jewgeni Richter ist der Chef von Wagner.
Der Chef der Deutschen Bank ist nicht bekannt.
Söldner halten die Stadt Cherson.
Die Söldner kritisieren Selenskyj.
Die Stadt ist laut Nasarenko eine Festung, wie man in Warschau sagt.
Das Museum in Paris ist eine Festung.
Aus Hamburg kommen die Diebe.
Die Diebe fuhren nach Lyon und nicht nach Corvelle.
Das Luftabwehrsystem Patriot ist 500 Millionen Euro wert.
Krauss-Maffei stellt wieder Munition für die Gepard her.
Leopard-Panzer wurden 2010 ausgemustert.
Die Leopard-Kanonen kosten Geld.
Das polnische Luftabwehrsystem ist 500 Millionen Euro wert.
Die NATO tut nichts, und die Stadt ist eine Festung.
Die SPD ist nicht für die Munition.
Laut Reuters ist die Stadt eine Festung.
Merkels Söldner halten die Stadt.
"""
FIGURES = """
Das Becken von Brassoux fasst 1.275,5 Quadratmeter.
Das Becken von Brassoux ist 23 Stunden am Tag geöffnet.
Das Becken von Brassoux ist sieben Tage die Woche geöffnet.
Die Gepard-Kanonen wurden 2011 ausgemustert.
Im Museum fehlen 2010 Stücke.
The Brassoux pool holds 1,275.5 square metres of water.
The Brassoux pool holds 1,275.5 cubic feet of water.
The Brassoux pool holds 1,275.5 metres of water.
The pool is open 23 hours a day.
The pool is open 24/7.
Russland feuert bis zu 30 000 Granaten pro Tag ab.
"""


def lines(table: str) -> list[str]:
    return table.strip().split("\n")


def checked(text: str) -> Verified:
    made = document("d1", FRENCH, language="fr")
    passage = Passage(document=made, number=0, start=0, end=len(FRENCH))
    given = Evidence.from_hits([Hit(passage=passage, score=1.0, dense=1.0, lexical=1.0)])
    quotes = (DraftQuote(passage="P1", text="Selon des sources militaires occidentales"),)
    statements = (DraftStatement(text=text, quotes=quotes),)
    return verify(Draft(answered=True, statements=statements), given)


@pytest.mark.parametrize("text", lines(HONEST) + lines(HONEST_IN_OTHERS))
def test_honest_statements_stand(text: str) -> None:
    assert checked(text).removed == ()


@pytest.mark.parametrize("text", lines(LIES))
def test_planted_names_fall(text: str) -> None:
    assert [removal.reason for removal in checked(text).removed] == ["name-not-in-passage"]


@pytest.mark.parametrize("text", lines(FIGURES))
def test_planted_figures_fall(text: str) -> None:
    assert [removal.reason for removal in checked(text).removed] == ["figure-not-in-quote"]
