"""Adapters of RealTime QA, RAMDocs and ExpertQA, over tiny files in the sets' formats."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.errors import EvalError
from evals.adapters.expertqa import load_expertqa
from evals.adapters.ramdocs import load_ramdocs
from evals.adapters.realtimeqa import accepted, load_realtimeqa

Json = Mapping[str, Any]


def lines(path: Path, *entries: Json) -> None:
    path.write_text("\n".join(json.dumps(entry) for entry in entries) + "\n", encoding="utf-8")


# ------------------------------------------------------------------------------------ RealTime QA


def question(name: str, choices: Sequence[str], right: int, sentence: str = "Who won?") -> Json:
    return {
        "question_id": name,
        "question_date": "2023/02/02",
        "question_sentence": sentence,
        "choices": choices,
        "answer": [str(right)],
    }


def article(text: str | None, address: str = "https://www.paper.com/a") -> Json:
    return {"url": address, "title": "Final", "text": text, "publish_date": "2023/01/31"}


def week(
    directory: Path, questions: Sequence[Json], variants: Sequence[Json], name: str = "20230203"
) -> Path:
    found = [article("Ann Roe won the cup."), article("", "https://b"), article(None, "https://c")]
    lines(directory / f"{name}_qa.jsonl", *questions)
    lines(directory / f"{name}_qa_nota.jsonl", *variants)
    lines(
        directory / f"{name}_gcs.jsonl",
        {"question_id": f"{name}_0", "search_result": found},
    )
    return directory


def test_realtimeqa_has_dated_articles_with_their_outlets(tmp_path: Path) -> None:
    week(tmp_path, [question("20230203_0", ["Ann Roe", "Bob Low"], 0)], [])
    suite = load_realtimeqa(tmp_path)
    (document,) = suite.corpus.documents  # an article without text is none
    assert (document.outlet, document.published) == ("paper.com", "2023-01-31")
    (case,) = suite.cases
    assert (case.kind, case.answers, case.documents) == ("question", ("Ann Roe",), (document.id,))
    assert not suite.listed


def test_a_question_that_no_article_tells_in_the_words_of_the_choice(tmp_path: Path) -> None:
    week(tmp_path, [question("20230203_0", ["Ann Roe", "Bob Low"], 1)], [])
    (case,) = load_realtimeqa(tmp_path).cases
    assert (case.kind, case.documents) == ("question, other words", ())


def test_nothing_is_left_to_answer_where_none_of_the_choices_is_right(tmp_path: Path) -> None:
    none = question("20230203_0_nota", ["Bob Low", "Cy Orr", "Di Poe", "None of the above"], 3)
    one = question("20230203_0_nota", ["Ann Roe", "Cy Orr", "None of the above"], 0)
    week(tmp_path, [], [none, one])
    untold, told = load_realtimeqa(tmp_path).cases
    assert untold.question == "Who won? Bob Low, Cy Orr or Di Poe?"
    assert (untold.answerable, untold.answers, untold.kind) == (False, (), "none of the choices")
    assert told.question == "Who won? Ann Roe or Cy Orr?"
    assert (told.answerable, told.kind) == (True, "with choices")
    assert len(told.documents) == 1  # the articles of the question that it varies


def test_true_or_false_has_no_words_to_look_for(tmp_path: Path) -> None:
    plain = question("20230203_0", ["TRUE", "FALSE"], 0)
    variant = question("20230203_0_nota", ["FALSE", "None of the above"], 1)
    week(tmp_path, [plain], [variant])
    (case,) = load_realtimeqa(tmp_path).cases
    assert (case.kind, case.answerable, case.answers) == ("true or false", True, ())


def test_all_weeks_of_a_directory_are_one_library(tmp_path: Path) -> None:
    for name in ("20230203", "20230210"):
        week(tmp_path, [question(f"{name}_0", ["Ann Roe"], 0)], [], name)
    suite = load_realtimeqa(tmp_path)
    assert [case.id for case in suite.cases] == ["20230203_0", "20230210_0"]
    assert len(suite.corpus.documents) == 1  # one address, found twice


@pytest.mark.parametrize(
    ("choice", "forms"),
    [
        ("“Happy Days”", {"Happy Days"}),
        ("Rye, East Sussex", {"Rye, East Sussex", "Rye"}),
        ("Red, Blue, Green", {"Red, Blue, Green"}),
        (
            "“Laverne & Shirley”",
            {
                "Laverne & Shirley",
                "Laverne and Shirley",
                "Shirley & Laverne",
                "Shirley and Laverne",
            },
        ),
    ],
)
def test_spellings_in_which_a_choice_counts_as_told(choice: str, forms: set[str]) -> None:
    assert set(accepted(choice)) == forms


# ---------------------------------------------------------------------------------------- RAMDocs


def ramdocs(*documents: tuple[str, str, str], gold: Sequence[str], wrong: Sequence[str]) -> Json:
    return {
        "question": "When was it built?",
        "documents": [
            {"text": text, "type": kind, "answer": answer} for text, kind, answer in documents
        ],
        "disambig_entity": [],
        "gold_answers": gold,
        "wrong_answers": wrong,
    }


BUILT = ("It was built in 1856.", "correct", "1856")
PLANTED = ("It was built in 1900.", "misinfo", "1900")
NAMESAKE = ("The other was built in 1857.", "correct", "1857")
NOISE = ("A town.", "noise", "unknown")


@pytest.mark.parametrize(
    ("entry", "kind", "disagreement"),
    [
        (ramdocs(BUILT, NOISE, gold=["1856"], wrong=[]), "no conflict", ()),
        (
            ramdocs(BUILT, PLANTED, gold=["1856"], wrong=["1900", "1900"]),
            "misinformation",
            ("1856", "1900"),
        ),
        (
            ramdocs(BUILT, NAMESAKE, gold=["1856", "1857"], wrong=[]),
            "several gold answers",
            ("1856", "1857"),
        ),
        (ramdocs(NOISE, gold=["1856"], wrong=[]), "no document has the answer", ()),
    ],
)
def test_ramdocs_tells_what_conflicts(
    entry: Json, kind: str, disagreement: tuple[str, ...], tmp_path: Path
) -> None:
    lines(tmp_path / "RAMDocs_test.jsonl", entry)
    (conflict,) = load_ramdocs(tmp_path)
    assert (conflict.case.kind, conflict.case.disagreement) == (kind, disagreement)
    assert len(set(conflict.wrong)) == len(conflict.wrong)


def test_ramdocs_expects_the_correct_documents_and_shows_all_alike(tmp_path: Path) -> None:
    lines(
        tmp_path / "a.jsonl", ramdocs(BUILT, PLANTED, NOISE, BUILT, gold=["1856"], wrong=["1900"])
    )
    (conflict,) = load_ramdocs(tmp_path)
    by_text = {one.text: one for one in conflict.corpus.documents}
    assert len(by_text) == len(conflict.corpus.documents) == 3
    assert conflict.case.documents == (by_text[BUILT[0]].id,)
    assert not any("misinfo" in one.source + one.title for one in by_text.values())


# --------------------------------------------------------------------------------------- ExpertQA


def expertqa(evidence: Sequence[str], support: str | None, claim: str = "It melts [1].") -> Json:
    told = {"claim_string": claim, "evidence": evidence, "support": support}
    return {"question": "?", "answers": {"gpt4": {"claims": [told]}}}


def test_expertqa_reads_claims_with_the_text_of_their_evidence(tmp_path: Path) -> None:
    lines(
        tmp_path / "half.jsonl",
        expertqa(
            ["[1] https://a\n\nIt melts at 0.", "[1] https://a\n\nIt melts at 0."], "Complete"
        ),
        expertqa(["[1] https://a"], "Complete"),
        expertqa(["[1] https://a\n\nText"], "N/A"),
        expertqa(["[1] https://a\n\nText"], None),
        expertqa(["[1] https://a\n\nText"], "Partial", "[2] ..."),
        expertqa(["[1] https://a\n\nText"], "Incomplete"),
    )
    first, last = load_expertqa(tmp_path)
    assert (first.statement, first.passages, first.label) == (
        "It melts.",
        ("It melts at 0.",),
        "full",
    )
    assert last.label == "none"
    assert first.id.startswith("expertqa-")
    assert first.id != last.id


# ------------------------------------------------------------------------------- what is not there

LOADERS: Mapping[str, Callable[[Path | None], object]] = {
    "realtimeqa": load_realtimeqa,
    "ramdocs": load_ramdocs,
    "expertqa": load_expertqa,
}


@pytest.mark.parametrize("name", LOADERS)
def test_outside_data_must_be_named(name: str, tmp_path: Path) -> None:
    for data, reason in (
        (None, "add --data"),
        (tmp_path / "none", "is not a directory"),
        (tmp_path, "give the directory of suite"),
    ):
        with pytest.raises(EvalError, match=reason):
            LOADERS[name](data)


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("content", [b"no JSON", b'{"a": 1}', b"\xff\xfe\x00", b'{"a": '])
def test_a_broken_file_is_one_clear_line(name: str, content: bytes, tmp_path: Path) -> None:
    week(tmp_path, [question("20230203_0", ["Ann Roe"], 0)], [])
    (tmp_path / "20230203_gcs.jsonl").write_bytes(content)
    with pytest.raises(EvalError, match=r"2023") as raised:
        LOADERS[name](tmp_path)
    assert "\n" not in str(raised.value)


def test_an_answer_that_is_none_of_the_choices_is_one_clear_line(tmp_path: Path) -> None:
    week(tmp_path, [question("20230203_0", ["Ann Roe"], 4)], [])
    with pytest.raises(EvalError, match="none of its choices"):
        load_realtimeqa(tmp_path)
