import pytest

from bot.text.tense import tense_of


@pytest.mark.parametrize(
    ("language", "clause", "tense"),
    [
        ("fr", "Le ministre a annoncé mardi", "past"),
        ("fr", "les ministres se réuniront mardi", "future"),
        ("fr", "Les premières livraisons sont attendues en mars", "future"),
        ("fr", "devraient être livrés en mars", "future"),
        ("fr", "il va être jugé mardi", "future"),
        ("fr", "les ministres se réunissent mardi", None),
        ("fr", "était attendu mardi", None),
        ("fr", "ils tiraient lundi", None),
        ("fr", "le procès a maintenant lieu mardi", None),
        ("fr", "des dirigeants sont morts lundi", "past"),
        ("en", "two soldiers died on Monday", "past"),
        ("en", "is expected to resign on Tuesday", "future"),
        ("en", "the vote will be held on Friday", "future"),
        ("en", "talks continue on Friday", None),
        ("de", "Der Minister sagte am Montag", "past"),
        ("de", "wird am Montag gewählt", "future"),
        ("de", "Die Wahl findet am Montag statt", None),
        ("es", "El alcalde cerró el lunes", "past"),
        ("es", "se celebrará el lunes", "future"),
        ("und", "a annoncé mardi", None),
    ],
)
def test_the_tense_of_a_clause(language: str, clause: str, tense: str | None) -> None:
    assert tense_of(clause, language) == tense
