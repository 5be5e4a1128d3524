import time

import pytest

from bot.names import people

CASES = {
    "Le ministre ukrainien de la Défense, Oleksii Reznikov, est à Kiev.": "Oleksii Reznikov",
    "Jens Stoltenberg, secretary general of NATO, spoke in Brussels.": "Jens Stoltenberg",
    "Jens Stoltenberg, le secrétaire général de l'OTAN, est à Bruxelles.": "Jens Stoltenberg",
    "M. Zelenskiy a vu Mme Baerbock à la Maison Blanche.": "Zelenskiy|Baerbock",
    "a déclaré Volodymyr Nazarenko, commandant adjoint du bataillon Svoboda": (
        "Volodymyr Nazarenko"
    ),
    "Oleksandra Matviichuk a déclaré que la Grande-Bretagne aiderait.": "Oleksandra Matviichuk",
    "Le gouverneur de Louhansk, Serhiy Haidai, tient. Haidai reste.": "Serhiy Haidai|Haidai",
    "Le président des États-Unis est à New York.": "",
    "Moscou a déclaré que les Nations Unies mentent.": "",
    "The White House said the Supreme Court would rule.": "",
    "Secretary of State Antony Blinken met Pope Francis.": "Antony Blinken|Francis",
    "Bundeskanzler Olaf Scholz sagte nicht, was die Ukraine bekommt.": "Olaf Scholz",
    "El presidente ruso, Vladímir Putin, habló con la Unión Europea.": "Vladímir Putin",
    "": "",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=range(len(CASES)))
def test_persons_of_a_sentence(text: str, expected: str) -> None:
    assert [name.text for name in people(text)] == (expected.split("|") if expected else [])


@pytest.mark.parametrize("unit", ["Jean Dupont ", "ministre ", "président de la ", "a dit Kiev "])
def test_time_is_linear(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    started = time.process_time()
    people(text)
    assert time.process_time() - started < 10
