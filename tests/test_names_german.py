import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import german_names, names, speaks_german

CASES = {
    "Das Luftabwehrsystem Mamba schützt laut Selenskyj die Stadt.": "Mamba|Selenskyj",
    "Angela Merkel traf Olaf Scholz und Ursula von der Leyen.": (
        "Angela Merkel|Olaf Scholz|Ursula von der Leyen"
    ),
    "Der Chef der Vereinten Nationen und die Deutsche Bank schweigen.": (
        "Vereinten Nationen|Deutsche Bank"
    ),
    "Der US-Präsident Joe Biden spricht mit Wagner-Söldnern.": "US|Joe Biden|Wagner",
    "Der Plan, den Merkel ablehnte, kostet Geld.": "Merkel",
    "Das sagte Merkel am Montag in Oslo.": "Merkel|Oslo",
    "Er sagte, die Dachrinne sei undicht.": "",
    "Frau Sommer und Herr Richter reden.": "Sommer|Richter",
    "Täglich werden 20 000 Knallerbsen an die Front gebracht.": "",
    "Im Jahr 2022 Merkel zu sehen, war nicht schwer.": "Merkel",
    "Die Ukraine braucht Luftabwehr, Panzer, Artillerie und Ausbildung.": "Ukraine",
    "Westliche Quellen nennen weitere Einzelheiten.": "",
    "Die 50-Meter-Bahn und AMX-10 sind in Bonn.": "AMX-10|Bonn",
    "Er trifft Bauer in Köln.": "Bauer|Köln",
    "": "",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=range(len(CASES)))
def test_what_may_be_a_name(text: str, expected: str) -> None:
    assert [name.text for name in german_names(text)] == (expected.split("|") if expected else [])


# What no list has stands for common nouns where nouns stand, and for names elsewhere.
@pytest.mark.parametrize(
    ("frame", "named"),
    [
        ("Die {} ist nicht hier.", False),
        ("Er hat eine kleine {} und ein Auto.", False),
        ("Er hat 20 {} im Auto.", False),
        ("Es gibt viele {} auf der Welt.", False),
        ("Mit westlicher {} ist das nicht zu machen.", False),
        ("Das ist zum {} für die Stadt.", False),
        ("{} ist nicht hier.", True),
        ("Er hat {} getroffen und ist froh.", True),
        ("Das ist von {} und für die Stadt.", True),
        ("Das sagte {} am Montag.", True),
        ("Er ist nicht in {} und nicht hier.", True),
        ("Laut {} ist das nicht wahr.", True),
        ("Das ist der Minister {}.", True),
        ("Das wollen {} und andere nicht.", True),
    ],
)
def test_the_place_of_an_unknown_word_tells(frame: str, named: bool) -> None:
    found = [name.text for name in german_names(frame.format("Plomse"))]
    assert found == (["Plomse"] if named else [])


FAMILY_NAMES = (
    "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer "
    "Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange "
    "Schmitt Werner Krause Meier Lehmann Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs "
    "Peters Lang Möller Weiß Jung Hahn Vogel Friedrich Keller Günther Berger Winkler Roth Beck "
    "Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Kraus Martin Schumacher Krämer "
    "Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich "
    "Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Voigt Sauer Arnold Wolff Pfeiffer Merz Kohl"
).split()
TOWNS = (
    "Hamburg Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover "
    "Nürnberg Duisburg Bochum Bielefeld Münster Mannheim Karlsruhe Augsburg Wiesbaden "
    "Gelsenkirchen Braunschweig Aachen Kiel Chemnitz Magdeburg Lübeck Erfurt Rostock Mainz Kassel "
    "Saarbrücken Potsdam Ludwigshafen Oldenburg Leverkusen Heidelberg Solingen Darmstadt "
    "Regensburg Ingolstadt Würzburg Fürth Wolfsburg Ulm Heilbronn Göttingen Innsbruck Salzburg "
    "Zürich Basel"
).split()


def test_few_family_names_and_towns_are_taken_for_nouns() -> None:
    lost = [one for one in FAMILY_NAMES if not german_names(f"Das sagte {one} und ist nicht froh.")]
    lost += [one for one in TOWNS if not german_names(f"Er ist in {one} und nicht hier.")]
    assert lost == ["König", "Sommer", "Essen"]


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("Russland feuert bis zu 20 000 Granaten pro Tag ab.", True),
        ("Paris liefert Granaten an Kiew.", True),
        ("Oslo achète 12 frégates.", False),
        ("Norway is to buy twelve frigates.", False),
        ("Macron met Scholz in Paris.", False),
        ("Des militaires tirent.", False),
        ("El general Milley habla.", False),
        ("12 %", False),
    ],
)
def test_which_sentences_are_german(text: str, german: bool) -> None:
    assert speaks_german(text) is german


@given(st.text(max_size=200) | st.text("AbcÉß d'’-. \n«»\"von", max_size=200))
def test_names_are_ordered_runs_of_the_text(text: str) -> None:
    end = 0
    for (start, stop), shown in german_names(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == shown
        end = stop


@pytest.mark.parametrize("unit", ["Kiew ", "die A", "Haus-", "Der neue ", "Ab\n", "der B und "])
def test_time_is_linear(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    started = time.process_time()
    german_names(text)
    assert time.process_time() - started < 4
    assert isinstance(names(text[:100]), tuple)
