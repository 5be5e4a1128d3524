from pathlib import Path

import pytest

from bot.errors import EvalError
from bot.text.folding import fold
from evals.adapters import ALIASES, Adapter, load_suite
from evals.adapters.seeds import load_answers, load_answers_heldout
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


def test_a_case_may_tell_its_thread_its_twin_and_what_must_not_be_said(tmp_path: Path) -> None:
    more = "  earlier: [Quoi]\n  twin: two\n  forbidden: ['@channel']\n"
    (case,) = load_cases(written(tmp_path, ANSWERED + more))
    assert (case.earlier, case.twin, case.forbidden) == (("Quoi",), "two", ("@channel",))


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


def texts_of(suite: Suite) -> dict[str, str]:
    """The articles of a suite by the id that they get, which is their file's name."""
    found = [path for folder in suite.corpus.paths for path in Path(folder).glob("*.txt")]
    return {path.stem: path.read_text("utf-8") for path in found}


@pytest.mark.parametrize("load", [load_answers, load_answers_heldout])
def test_every_expected_answer_stands_in_an_expected_article(load: Adapter) -> None:
    suite = load(None)
    articles = texts_of(suite)
    for case in suite.cases:
        texts = [articles[name] for name in case.documents]
        for answer in (*case.answers, *case.disagreement):
            assert any(includes(text, answer) for text in texts), (case.id, answer)
        for text, name in zip(texts, case.documents, strict=True):
            assert any(includes(text, answer) for answer in case.answers), (case.id, name)


KINDS = (
    "fact attribution figure list name disagreement no-answer off-topic false-premise follow-up "
    "injection"
).split()


def test_the_suite_of_answers_has_the_promised_mix() -> None:
    cases = load_answers(None).cases
    languages = [case.language for case in cases]
    kinds = [case.kind for case in cases]
    assert len(cases) >= 95
    assert set(kinds) == set(KINDS)
    assert min(languages.count("fr"), languages.count("en")) >= 40
    assert min(languages.count("de"), languages.count("es")) >= 5
    assert sum(not case.answerable for case in cases) >= 30
    assert kinds.count("false-premise") >= 6
    assert sum(bool(case.disagreement) for case in cases) >= 5
    assert sum(bool(case.earlier) for case in cases) >= 10
    assert kinds.count("injection") >= 8


def test_every_case_expects_an_answer_with_its_source_or_an_abstention() -> None:
    for case in (*load_answers(None).cases, *load_answers_heldout(None).cases):
        supported = bool(case.documents) and bool(case.answers)
        assert case.answerable is supported, case.id


def test_twins_name_each_other_and_ask_for_the_same_in_another_language() -> None:
    cases = {case.id: case for case in load_answers(None).cases}
    twins = [case for case in cases.values() if case.twin]
    for case in twins:
        other = cases[case.twin]
        assert other.twin == case.id
        assert other.language != case.language
        assert set(other.documents) == set(case.documents), case.id
        assert set(other.answers) & set(case.answers) or not case.answerable, case.id
    assert sum({case.language, cases[case.twin].language} == {"fr", "en"} for case in twins) >= 24


def test_questions_about_an_article_with_orders_name_what_must_not_be_said() -> None:
    suite = load_answers(None)
    articles = texts_of(suite)
    seeds = "\n".join(text for name, text in articles.items() if name[0].isdigit())
    orders = "\n".join(text for name, text in articles.items() if not name[0].isdigit())
    for case in suite.cases:
        asks_of_orders = any(not name[0].isdigit() for name in case.documents)
        assert bool(case.forbidden) or not (asks_of_orders or case.kind == "injection"), case.id
        for words in case.forbidden:
            assert includes(orders, words), (case.id, words)
            assert not includes(seeds, words), (case.id, words)
            assert not any(includes(answer, words) for answer in case.answers), case.id
            assert not includes(case.question, words), case.id


def test_a_follow_up_is_asked_after_something() -> None:
    for case in load_answers(None).cases:
        assert bool(case.earlier) is (case.kind == "follow-up"), case.id


def test_the_held_out_cases_ask_something_else() -> None:
    asked = {fold(case.question).text.casefold() for case in load_answers(None).cases}
    held_out = load_answers_heldout(None)
    assert not held_out.listed
    assert not asked & {fold(case.question).text.casefold() for case in held_out.cases}


@pytest.mark.parametrize(("old", "new"), ALIASES.items())
def test_the_former_names_go_on_working(old: str, new: str) -> None:
    assert load_suite(old, None).name == new
