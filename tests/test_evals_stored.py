import json
from pathlib import Path

import pytest

from bot.errors import EvalError
from evals.stored import as_json, load, named, runs, save
from tests.outcome_samples import GIVEN, HELD_OUT, REPLAYED, TWO, outcome

MORNING, EVENING = "2026-11-22T08-00-00", "2026-11-22T17-05-33"


def test_a_stored_outcome_reads_back_as_it_was(tmp_path: Path) -> None:
    for one in (TWO, REPLAYED, GIVEN, outcome(HELD_OUT)):
        assert load(save(one, tmp_path / "runs", EVENING)) == one


def test_a_file_tells_suite_writer_and_revision_by_its_name(tmp_path: Path) -> None:
    save(REPLAYED, tmp_path, EVENING)
    save(TWO, tmp_path, MORNING)
    assert [run.path.name for run in runs(tmp_path)] == [
        "2026-11-22T08-00-00_answers_extractive_abc123.json",
        "2026-11-22T17-05-33_answers_by-hand_abc123.json",
    ]
    last = runs(tmp_path)[-1]
    assert (last.time, last.suite, last.writer) == (EVENING, "answers", "by-hand")
    assert last.revision == "abc123"


def test_a_label_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    path = save(outcome(suite="a_b", writer="../up_there"), tmp_path, EVENING)
    assert path.parent == tmp_path
    assert [(run.suite, run.writer) for run in runs(tmp_path)] == [("a-b", "..-up-there")]


def test_other_files_are_no_runs(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("{}")
    (tmp_path / "vectors.sqlite").write_text("")
    assert runs(tmp_path) == ()
    assert runs(tmp_path / "nowhere") == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(TWO, tmp_path, MORNING)
    for one in (TWO, REPLAYED, outcome(suite="claims")):
        save(one, tmp_path, EVENING)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("latest", 3),
        ("latest~0", 3),
        ("latest~1", 1),
        ("latest_answers", 2),
        ("latest_answers_by-hand", 1),
        (EVENING, 3),
        ("2026-11-22T08", 1),
    ],
)
def test_a_name_stands_for_the_files_of_one_time(folder: Path, name: str, count: int) -> None:
    assert len(named(name, folder)) == count


def test_the_last_but_one_of_a_suite_passes_over_runs_of_others(tmp_path: Path) -> None:
    for time, suite in ((MORNING, "answers"), (EVENING, "answers")):
        save(outcome(suite=suite), tmp_path, time)
    later = EVENING.replace("T17", "T18")
    save(outcome(suite="claims"), tmp_path, later)
    (found,) = named("latest~1_answers", tmp_path)
    assert found.name.startswith(f"{MORNING}_answers")


def test_a_path_names_one_file(folder: Path) -> None:
    path = runs(folder)[0].path
    assert named(str(path), folder) == (path,)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("2026", "names runs of 2026-11-22T08-00-00, 2026-11-22T17-05-33"),
        ("", "no run ''"),
        ("latest~2", "has runs of 2 times"),
        ("2025", "no run '2025' is stored in .*; the newest is '2026-11-22T17-05-33_claims"),
        ("latest_nothing", "no run 'latest_nothing'"),
    ],
)
def test_a_name_of_no_run_is_told_in_one_line(folder: Path, name: str, fault: str) -> None:
    with pytest.raises(EvalError, match=fault) as raised:
        named(name, folder)
    assert "\n" not in str(raised.value)


def test_an_empty_folder_says_how_to_store_a_run(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="python -m evals run stores another"):
        named("latest", tmp_path)


def changed(**fields: object) -> str:
    value = json.loads(as_json(TWO))
    value["outcome"] |= fields
    return json.dumps(value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is no stored run"),
        ("{", "is no stored run"),
        ("[1]", "is no stored run"),
        ("{}", r"is no stored run \(format: Field required\)"),
        ('{"format": "1"}', r"\(format: "),
        ('{"format": 1}', r"\(outcome: Field required\)"),
        ('{"format": 2, "outcome": null}', "stored by a newer Citewire"),
        (changed(suite=3), r"\(outcome.suite: "),
        (changed(cases=[{"id": "a"}]), r"\(outcome.cases.0.language: "),
        (changed(figures={"gap": {"count": 1, "value": "NaN", "low": 0, "high": 1}}), "finite"),
        ("[" * 100_000, "is no stored run"),
        ("\x00\xff", "is no stored run"),
    ],
)
def test_a_broken_file_is_told_in_one_line(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(EvalError, match=fault) as raised:
        load(path)
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"cannot read the run .*: No such file"):
        load(tmp_path / "gone.json")


def test_what_later_versions_add_to_a_format_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(changed(mood="fine"), encoding="utf-8")
    assert load(path) == TWO


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file")
    with pytest.raises(EvalError, match="cannot be stored"):
        save(TWO, tmp_path / "runs", EVENING)
