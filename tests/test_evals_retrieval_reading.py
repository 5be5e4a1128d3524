from pathlib import Path

import pytest

from bot.errors import EvalError
from bot.types import Document, Hit, Passage
from evals.metrics import includes
from evals.retrieval.reading import Telling, corpus_paths, load_retrieval

ONE = """
- id: fr-one
  language: fr
  question: Combien ?
  passages: fr
  tells: [{document: a, words: 12 pièces}]
"""
OTHER = ONE.replace("fr-one", "en-one").replace("language: fr", "language: en")


def written(directory: Path, cases: str) -> Path:
    path = directory / "retrieval.yaml"
    path.write_text(f"corpus: [seeds, harwick]\ncases:{cases}", encoding="utf-8")
    return path


def hit(*passages: tuple[str, str]) -> Hit:
    made = [
        Passage(
            document=Document(id=name, text=text, raw=text, title="", language="fr", source=name),
            number=0,
            start=0,
            end=len(text),
        )
        for name, text in passages
    ]
    return Hit(passage=made[0], duplicates=tuple(made[1:]), score=1.0, dense=1.0, lexical=1.0)


def test_a_case_is_read_as_it_is_written(tmp_path: Path) -> None:
    (case,) = load_retrieval(written(tmp_path, ONE))
    assert (case.id, case.language, case.passages, case.twin) == ("fr-one", "fr", "fr", "")
    assert case.tells == (Telling(document="a", words="12 pièces"),)
    names = [path.name for path in corpus_paths(written(tmp_path, ONE))]
    assert names == ["seeds", "harwick"]


@pytest.mark.parametrize(
    ("cases", "message"),
    [
        (ONE + ONE, "uses the id 'fr-one' twice"),
        (ONE + "  twin: en-one\n" + OTHER, "the twin of 'fr-one' does not name it"),
        (ONE + "  twin: none\n", "the twin of 'fr-one' does not name it"),
        (ONE.replace("[{document: a, words: 12 pièces}]", "[]"), "tells"),
        (" [}", "not valid YAML"),
    ],
)
def test_a_wrong_case_is_named_in_one_line(tmp_path: Path, cases: str, message: str) -> None:
    with pytest.raises(EvalError, match=message) as raised:
        load_retrieval(written(tmp_path, cases))
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="cannot read the cases"):
        load_retrieval(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (hit(("a", "il y a 12 pièces")), True),
        (hit(("b", "il y a 12 pièces")), False),
        (hit(("a", "il y a 112 pièces")), False),
        (hit(("b", "douze"), ("a", "il y a 12 pièces")), True),  # collapsed into one place
    ],
)
def test_what_tells_it_is_of_the_document_and_holds_the_words(found: Hit, told: bool) -> None:
    assert Telling(document="a", words="12 pièces").told_by(found) is told


def test_every_expected_passage_can_be_found_in_its_article() -> None:
    paths = [path for folder in corpus_paths() for path in folder.glob("*.txt")]
    articles = {path.stem: path.read_text("utf-8") for path in paths}
    assert len(articles) == len(paths)  # ids are the files' names: none may be there twice
    for case in load_retrieval():
        for telling in case.tells:
            assert includes(articles[telling.document], telling.words), (case.id, telling)


def test_the_suite_has_the_promised_mix() -> None:
    cases = load_retrieval()
    by_id = {case.id: case for case in cases}
    pairs = [(case, by_id[case.twin]) for case in cases if case.twin and case.language == "fr"]
    assert len(cases) >= 80
    assert len(pairs) >= 35
    assert {case.passages for case in cases} == {"fr", "en", "de"}
    assert {case.language for case in cases} == {"fr", "en", "de", "es"}
    for french, english in pairs:
        assert english.language == "en"
        assert french.tells == english.tells
        assert french.passages == english.passages
