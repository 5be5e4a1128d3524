import csv
import json
from pathlib import Path

import pytest

from bot.errors import EvalError
from evals.adapters import ADAPTERS, load_suite

PARAGRAPH = "La tour mesure 330 mètres. Elle date de 1889."


def piaf(directory: Path) -> Path:
    question = {"id": "q1", "question": "Quelle hauteur ?", "answers": [{"text": "330 mètres"}]}
    paragraph = {"context": PARAGRAPH, "qas": [question]}
    content = {"version": "1", "data": [{"title": "Tour", "paragraphs": [paragraph]}]}
    (directory / "piaf-v1.0.json").write_text(json.dumps(content), encoding="utf-8")
    return directory


def afriqa(directory: Path) -> Path:
    told = {
        "id": "0",
        "question_translated": "Quelle hauteur ?",
        "title": "Tour",
        "context": PARAGRAPH,
        "answer_pivot": {"answer_start": [15], "text": ["330 mètres"]},
    }
    untold = {**told, "id": "1", "title": None, "context": None}
    lines = "\n".join(json.dumps(entry) for entry in (told, untold))
    path = directory / "gold_span_passages.afriqa.fon.fr.dev.json"
    path.write_text(lines, encoding="utf-8")
    return directory


def eloq(directory: Path) -> Path:
    rows = {
        "group1_docs_out.csv": [{"doc_id": "s_1.json", "document": "Title\nText", "source": "u"}],
        "group1_qrc_out.csv": [
            {"doc_id": "s_1.json", "q_id": "2", "question": "In?", "is_confusing": "no"},
            {"doc_id": "s_1.json", "q_id": "2", "question": "Out?", "is_confusing": "yes"},
        ],
    }
    for name, content in rows.items():
        with (directory / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, content[0])
            writer.writeheader()
            writer.writerows(content)
    return directory


def test_piaf_makes_each_paragraph_a_document_of_one_passage(tmp_path: Path) -> None:
    suite = load_suite("piaf", piaf(tmp_path))
    (document,), (case,) = suite.corpus.documents, suite.cases
    assert suite.corpus.whole
    assert (document.text, document.title, document.language) == (PARAGRAPH, "Tour", "fr")
    assert (case.id, case.documents, case.answers) == ("q1", (document.id,), ("330 mètres",))


def test_afriqa_leaves_out_questions_without_a_passage(tmp_path: Path) -> None:
    suite = load_suite("afriqa", afriqa(tmp_path))
    assert [case.id for case in suite.cases] == ["dev-0"]
    assert suite.cases[0].documents == (suite.corpus.documents[0].id,)
    assert not suite.corpus.whole


def test_eloq_tells_in_scope_from_out_of_scope(tmp_path: Path) -> None:
    suite = load_suite("eloq", eloq(tmp_path))
    inside, outside = suite.cases
    assert (inside.answerable, inside.documents, inside.kind) == (True, ("s_1",), "in-scope")
    assert (outside.answerable, outside.documents, outside.kind) == (False, (), "out-of-scope")
    assert inside.id != outside.id


@pytest.mark.parametrize("suite", ["piaf", "eloq", "afriqa"])
def test_outside_data_must_be_named(suite: str, tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="add --data"):
        load_suite(suite, None)
    with pytest.raises(EvalError, match="is not a directory"):
        load_suite(suite, tmp_path / "none")
    with pytest.raises(EvalError, match="give the directory of suite"):
        load_suite(suite, tmp_path)


@pytest.mark.parametrize(
    ("suite", "name", "content"),
    [
        ("piaf", "piaf-v1.0.json", '{"data": [{"title": 3}]}'),
        ("piaf", "piaf-v1.0.json", "no JSON"),
        ("afriqa", "gold_span_passages.afriqa.fon.fr.dev.json", '{"id": "0"}'),
        ("eloq", "group1_docs_out.csv", "a,b\n1,2\n"),
    ],
)
def test_a_file_that_is_something_else_is_named(
    suite: str, name: str, content: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(EvalError, match=name.replace(".", r"\.")) as raised:
        load_suite(suite, tmp_path)
    assert "\n" not in str(raised.value)


def test_an_unknown_suite_names_the_known_ones() -> None:
    with pytest.raises(EvalError, match="choose from answers, "):
        load_suite("none", None)
    assert {"answers", "piaf", "eloq", "afriqa"} <= set(ADAPTERS)
