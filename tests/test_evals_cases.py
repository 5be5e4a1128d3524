from pathlib import Path

import pytest

from bot.errors import EvalError
from bot.text.folding import fold
from evals.adapters.seeds import load_seeds, load_seeds_heldout
from evals.cases import Aim, Case, Corpus, Suite, load_cases
from evals.metrics import includes

ANSWERED = """
- id: one
  language: fr
  kind: fact
  question: Qui ?
  expect: answered
  documents: [a]
  answer: [Lui]
"""


def written(directory: Path, cases: str) -> Path:
    path = directory / "cases.yaml"
    path.write_text(f"corpus: seeds\ncases:{cases}", encoding="utf-8")
    return path


def test_a_case_is_read_as_it_is_written(tmp_path: Path) -> None:
    (case,) = load_cases(written(tmp_path, ANSWERED))
    assert case == Case(
        id="one",
        question="Qui ?",
        language="fr",
        kind="fact",
        answerable=True,
        documents=("a",),
        answers=("Lui",),
    )


@pytest.mark.parametrize(
    ("cases", "message"),
    [
        (ANSWERED + ANSWERED, "uses the id 'one' twice"),
        (ANSWERED.replace("  answer: [Lui]\n", ""), "give documents and answer"),
        (ANSWERED.replace("answered", "abstained"), "leave out what supports it"),
        (ANSWERED + "  disagreement: [seul]\n", "needs two or more"),
        (ANSWERED.replace("answered", "maybe"), "expect"),
        (ANSWERED.replace("question", "kwestion"), "question"),
        (ANSWERED.replace("[Lui]", "[2010]"), "answer"),  # a number is not the text of an answer
        (" [}", "not valid YAML"),
    ],
)
def test_a_wrong_case_is_named_in_one_line(tmp_path: Path, cases: str, message: str) -> None:
    with pytest.raises(EvalError, match=message) as raised:
        load_cases(written(tmp_path, cases))
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="cannot read the cases"):
        load_cases(tmp_path / "none.yaml")


def test_a_limit_takes_cases_from_every_part() -> None:
    cases = tuple(
        Case(id=str(number), question="?", language="fr", kind="fact", answerable=False)
        for number in range(10)
    )
    suite = Suite(name="ten", corpus=Corpus(), cases=cases)
    assert [case.id for case in suite.limited(3).cases] == ["0", "3", "6"]
    assert suite.limited(None) is suite
    assert suite.limited(20) is suite
    with pytest.raises(EvalError, match="at least 1"):
        suite.limited(0)


def test_an_aim_may_be_a_least_or_a_greatest_value() -> None:
    assert Aim(metric="recall", value=0.9).reached(0.9)
    assert not Aim(metric="recall", value=0.9).reached(0.89)
    assert Aim(metric="latency", value=10, most=True).reached(9)
    assert not Aim(metric="latency", value=10, most=True).reached(11)


@pytest.mark.parametrize("load", [load_seeds, load_seeds_heldout])
def test_every_expected_answer_stands_in_an_expected_article(load: object) -> None:
    assert callable(load)
    suite = load(None)
    (directory,) = suite.corpus.paths
    for case in suite.cases:
        texts = [Path(directory, f"{name}.txt").read_text("utf-8") for name in case.documents]
        for answer in (*case.answers, *case.disagreement):
            assert any(includes(text, answer) for text in texts), (case.id, answer)
        for text, name in zip(texts, case.documents, strict=True):
            assert any(includes(text, answer) for answer in case.answers), (case.id, name)


def test_the_seed_suite_has_the_promised_mix() -> None:
    cases = load_seeds(None).cases
    languages = [case.language for case in cases]
    assert len(cases) >= 45
    assert languages.count("fr") >= 18
    assert languages.count("en") >= 14
    assert languages.count("de") >= 3
    assert languages.count("es") >= 3
    assert sum(not case.answerable for case in cases) >= 12
    assert sum(case.kind == "false-premise" for case in cases) >= 2
    assert sum(bool(case.disagreement) for case in cases) >= 2


def test_the_held_out_cases_ask_something_else() -> None:
    asked = {fold(case.question).text.casefold() for case in load_seeds(None).cases}
    held_out = load_seeds_heldout(None)
    assert not held_out.listed
    assert not asked & {fold(case.question).text.casefold() for case in held_out.cases}
