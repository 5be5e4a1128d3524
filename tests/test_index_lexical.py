from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.index import LexicalView
from bot.index.counting import rarity
from bot.index.words import Analysis
from bot.library import Library
from tests.library_samples import document, filled, random_record, record

Index = Callable[..., LexicalView]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(f"sqlite:///{tmp_path}/library.db") as opened:
        yield opened


@pytest.fixture
def view(library: Library, tmp_path: Path) -> Iterator[LexicalView]:
    opened = LexicalView(tmp_path / "words", library)
    yield opened
    opened.close()


def found(view: LexicalView, *words: str) -> set[str]:
    return {name for name, _ in view.query([[word] for word in words], 50)}


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("fr", "Les troupes déclarées perdues.", "troupe"),
        ("fr", "Les troupes déclarées perdues.", "déclaré"),
        ("fr", "L’Élysée se tait.", "élysée"),
        ("fr", "L’Élysée se tait.", "Elysee"),
        ("fr", "Les œuvres restent.", "oeuvre"),
        ("fr", "Il a tiré 10\u00a0000 obus.", "10 000"),
        ("fr", "Il a tiré 10\u202f000 obus.", "10.000"),
        ("fr", "Un e\u0301te\u0301 de pluie.", "été"),
        ("en", "The soldiers were running.", "soldier"),
        ("de", "Die Häuser brannten.", "Haus"),
        ("es", "Las ciudades destruidas.", "ciudad"),
        ("und", "Zelenskyy Bakhmut", "bakhmut"),
    ],
)
def test_words_are_found_in_their_other_forms(
    library: Library, view: LexicalView, language: str, text: str, word: str
) -> None:
    library.put(record(document("d", text, language=language)))
    assert found(view, word) == {"d#0"}


def test_a_question_in_one_language_finds_names_in_another(
    library: Library, view: LexicalView
) -> None:
    library.put(record(document("a", "Zelensky parle des armes.", language="fr")))
    library.put(record(document("b", "Zelensky speaks of weapons.", language="en")))
    assert found(view, "Zelensky") == {"a#0", "b#0"}


def test_variants_of_one_name_count_once(library: Library, view: LexicalView) -> None:
    filled(library, a="Bakhmout Bakhmut tient.", b="Bakhmout tombe enfin.", c="Autre chose ici.")
    together = dict(view.query([["Bakhmout", "Bakhmut"]], 5))
    assert set(together) == {"a#0", "b#0"}
    each = [dict(view.query([[name]], 5)).get("a#0", 0.0) for name in ("Bakhmout", "Bakhmut")]
    assert together["a#0"] == pytest.approx(max(each))


def test_a_variant_of_two_words_is_a_phrase(library: Library, view: LexicalView) -> None:
    filled(library, a="La Haute Loire déborde.", b="La Loire est haute ici.")
    assert found(view, "Haute Loire") == {"a#0"}


def test_the_title_helps_as_much_as_it_is_told_to(library: Library, view: LexicalView) -> None:
    library.put(record(document("a", "La ville tient bon.", title="Bakhmout")))
    library.put(record(document("b", "La ville tient bon.", title="Autre")))
    groups = [["ville"], ["Bakhmout"]]
    weighted = dict(view.query(groups, 5, title_weight=0.5))
    assert weighted["a#0"] > weighted["b#0"]
    plain = dict(view.query(groups, 5, title_weight=0.0))
    assert plain["a#0"] == pytest.approx(plain["b#0"])


def test_scores_of_given_passages_are_those_of_the_query(
    library: Library, view: LexicalView
) -> None:
    filled(library, a="Un obus tombe. Rien de neuf.", b="Un obus et un autre obus.")
    groups = [["obus"], ["tomber"]]
    by_query = dict(view.query(groups, 10))
    scores = view.scores(groups, ["a#0", "a#1", "b#0", "gone#0"])
    assert scores == pytest.approx({"a#1": 0.0, "gone#0": 0.0} | by_query)
    assert view.scores([], ["a#0"]) == {"a#0": 0.0}
    assert view.scores(groups, []) == {}


def test_filters_hold_for_few_and_for_many(library: Library, view: LexicalView) -> None:
    library.put(random_record("many", 5200, seed=3))
    library.put(record(document("few", "Encore mot17 ici. Puis mot18 ici.")))
    groups = [["mot17"], ["mot18"]]
    everything = {name for name, _ in view.query(groups, 10)}
    assert everything == {"many#17", "many#18", "few#0", "few#1"}
    wide = {f"many#{number}" for number in range(5200)} - {"many#18"}
    assert {name for name, _ in view.query(groups, 10, wide)} == {"many#17"}
    assert {name for name, _ in view.query(groups, 10, {"few#1"})} == {"few#1"}
    assert view.query(groups, 10, set()) == []


@pytest.mark.parametrize("groups", [[], [[]], [[""]], [["…"]], [["🎉"]], [['"'], ["(", "AND"]]])
def test_nothing_to_search_for_finds_nothing(
    library: Library, view: LexicalView, groups: list[list[str]]
) -> None:
    filled(library, a="Un obus tombe.")
    assert view.query(groups, 5) == []


def test_an_empty_library_has_nothing(view: LexicalView) -> None:
    assert view.query([["obus"]], 5) == []
    assert view.rarities([["obus"]]) == [1.0]


def test_rare_words_tell_more(library: Library, view: LexicalView) -> None:
    filled(library, a="La ville tient.", b="La mer monte.", c="La nuit tombe.")
    often, seldom, never = view.rarities([["la"], ["mer", "océan"], ["obus"]])
    assert 0.0 < often < seldom < never == rarity(0, 3) == 1.0


def test_two_views_share_one_index(library: Library, view: LexicalView, tmp_path: Path) -> None:
    filled(library, a="Un obus tombe.")
    other = LexicalView(tmp_path / "words", library)
    assert found(view, "obus") == found(other, "obus") == {"a#0"}
    filled(library, b="Un obus éclate.")
    assert found(other, "obus") == found(view, "obus") == {"a#0", "b#0"}
    library.remove(["a"])
    assert found(view, "obus") == found(other, "obus") == {"b#0"}
    assert view.revision == other.revision == library.revision
    other.close()


def test_forms_are_each_given_once() -> None:
    assert Analysis().forms("troupes", ["fr", "en", "de"]) == [("troupes",), ("troup",)]
    assert Analysis().forms("…", ["fr"]) == []
