"""The commands over a small run: two questions, by the embedded writer, with hashed vectors."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from bot.errors import EvalError
from evals.__main__ import app
from evals.stored import load, runs

WITH_HASHING = {"CITEWIRE_EMBEDDINGS": "hashing", "CITEWIRE_MODEL": None, "OPENAI_API_KEY": None}


def called(arguments: Sequence[str], environment: dict[str, str | None] | None = None) -> Result:
    return CliRunner().invoke(app, arguments, env=environment or WITH_HASHING)


@dataclass(frozen=True)
class Made:
    folder: Path
    result: Result

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("run")
    arguments = ["run", "--suite", "answers", "--writer", "extractive", "--limit", "2", "--gate"]
    targets = [
        *("--json", "run.json", "--markdown", "run.md", "--junit", "run.xml"),
        *("--jsonl", "run.jsonl", "--report", "run.html", "--runs", "runs", "--cache", "cache"),
    ]
    placed = [word if word.startswith("--") else str(folder / word) for word in targets]
    return Made(folder, called([*arguments, *placed]))


def test_a_run_is_told_and_stored_with_its_circumstances(made: Made) -> None:
    assert "answers, extractive: 2 cases" in made.result.output
    assert "supported" in made.result.output
    (stored,) = runs(made.folder / "runs")
    outcome = load(stored.path)
    circumstances = outcome.circumstances
    assert (stored.suite, stored.writer, len(outcome.cases)) == ("answers", "extractive", 2)
    assert circumstances.settings["limit"] == "2"
    assert circumstances.settings["embeddings"] == "hashing"
    assert "answer.yaml" in circumstances.prompts
    assert circumstances.packages["openai"] != "absent"
    assert circumstances.data
    assert outcome.replay is None


def test_it_exits_with_1_when_a_gate_falls(made: Made) -> None:
    # Two questions have no disagreement, so at least that gate is not measured.
    assert "GATE FELL  answers, extractive: disagreement disclosed" in made.result.output
    assert made.result.exit_code == 1


def test_every_file_that_was_asked_for_is_written(made: Made) -> None:
    written = json.loads(made.text("run.json"))
    assert written["outcomes"][0]["suite"] == "answers"
    assert "latency p50 ms" in written["outcomes"][0]["metrics"]["overall"]
    assert {"suite", "writer", "metric", "told", "holds"} <= written["gates"][0].keys()
    assert made.text("run.md").startswith("## Citewire evals")
    assert ElementTree.fromstring(made.text("run.xml")).find("testsuite") is not None
    assert len(made.text("run.jsonl").splitlines()) == 2
    assert made.text("run.html").lstrip().startswith("<!doctype html>")


def test_a_run_is_compared_with_itself(made: Made, tmp_path: Path) -> None:
    folder, markdown, written = made.folder / "runs", tmp_path / "c.md", tmp_path / "c.json"
    targets = ["--markdown", str(markdown), "--json", str(written), "--runs", str(folder)]
    result = called(["compare", "latest", "latest_answers", *targets])
    assert result.exit_code == 0, result.output
    assert "2 cases in both: 0 won, 0 lost, 2 the same" in result.output
    assert "2 cases in both" in markdown.read_text(encoding="utf-8")
    (compared,) = json.loads(written.read_text(encoding="utf-8"))
    assert compared["same_data"] is True
    assert compared["won"] == compared["lost"] == []


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["run", "--suite", "nothing"], "there is no suite 'nothing'"),
        (["run", "--suite", "piaf"], "needs its data: add --data"),
        (["run", "--suite", "claims", "--against", "latest"], "'latest' goes back too far"),
        (["run", "--suite", "claims", "--limit", "2"], "'claims' only runs whole"),
        (["compare", "latest", "latest"], "python -m evals run stores another"),
    ],
)
def test_bad_input_is_one_line(tmp_path: Path, arguments: list[str], fault: str) -> None:
    result = called([*arguments, "--runs", str(tmp_path)])
    assert isinstance(result.exception, EvalError)
    assert fault in str(result.exception)
    assert "\n" not in str(result.exception)


def test_vectors_of_a_server_are_refused_before_anything_is_asked(tmp_path: Path) -> None:
    served = {**WITH_HASHING, "CITEWIRE_EMBEDDINGS": "openai:text-embedding-3-small"}
    result = called(["run", "--suite", "claims", "--runs", str(tmp_path)], served)
    assert isinstance(result.exception, EvalError)
    assert "a server's, which no suite may reach" in str(result.exception)


def test_other_prompts_are_not_taken_for_evaluated(tmp_path: Path) -> None:
    others = {**WITH_HASHING, "CITEWIRE_PROMPTS": str(tmp_path)}
    for command in (["run", "--suite", "claims"], ["record", "--suite", "answers", "--by-hand"]):
        result = called(command, others)
        assert isinstance(result.exception, EvalError)
        assert "suites are run with prompts/ of the project" in str(result.exception)
