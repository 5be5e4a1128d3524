import pytest

from evals.briefings.matching import holds, key


@pytest.mark.parametrize(
    ("text", "groups", "expected"),
    [
        ("Il tire 10\u202f000 obus", [["10 000"], ["obus", "shells"]], True),
        ("They fire 10,000 shells", [["10 000"], ["obus", "shells"]], True),
        ("Er feuert 10.000 Granaten", [["10 000"]], True),
        ("Il tire 110 000 obus", [["10 000"]], False),
        ("Il en coûte 2,5 millions", [["2"]], False),
        ("Les éboueurs ont reconduit", [["eboueur"], ["reconduit"]], True),
        ("La surproduction", [["production"]], False),
        ("l’offensive", [["offensive"]], True),
        ("un texte", [], False),
        ("a 48-hour strike", [["48 hour"]], True),
    ],
)
def test_holds(text: str, groups: list[list[str]], expected: bool) -> None:
    assert holds(text, groups) is expected


def test_key_folds_layout_accents_and_thousands() -> None:
    assert key("Jusqu’à 10\u00a0000 «\u00a0obus\u00a0»") == key("jusqu'a 10,000 «obus»")
