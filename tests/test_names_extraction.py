import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.names import names

CASES = {
    "Selon Emmanuel Macron, la France aidera Kiev.": "Emmanuel Macron|France|Kiev",
    "Mme Catherine Colonna, ministre des Affaires étrangères, est à La Haye.": (
        "Catherine Colonna|La Haye"
    ),
    "Charles de Gaulle aimait la Côte d'Ivoire.": "Charles de Gaulle|Côte d'Ivoire",
    "Jean-Noël Barrot et Ursula von der Leyen à l’Élysée": (
        "Jean-Noël Barrot|Ursula von der Leyen|Élysée"
    ),
    "Hier, M. Zelenskiy a vu le général Burkhard.": "Zelenskiy|Burkhard",
    "Le ministre allemand de la Défense Boris Pistorius a parlé.": "Boris Pistorius",
    "L'ONU, l’UE et l'OTAN condamnent le tir de SAM-T.": "ONU|UE|OTAN|SAM-T",
    "Marine Le Pen n'était pas là.": "Marine Le Pen",
    "Poutine est-il prêt à négocier ?": "Poutine",
    "Lundi, des combats. Mardi, Prigojine s'est tu.": "Prigojine",
    "Plusieurs villes sont prises. Combats et bombardements continuent.": "",
    "Al-Qaïda et Abou Bakr al-Baghdadi": "Al-Qaïda|Abou Bakr al-Baghdadi",
    "COMBATS À BAKHMOUT ET À KIEV": "",
    "Ukrainian President Volodymyr Zelensky met Prime Minister Rishi Sunak in London.": (
        "Volodymyr Zelensky|Rishi Sunak|London"
    ),
    "US Defense Secretary Lloyd Austin and NATO Secretary General Jens Stoltenberg spoke.": (
        "US|Lloyd Austin|NATO|Jens Stoltenberg"
    ),
    "J. K. Rowling wrote to the Bank of England on Monday.": "J. K. Rowling|Bank of England",
    "The University of Texas thanked Britain's Rishi Sunak.": (
        "University of Texas|Britain|Rishi Sunak"
    ),
    "Troops left. However, the European Commission and Conor O'Brien said no.": (
        "European Commission|Conor O'Brien"
    ),
    "Osama bin Laden and Vincent van Gogh": "Osama bin Laden|Vincent van Gogh",
    "Who is Yevgeny Prigozhin?": "Yevgeny Prigozhin",
    "Kim Jong Un met Xi Jinping.": "Kim Jong Un|Xi Jinping",
    "Der Verteidigungsminister Boris Pistorius sagte das, und die NATO liefert nicht.": (
        "Boris Pistorius|NATO"
    ),
    "Die Soldaten haben in Kiew und bei Bachmut nach Angaben der Regierung Waffen.": (
        "Kiew|Bachmut"
    ),
    "Generalsekretär Jens Stoltenberg warnt die Ukraine und das Land nicht.": "Jens Stoltenberg",
    "Wer ist der Chef von Wagner?": "Wagner",
    "El presidente Pedro Sánchez viajó a Kiev. Según Reuters, España es aliada.": (
        "Pedro Sánchez|Kiev|Reuters|España"
    ),
    "Luiz Inácio Lula da Silva habló en Pekín.": "Luiz Inácio Lula da Silva|Pekín",
    "": "",
    "123 … ?": "",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=range(len(CASES)))
def test_names_of_a_sentence(text: str, expected: str) -> None:
    assert [name.text for name in names(text)] == (expected.split("|") if expected else [])


def test_a_first_word_is_a_name_when_the_text_has_it_inside_a_sentence() -> None:
    text = "Bakhmout, ville détruite, résiste. Les soldats tiennent Bakhmout."
    assert [name.text for name in names(text)] == ["Bakhmout", "Bakhmout"]


def test_a_first_word_that_the_text_also_writes_small_is_no_name() -> None:
    text = "Munitions et chars arrivent. Les munitions manquent à Kiev."
    assert [name.text for name in names(text)] == ["Kiev"]


@given(st.text(max_size=200) | st.text("AbcÉ d'’-. \n«»\"von", max_size=200))
def test_names_are_ordered_runs_of_the_text(text: str) -> None:
    end = 0
    for (start, stop), shown in names(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == shown
        end = stop


@pytest.mark.parametrize("unit", ["Kiev ", "A", "d'", "Kiev de ", "A. ", "a-", "Ab\n", "« Le "])
def test_time_is_linear(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    started = time.process_time()
    names(text)
    assert time.process_time() - started < 8
