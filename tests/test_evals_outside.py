"""RAMDocs asked of each question's own documents, ExpertQA's claims checked against evidence."""

import json
from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from evals.adapters.ramdocs import Conflict
from evals.cases import Case, Corpus
from evals.metrics import Estimate
from evals.outside.conflicts import matched, run_ramdocs
from evals.outside.support import KAPPA, run_expertqa
from evals.replies import Quote, QuotedClaim, QuotedStatement, Reply
from evals.runner import Setting
from evals.scoring import figures_of

WORDS = "The bridge of Norwick was built in {} by the county."


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(
        embedder=HashingEmbedder(),
        cache=tmp_path / "cache",
        date="2026-11-22",
        revision="abc",
        machine="none",
        progress=lambda line: None,
    )


def quote(text: str) -> Quote:
    return Quote(document="d", title="", passage="d#0", start=0, end=len(text), text=text)


def reply(*statements: str, values: tuple[str, ...] = ()) -> Reply:
    claims = tuple(QuotedClaim(value=value, quotes=(quote(value),)) for value in values)
    return Reply(
        answered=bool(statements),
        language="en",
        statements=tuple(QuotedStatement(text=one, quotes=(quote(one),)) for one in statements),
        disagreements=(claims,) if claims else (),
        abstention="",
        removed=(),
        retrieved=(),
        shown=None,
        milliseconds=1.0,
    )


CONFLICT = Conflict(
    case=Case(
        id="c",
        question="When was it built?",
        language="en",
        kind="several gold answers",
        answerable=True,
        answers=("1856", "1857"),
    ),
    corpus=Corpus(),
    wrong=("1900",),
)


@pytest.mark.parametrize(
    ("given", "gold", "clean"),
    [
        (reply("In 1856.", "The other in 1857."), 1.0, 1.0),
        (reply("In 1856."), 0.0, 1.0),
        (reply("In 1856, 1857 or 1900."), 1.0, 0.0),
        (reply("In 1856.", values=("1857", "1900")), 1.0, 0.0),
        (reply("In 18560 and 1857."), 0.0, 1.0),
        (reply(), 0.0, 1.0),
    ],
)
def test_strict_exact_match_wants_all_gold_answers_and_no_wrong_one(
    given: Reply, gold: float, clean: float
) -> None:
    found = matched(CONFLICT, given)
    assert found["all gold answers told"] == (gold,)
    assert found["no wrong answer told"] == (clean,)
    assert found["strict exact match"] == (float(gold == clean == 1.0),)


def test_each_question_of_ramdocs_has_its_own_documents(tmp_path: Path, setting: Setting) -> None:
    entries = [
        {
            "question": "When was the bridge of Norwick built?",
            "documents": [{"text": WORDS.format(year), "type": "correct", "answer": year}],
            "gold_answers": [year],
            "wrong_answers": [wrong],
        }
        for year, wrong in (("1856", "1900"), ("1900", "1856"))
    ]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, entries)), "utf-8")
    finished = run_ramdocs(tmp_path, setting)
    figures = figures_of(finished.outcome)
    # Over one library of both documents the wrong year would be found as well.
    assert figures["no wrong answer told"].value == 1.0
    assert figures["quote exactness"].value == 1.0
    assert "Norwick" not in json.dumps(finished.json)
    assert all(case.reply is None and not case.title for case in finished.outcome.cases)


def test_expertqa_measures_the_check_of_claims(tmp_path: Path, setting: Setting) -> None:
    evidence = ["[1] https://a.example\n\nThe bridge fell in 1856. Nobody was hurt."]
    claims = [
        {"claim_string": claim, "evidence": evidence, "support": support}
        for claim, support in (
            ("The bridge fell in 1856 [1].", "Complete"),
            ("The school burned in 1999 [1].", "Incomplete"),
        )
    ]
    record = {"answers": {"gpt4": {"claims": claims}}}
    (tmp_path / "half.jsonl").write_text(json.dumps(record), "utf-8")
    finished = run_expertqa(tmp_path, setting)
    figures = figures_of(finished.outcome)
    assert figures["accuracy"].value == 1.0
    assert figures[KAPPA] == Estimate(count=2, value=1.0, low=figures[KAPPA].low, high=1.0)
    assert {case.kind for case in finished.outcome.cases} == {"Complete", "Incomplete"}
    assert "bridge" not in json.dumps(finished.json)
    assert all(case.reply is None and not case.title for case in finished.outcome.cases)
