from dataclasses import replace
from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from bot.errors import EvalError, QuestionError
from bot.types import Answer, Document
from evals.cases import Case, Corpus, Suite
from evals.pipeline import Pipeline
from evals.questions import outcome_of
from evals.replies import Observed, StaleError
from evals.report import Run, as_text
from evals.runner import Setting, live, run
from evals.scoring import scores_of

TOWER = "La tour Eiffel mesure 330 mètres. Elle date de 1889.\n\nGustave Eiffel l'a construite."
RIVER = "La Seine traverse Paris. Elle a 777 kilomètres de long."


def document(name: str, text: str) -> Document:
    return Document(id=name, text=text, raw=text, title=name, language="fr", source=name)


def setting(directory: Path) -> Setting:
    return Setting(
        embedder=HashingEmbedder(),
        cache=directory / "cache",
        date="2026-01-02",
        revision="abc",
        machine="here",
        progress=lambda line: None,
    )


CASES = (
    Case(
        id="height",
        question="Combien de mètres mesure la tour Eiffel ?",
        language="fr",
        kind="figure",
        answerable=True,
        documents=("tower",),
        answers=("330 mètres",),
    ),
    Case(
        id="recipe",
        question="Quelle est la recette de la ratatouille ?",
        language="fr",
        kind="off-topic",
        answerable=False,
    ),
)


@pytest.mark.parametrize("whole", [True, False])
def test_ready_made_documents_go_through_the_real_pipeline(tmp_path: Path, whole: bool) -> None:
    corpus = Corpus(documents=(document("tower", TOWER), document("river", RIVER)), whole=whole)
    finished = run(Suite(name="two", corpus=corpus, cases=CASES), setting(tmp_path))
    check(finished)


def test_files_go_through_the_real_reader(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "tower.txt").write_text(TOWER, encoding="utf-8")
    (articles / "river.txt").write_text(RIVER, encoding="utf-8")
    suite = Suite(name="two", corpus=Corpus(paths=(str(articles),)), cases=CASES)
    check(run(suite, setting(tmp_path)))


def check(finished: Run) -> None:
    """Retrieval, exactness and the record of the run; what is answered is the writer's matter."""
    found = scores_of(outcome_of(finished)).overall
    assert found["passage R@1"].value == 1.0
    assert all(
        found[metric].value == 1.0
        for metric in ("quote exactness", "citation validity", "statements with a quote")
        if metric in found
    )
    assert [result.case.id for result in finished.results] == ["height", "recipe"]
    assert finished.conditions.embedder == "hashing-384"
    assert "suite two: 2 cases" in as_text(finished)


def test_a_corpus_with_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    suite = Suite(name="bad", corpus=Corpus(paths=(str(tmp_path),)), cases=CASES)
    with pytest.raises(EvalError, match=r"the corpus cannot be read: .*empty\.txt"):
        run(suite, setting(tmp_path / "elsewhere"))


def corpus() -> Corpus:
    return Corpus(documents=(document("tower", TOWER), document("river", RIVER)), whole=True)


def test_the_outcome_holds_the_reply_with_the_passages_that_it_quotes(tmp_path: Path) -> None:
    case = CASES[0]
    suite = Suite(name="two", corpus=corpus(), cases=(case,))
    (told,) = outcome_of(run(suite, setting(tmp_path))).cases
    assert (told.id, told.title) == ("height", case.question)
    assert told.expected == "answered: 330 mètres"
    assert told.reply is not None
    first = told.reply["retrieved"][0]
    assert (first["rank"], first["document"], first["wanted"]) == (1, "tower", True)
    for cited in (*told.reply["citations"], *told.reply["nearest"]):
        text = {"tower": TOWER, "river": RIVER}[cited["document"]]
        start = cited["context_start"]
        assert text[start : start + len(cited["context"])] == cited["context"]
        assert text[cited["start"] : cited["end"]] == cited["quote"]


def test_a_held_out_suite_tells_no_words(tmp_path: Path) -> None:
    suite = Suite(name="two", corpus=corpus(), cases=CASES, listed=False)
    for told in outcome_of(run(suite, setting(tmp_path))).cases:
        assert (told.title, told.expected, told.reply) == ("", "", None)
        assert told.id.startswith("held-out-")
        assert told.observations


def test_a_follow_up_is_asked_in_its_thread(tmp_path: Path) -> None:
    case = replace(CASES[0], question="Et de quand date-t-elle ?", earlier=(CASES[0].question,))
    suite = Suite(name="two", corpus=corpus(), cases=(case,))
    (told,) = outcome_of(run(suite, setting(tmp_path))).cases
    assert told.title == f"{CASES[0].question} › Et de quand date-t-elle ?"
    assert told.reply is not None
    assert told.reply["question"] == "Et de quand date-t-elle ?"


def test_a_case_without_a_fitting_recording_is_stale_and_one_that_breaks_is_failed(
    tmp_path: Path,
) -> None:
    def ask(pipeline: Pipeline, case: Case) -> tuple[Answer, Observed]:
        if case.id == "height":
            raise StaleError("record it again: python -m evals record --case height")
        if case.id == "recipe":
            raise QuestionError("no question")
        return live(pipeline, case)

    cases = (*CASES, replace(CASES[0], id="again"))
    finished = run(Suite(name="three", corpus=corpus(), cases=cases), setting(tmp_path), ask)
    stale, failed, scored = outcome_of(finished).cases
    assert (stale.state, stale.note) == (
        "stale",
        "record it again: python -m evals record --case height",
    )
    assert (failed.state, failed.note) == ("failed", "QuestionError: no question")
    assert not stale.observations
    assert scored.state == "scored"
    assert "3 cases" in as_text(finished)
    assert "1 stale, 1 broken" in as_text(finished)


def test_the_hash_of_the_data_does_not_depend_on_where_it_lies(tmp_path: Path) -> None:
    hashes = []
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tower.txt").write_text(TOWER, encoding="utf-8")
        suite = Suite(name="one", corpus=Corpus(paths=(str(tmp_path / name),)), cases=CASES)
        hashes.append(outcome_of(run(suite, setting(tmp_path))).circumstances.data)
    assert hashes[0] == hashes[1]
    elsewhere = Suite(name="one", corpus=corpus(), cases=CASES)
    assert outcome_of(run(elsewhere, setting(tmp_path))).circumstances.data != hashes[0]


def test_the_time_of_a_replayed_reply_tells_nothing(tmp_path: Path) -> None:
    suite = Suite(name="two", corpus=corpus(), cases=CASES)
    timed = run(suite, setting(tmp_path)).results
    replayed = run(suite, replace(setting(tmp_path), writer="by-hand")).results
    assert all("latency ms" in result.observations for result in timed)
    assert not any("latency ms" in result.observations for result in replayed)
