"""Questions over a small corpus, written by the product's writer from recordings."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from bot.settings import PROMPTS
from bot.types import Answer, Document
from evals.cases import Case, Corpus
from evals.pipeline import Pipeline
from evals.recording.asking import composing, replayed
from evals.recording.rehearsing import Estimator, rehearsed, shown
from evals.recording.replaying import Replay
from evals.recording.taking import Job
from evals.replies import StaleError
from evals.runner import opened
from evals.vectors import CachingEmbedder
from tests.loopback import Play, answer, statement
from tests.recording_samples import Desk, desk
from tests.test_evals_recording_replaying import said

TOWER = "La tour Eiffel mesure 330 mètres. Gustave Eiffel l'a construite en 1889."
CORPUS = Corpus(
    documents=(
        Document(
            id="tower", text=TOWER, raw=TOWER, title="Tour", language="fr", source="tower.txt"
        ),
    )
)
CASE = Case(
    id="height",
    question="Combien de mètres mesure la tour Eiffel ?",
    language="fr",
    kind="figure",
    answerable=True,
    documents=("tower",),
    answers=("330 mètres",),
)
FOLLOW_UP = Case(
    id="year",
    question="Et en quelle année ?",
    language="fr",
    kind="follow-up",
    answerable=True,
    documents=("tower",),
    answers=("1889",),
    earlier=("Qui a construit la tour Eiffel ?",),
)
HEIGHT = answer(statement("La tour Eiffel mesure 330 mètres.", ("P1", "mesure 330 mètres")))
INVENTED = answer(statement("La tour Eiffel mesure 330 mètres.", ("P1", "elle a 330 mètres")))
BUILDER = answer(
    statement("Gustave Eiffel l'a construite.", ("P1", "Gustave Eiffel l'a construite"))
)
YEAR = answer(statement("Elle a été construite en 1889.", ("P1", "construite en 1889")))


@contextmanager
def pipeline(folder: Path) -> Iterator[Pipeline]:
    embedder = CachingEmbedder(HashingEmbedder(), folder / "vectors.sqlite", lambda line: None)
    with opened(CORPUS, embedder, lambda line: None) as one:
        yield one


def job(case: Case, pipeline: Pipeline) -> Job:
    return Job(
        case=case.id,
        ask=lambda client: pipeline.asked(case, composing(client)),
        earlier=len(case.earlier),
    )


@contextmanager
def recorded(folder: Path, case: Case, *script: Play) -> Iterator[tuple[Desk, Pipeline]]:
    with desk(folder, *script) as at, pipeline(folder) as corpus:
        at.prompts = PROMPTS
        at.record(job(case, corpus))
        yield at, corpus


def given(at: Desk, corpus: Pipeline, case: Case, prompts: Path = PROMPTS) -> Answer:
    """What a replay answers; the server is not asked."""
    before = len(at.server.asked)
    try:
        with Replay(at.shelf, prompts) as replay:
            return replayed(replay, prompts)(corpus, case)[0]
    finally:
        assert len(at.server.asked) == before


def test_the_models_answer_is_replayed(tmp_path: Path) -> None:
    with recorded(tmp_path, CASE, said(HEIGHT)) as (at, corpus):
        told = given(at, corpus, CASE)
    assert told.writer == "small-1"
    assert [one.text for one in told.statements] == ["La tour Eiffel mesure 330 mètres."]
    assert told.usage.input_tokens == 7


def test_a_repair_is_replayed_from_the_same_file(tmp_path: Path) -> None:
    with recorded(tmp_path, CASE, said(INVENTED), said(HEIGHT)) as (at, corpus):
        told = given(at, corpus, CASE)
    assert [one.reason for one in told.removed] == ["quote-not-found"]
    assert len(told.statements) == 1
    assert at.text("height").count("- request:") == 2


def test_a_follow_up_has_its_thread_replayed(tmp_path: Path) -> None:
    rewritten = "En quelle année Gustave Eiffel a-t-il construit la tour Eiffel ?"
    script = said(BUILDER), said(rewritten), said(YEAR)
    with recorded(tmp_path, FOLLOW_UP, *script) as (at, corpus):
        told = given(at, corpus, FOLLOW_UP)
        again = given(at, corpus, FOLLOW_UP)  # in a thread of its own
    assert told.standalone == again.standalone == rewritten
    assert told.question == FOLLOW_UP.question
    assert [one.text for one in told.statements] == ["Elle a été construite en 1889."]
    assert at.text("year").count("- request:") == 2
    assert rewritten in at.text("year", "followup")


def test_without_a_model_a_follow_up_is_rewritten_by_rule_and_only_the_last_is_kept(
    tmp_path: Path,
) -> None:
    case = Case(**{**vars(CASE), "question": "Et la Seine ?", "earlier": (CASE.question,)})
    with pipeline(tmp_path) as corpus:
        told, observed = corpus.asked(case)
    assert told.question == "Et la Seine ?"
    assert told.standalone.startswith("Combien de mètres mesure")
    assert observed.shown
    assert observed.retrieved


def test_what_was_not_recorded_is_never_the_embedded_writers_answer(tmp_path: Path) -> None:
    with recorded(tmp_path, CASE, said(HEIGHT)) as (at, corpus):
        assert corpus.asked(CASE)[0].writer == "extractive"  # which would have one
        other = Case(**{**vars(CASE), "question": "Quelle est la hauteur de la tour Eiffel ?"})
        with pytest.raises(StaleError, match=r"answer was not recorded; record again: .*height"):
            given(at, corpus, other)


def test_one_changed_digit_of_a_reply_shows(tmp_path: Path) -> None:
    with recorded(tmp_path, CASE, said(HEIGHT)) as (at, corpus):
        file = at.shelf.path("height", "answer")
        text = file.read_text(encoding="utf-8")
        changed = text.replace('mesure 330 mètres.", "quotes', 'mesure 380 mètres.", "quotes')
        assert changed != text
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(StaleError, match="role answer was not recorded"):
            given(at, corpus, CASE)  # its statement falls, and nobody recorded the repair


def test_a_changed_prompt_is_stale(tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    changed.mkdir()
    for file in PROMPTS.glob("*.yaml"):
        more = "# changed\n" if file.name == "answer.yaml" else ""
        (changed / file.name).write_text(more + file.read_text(encoding="utf-8"), encoding="utf-8")
    with (
        recorded(tmp_path, CASE, said(HEIGHT)) as (at, corpus),
        pytest.raises(StaleError, match=r"answer\.yaml changed since it was recorded"),
    ):
        given(at, corpus, CASE, changed)


def test_a_rehearsal_sends_nothing_and_shows_what_would_be_asked(tmp_path: Path) -> None:
    with pipeline(tmp_path) as corpus:
        requests = rehearsed(job(FOLLOW_UP, corpus), "gpt-4o-mini")
        estimator = Estimator("gpt-4o-mini")
        estimator.visit(job(CASE, corpus))
        estimator.visit(job(FOLLOW_UP, corpus))
    roles = [line for one in requests for line in shown(one) if line.startswith("----")]
    assert roles[0] == "---- answer, turn 1 (user)"
    assert "---- followup, turn 1 (user)" in roles
    assert TOWER in "\n".join(shown(requests[0]))
    found = estimator.estimate
    assert (found.cases, found.model) == (2, "gpt-4o-mini")
    assert found.requests > len(requests)
    assert found.read > 300 * found.requests  # the prompt alone has more
