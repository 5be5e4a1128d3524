from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from bot.errors import EvalError
from bot.types import Document
from evals.cases import Case, Corpus, Suite
from evals.report import Run, as_text, scores
from evals.runner import Setting, run

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
    found = scores(finished.results).overall
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
