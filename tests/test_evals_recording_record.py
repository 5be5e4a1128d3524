"""The command `record`: what it refuses, in one line, and what it says before it costs."""

import pytest
import typer
from typer.testing import CliRunner

from bot.errors import EvalError
from bot.pricing import Price, PriceTable
from evals.commands.record import record
from evals.recording import label_of
from evals.recording.rehearsing import Estimate
from evals.recording.sources import written_cases, written_file

app = typer.Typer()
app.command()(record)


def failure(*arguments: str, environment: dict[str, str] | None = None) -> str:
    outcome = CliRunner().invoke(app, [*arguments], env=environment or {})
    assert isinstance(outcome.exception, EvalError), outcome.output
    assert "\n" not in str(outcome.exception)
    return str(outcome.exception)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--suite", "claims"], "suite 'claims' asks no model; what can be recorded: answers"),
        (["--suite", "answers"], "OPENAI_API_KEY is not set"),
        (["--suite", "seeds", "--case", "x"], "OPENAI_API_KEY is not set"),
        (["--suite", "answers", "--by-hand", "--label", "gpt-4o"], "leave out --label"),
    ],
)
def test_what_cannot_be_recorded_is_said_in_a_line(arguments: list[str], said: str) -> None:
    assert said in failure(*arguments)


def test_no_model_is_recorded_as_if_a_person_wrote_it() -> None:
    environment = {"OPENAI_API_KEY": "sk-0123456789", "CITEWIRE_MODEL": "small-1"}
    assert "is for replies that no model wrote" in failure(
        "--suite", "answers", "--label", "by-hand", "--yes", environment=environment
    )
    environment["CITEWIRE_MODEL"] = "extractive"
    assert "which is no model" in failure("--suite", "answers", environment=environment)


def test_an_unknown_case_is_told_with_those_near_to_it() -> None:
    said = failure("--suite", "faults", "--case", "bad-kee", "--print")
    assert said == "suite 'faults' has no case 'bad-kee'; nearest: bad-key"


def test_an_estimate_tells_tokens_and_dollars_and_what_it_cannot_know() -> None:
    prices = PriceTable(date="2026-01-01", prices={"gpt-4o-mini": Price(input=0.15, output=0.6)})
    found = Estimate(model="gpt-4o-mini", cases=138, requests=190, read=1_000_000, written=57_000)
    assert found.told(prices) == (
        "138 cases, about 190 requests to 'gpt-4o-mini': 1,000,000 tokens in, some 57,000 out, "
        "about $0.18 (list of 2026-01-01); repairs come on top"
    )
    own = Estimate(model="mine", cases=1, requests=1, read=1, written=1)
    assert "'mine' has no price" in own.told(prices)


@pytest.mark.parametrize(
    ("model", "label"),
    [("gpt-4o-mini", "gpt-4o-mini"), ("mistralai/Mistral 7B", "mistralai-Mistral-7B")],
)
def test_a_models_name_becomes_a_folders(model: str, label: str) -> None:
    assert label_of(model) == label


@pytest.mark.parametrize("model", ["..", "///"])
def test_a_name_of_which_nothing_is_left_is_refused(model: str) -> None:
    with pytest.raises(EvalError, match="give --label"):
        label_of(model)


def test_replies_written_by_hand_are_found_by_suite() -> None:
    assert written_file("answers").is_file()
    assert "fr-mamba-price" in (written_cases("answers") or ())
    assert written_cases("faults") is None
