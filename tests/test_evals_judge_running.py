"""A stored run judged over real HTTP, recorded, replayed, and scored only with agreement."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.errors import EvalError
from bot.settings import Settings
from evals.__main__ import app
from evals.judge.agreement import Agreement, agreement_on, save_record
from evals.judge.collecting import Kept, collected, estimate, spread
from evals.judge.material import Judged, Quoted
from evals.judge.pairs import LabelledPair
from evals.judge.running import (
    JudgedRun,
    as_json,
    as_text,
    needed,
    record_run,
    replay_run,
    statements_of,
)
from evals.judge.scoring import RECALL, UNSCORED
from evals.judge.servers import hand_judge, model_judge
from evals.judge.verdicts import Verdicts, load_verdicts
from evals.outcomes import CaseOutcome, Circumstances, Outcome
from evals.recording.shelf import Shelf
from evals.recording.stamps import prompt_hash
from evals.stored import load, save
from tests.loopback import ModelServer, Status

DAY = "2026-11-22"
HAND = "written-by-hand"


def case(name: str, statement: str, *quotes: str) -> CaseOutcome:
    citations = [
        {"number": number, "quote": quote, "passage": f"{quote} Et la suite."}
        for number, quote in enumerate(quotes, start=1)
    ]
    told = {"text": statement, "citations": [one["number"] for one in citations]}
    reply = {"statements": [told], "citations": citations}
    return CaseOutcome(id=name, language="fr", kind="fact", reply=reply)


def outcome(*cases: CaseOutcome) -> Outcome:
    circumstances = Circumstances(date=DAY, revision="abc", embedder="none", machine="none")
    return Outcome(suite="answers", writer="by-hand", cases=cases, circumstances=circumstances)


RUN = outcome(
    case("bridge", "Le pont a cédé.", "Le pont a cédé."),
    case("sea", "La mer est verte.", "La mer est calme.", "Elle est bleue."),
    case("silent", "Rien ne le dit."),
)


def by_hand(run: Outcome, default: str | None = "full") -> Verdicts:
    given = {one.id: default for one in needed(statements_of(run, None))}
    return Verdicts(
        model=HAND,
        by_hand=True,
        prompt=prompt_hash("judge"),
        recorded=DAY,
        given=given,  # type: ignore[arg-type]
    )


def ignore(line: str) -> None:
    """Progress that nobody reads."""


def recorded(run: Outcome, root: Path, verdicts: Verdicts | None = None) -> Shelf:
    shelf = Shelf(suite=run.suite, label=run.writer, root=root)
    with hand_judge(verdicts or by_hand(run)) as judge:
        record_run(statements_of(run, None), judge, shelf, DAY, ignore)
    return shelf


def replayed(run: Outcome, shelf: Shelf) -> JudgedRun:
    return replay_run(run, statements_of(run, None), shelf, whole=True)


AGREED = agreement_on([("full", "full"), ("none", "none")] * 9, 18)
RECORD = Agreement(
    model=HAND,
    by_hand=True,
    prompt=prompt_hash("judge"),
    recorded=DAY,
    sets={"expertqa": AGREED, "rte3-fr": AGREED},
)


def test_verdicts_are_recorded_over_http_and_replayed_without_it(tmp_path: Path) -> None:
    judged = replayed(RUN, recorded(RUN, tmp_path))
    # One quote is one verdict; two are the pair and each alone: four in all, none left over.
    assert (judged.health.played, judged.health.unplayed, judged.stale) == (4, 0, {})
    assert judged.health.by_hand
    # The third statement cites nothing: recall 0 without a judge. (1 + 1 + 0) / 3.
    assert judged.figures[RECALL].value == pytest.approx(2 / 3)
    assert judged.figures[UNSCORED].value == 0.0


def test_scores_are_shown_with_agreement_and_withheld_without(tmp_path: Path) -> None:
    judged = replayed(RUN, recorded(RUN, tmp_path))
    shown = as_text(judged, RECORD, "again")
    assert RECALL in shown
    assert "WRITTEN BY HAND: no model judged" in shown
    assert as_json(judged, RECORD)["withheld"] == ""
    for record in (None, replace(RECORD, model="other")):
        hidden = as_text(judged, record, "again")
        assert "judge's scores withheld: " in hidden
        assert RECALL not in hidden
        assert as_json(judged, record)["figures"] == {}
        assert as_json(judged, record)["cases"] == {}


def test_a_statement_that_changed_is_stale_and_has_no_score(tmp_path: Path) -> None:
    shelf = recorded(RUN, tmp_path)
    changed = outcome(
        case("bridge", "Le pont tient.", "Le pont a cédé."),
        *RUN.cases[1:],
        case("new", "Il neige.", "Il neige."),
    )
    judged = replayed(changed, shelf)
    assert set(judged.stale) == {"bridge", "new"}
    assert set(judged.by_case) == {"sea", "silent"}
    text = as_text(judged, RECORD, "python -m evals judge --record")
    assert "2 cases stale" in text
    assert "record again: python -m evals judge --record" in text


def test_a_reply_that_is_no_verdict_is_unscored(tmp_path: Path) -> None:
    judged = replayed(RUN, recorded(RUN, tmp_path, by_hand(RUN, None)))
    assert judged.figures[UNSCORED].value == 1.0
    assert judged.by_case["bridge"] == {UNSCORED: (1.0,)}


def test_what_nobody_judged_by_hand_is_refused(tmp_path: Path) -> None:
    one = by_hand(outcome(RUN.cases[0]))
    with pytest.raises(EvalError, match="could not be judged"):
        recorded(RUN, tmp_path, one)


def test_a_run_without_statements_says_so() -> None:
    with pytest.raises(EvalError, match="holds no statement to judge"):
        statements_of(outcome(), None)
    with pytest.raises(EvalError, match="case 'none'"):
        statements_of(RUN, "none")


# --------------------------------------------------------------------------------- a model's server


@contextmanager
def serving(*said: str) -> Iterator[ModelServer]:
    with ModelServer(*(whole(text) for text in said)).running() as server:
        yield server


def whole(text: str) -> Status:
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text},
        "finish_reason": "stop",
    }
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    about = {"id": "c", "object": "chat.completion", "created": 0, "model": "small-1"}
    return Status(200, about | {"choices": [choice], "usage": usage})


def settings(server: ModelServer) -> Settings:
    return Settings.from_environment(
        {
            "OPENAI_BASE_URL": server.url,
            "OPENAI_API_KEY": "sk-test-0123456789abcdef",
            "CITEWIRE_MODEL": "small-1",
        }
    )


PAIRS = tuple(
    LabelledPair(judged=Judged(f"Le pont {n} a cédé.", (Quoted(passage="P."),)), label="full")
    for n in range(10)
)


def test_pairs_are_spread_evenly() -> None:
    assert spread(PAIRS, 5) == PAIRS[::2]
    assert spread(PAIRS, 50) == PAIRS


def test_a_model_is_asked_and_its_verdicts_are_kept_without_text(tmp_path: Path) -> None:
    said = ('{"verdict": "none", "why": "P1 does not."}', "I cannot tell.")
    with serving(*said) as server:
        judge = model_judge(settings(server))
        kept = Kept(root=tmp_path, day=DAY, progress=ignore)
        *_, verdicts = collected({"expertqa": PAIRS[:2]}, judge, kept)
    assert (verdicts.model, verdicts.by_hand) == ("small-1", False)
    assert list(verdicts.given.values()) == ["none", None]
    files = sorted((tmp_path / "expertqa" / "small-1").glob("*.judge.yaml"))
    assert [path.name.split(".")[0] for path in files] == sorted(one.judged.id for one in PAIRS[:2])
    assert not any("sk-test" in path.read_text("utf-8") for path in files)


def test_the_cost_is_told_before_anything_is_asked() -> None:
    told = estimate([pair.judged for pair in PAIRS], "gpt-4o-mini")
    assert told.startswith("10 verdicts of gpt-4o-mini, about ")
    assert "$0.00" in told


# ------------------------------------------------------------------------------------ the commands

HEADER = "id\tlanguage\tpremise\thypothesis\tlabel\tlabel_text\ttask\tlength\n"


@pytest.fixture
def rte3(tmp_path: Path) -> Path:
    rows = "".join(
        f"{n}\tfr\tIl pleut {n}.\tIl pleut {n}.\t0\tentailment\tIE\tshort\n" for n in range(1, 5)
    )
    path = tmp_path / "rte3"
    path.mkdir()
    (path / "RTE3-FR-dev-set-3class.tsv").write_text(HEADER + rows, "utf-8")
    return path


def test_agreement_asks_the_model_and_puts_it_on_record(
    rte3: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdicts, record = tmp_path / "verdicts.yaml", tmp_path / "agreement.json"
    command = ["agreement", "--data", str(rte3), "--ask", "2", "--yes"]
    command += ["--verdicts", str(verdicts), "--record", str(record)]
    command += ["--cassettes", str(tmp_path / "kept")]
    with serving('{"verdict": "full", "why": ""}') as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        monkeypatch.setenv("CITEWIRE_MODEL", "small-1")
        done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert len(load_verdicts(verdicts).given) == 2
    found = json.loads(record.read_text("utf-8"))
    assert (found["model"], found["sets"]["rte3-fr"]["judged"]) == ("small-1", 2)
    assert "its agreement on expertqa is not on record" in done.output


def test_judge_reads_the_newest_stored_run(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    command = ["judge", "--runs", str(runs), "--cassettes", str(tmp_path / "cassettes")]
    nothing = CliRunner().invoke(app, command)
    assert isinstance(nothing.exception, EvalError)
    assert "python -m evals run --suite answers --writer by-hand" in str(nothing.exception)
    save(RUN, runs, "2026-11-22T10-00-00")
    recorded(RUN, tmp_path / "cassettes")
    done = CliRunner().invoke(app, [*command, "--agreement", str(tmp_path / "none.json")])
    assert done.exit_code == 0, done.output
    assert "4 played, 0 cases stale, 0 unplayed" in done.output
    assert "judge's scores withheld: its agreement with people is not on record" in done.output
    (stored,) = runs.glob("*.json")
    assert RECALL not in stored.read_text("utf-8")


def test_scores_that_count_are_added_to_the_stored_run(tmp_path: Path) -> None:
    path = save(RUN, tmp_path / "runs", "2026-11-22T10-00-00")
    recorded(RUN, tmp_path / "cassettes")
    save_record(RECORD, tmp_path / "agreement.json")
    command = ["judge", "--runs", str(tmp_path / "runs"), "--cassettes"]
    command += [str(tmp_path / "cassettes"), "--agreement", str(tmp_path / "agreement.json")]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert f"{RECALL:<34}     3  0.667" in done.output
    bridge, sea, silent = load(path).cases
    assert bridge.observations[RECALL] == (1.0,)
    assert silent.observations[RECALL] == (0.0,)
    assert sea.reply == RUN.cases[1].reply
