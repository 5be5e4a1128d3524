"""`citewire brief` with a model: the command as a process, the model a server on this machine."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.library import Library
from tests.loopback import ModelServer, Play, Status, Stream, error, statement
from tests.story_samples import overview_reply, reply
from tests.test_cli_process import citewire

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
KEY = "sk-test-0123456789abcdef"
LIE = statement("Selon Emmanuel Macron, 987 654 obus.", ("P1", "987 654 obus"))


def best_sentences(body: dict[str, Any]) -> list[tuple[str, str]]:
    """Label and words of each sentence of the event."""
    shown = body["messages"][1]["content"].partition("event:")[2].partition("told:")[0]
    return re.findall(r'<passage label="(P\d+)">(.*?)</passage>', shown)


def obliging(body: dict[str, Any], number: int) -> Play:
    """Writes as much of each story's best sentence as fits, after a lie, and an overview."""
    asked = body["messages"][1]["content"]
    if body["response_format"]["json_schema"]["name"] == "overview":
        label, words = re.findall(r'<statement label="(S[\d.]+)">(.*?)</statement>', asked)[0]
        return Stream(overview_reply((f"Ce jour : {words}", [label]), ("La paix.", [label])))
    if len(body["messages"]) > 2:
        return Stream(reply(""))
    label, words = best_sentences(body)[0]
    room = int(re.findall(r"at most (\d+) words", asked)[-1])
    told = " ".join(words.split()[:room])
    return Stream(reply("Emmanuel Macron a parlé", LIE, statement(told, (label, told))))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the seed articles."""
    directory = tmp_path_factory.mktemp("brief") / "data"
    assert citewire(directory, "ingest", str(SEEDS)).returncode == 0
    return directory


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(choose=obliging).running() as running:
        yield running


def brief(data: Path, url: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    settings = {"CITEWIRE_MODEL": "small-1", "OPENAI_BASE_URL": url, "OPENAI_API_KEY": KEY}
    return citewire(data, "brief", "--since", "2023-02", *arguments, **(settings | more))


def spent(data: Path) -> float:
    with Library.open(f"sqlite:///{data / 'library.sqlite'}") as library:
        return sum(entry.cost_usd for entry in library.journal.usage())


def test_a_briefing_by_a_model(data: Path, server: ModelServer) -> None:
    before = spent(data)
    done = brief(data, server.url, "--format", "json", CITEWIRE_MODEL="gpt-4o-mini")
    assert (done.returncode, done.stderr) == (0, "")
    value = json.loads(done.stdout)
    assert (value["writer"], value["notes"]) == ("gpt-4o-mini", [])
    assert len(value["stories"]) >= 3
    assert len(value["overview"]) == 1
    assert "Macron" not in json.dumps([value["stories"], value["overview"]])
    assert {one["reason"] for one in value["removed"]} >= {"quote-not-found", "no-quote"}
    assert len(server.asked) == 2 * len(value["stories"]) + 1
    assert value["usage"]["input_tokens"] == 100 * len(server.asked)
    assert value["usage"]["cost_usd"] == pytest.approx(spent(data) - before, rel=1e-3)
    with Library.open(f"sqlite:///{data / 'library.sqlite'}") as library:
        for citation in value["citations"]:
            text = library.document(citation["document"]).text
            assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert KEY not in done.stdout


def test_a_refused_key_gives_the_embedded_briefing_with_one_line_about_it(data: Path) -> None:
    with ModelServer(Status(401, error("bad key"))).running() as server:
        done = brief(data, server.url)
    assert (done.returncode, len(server.asked)) == (0, 1)
    assert " ".join(done.stdout.split()).count("check OPENAI_API_KEY") == 1
    assert KEY not in done.stdout + done.stderr


def test_a_spent_budget_asks_nothing(data: Path, server: ModelServer) -> None:
    done = brief(data, server.url, "--format", "json", CITEWIRE_BUDGET_DAY="0")
    value = json.loads(done.stdout)
    assert (done.returncode, server.asked, value["writer"]) == (0, [], "extractive")
    assert value["stories"]
    assert value["overview"] == []
    (note,) = value["notes"]
    assert "CITEWIRE_BUDGET_DAY" in note
