"""The mutation check: its list fits the project, and what is caught or not is told as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.errors import EvalError
from evals.gates import Gate, Gates
from evals.mutations.catalogue import Course, Edit, Mutation, load_mutations
from evals.mutations.checking import Bench, checked, chosen, courses_of
from evals.mutations.report import as_json, ending, paragraph
from evals.mutations.trees import PROJECT, broken, copied, fitting
from evals.suites import SUITES

SHIPPED = load_mutations()

STAND_IN = '''
"""A project whose only suite measures what stands in bot/value.txt; its gate asks for 0.5."""
import json, pathlib, sys

value = float(pathlib.Path("bot/value.txt").read_text())
if value < 0:
    sys.exit("the value is below nothing")
case = {"id": "a", "language": "fr", "kind": "fact", "observations": {"supported": [value]}}
circumstances = {"date": "2026-11-22", "revision": "r", "embedder": "e", "machine": "m"}
outcome = {"suite": "answers", "writer": "extractive", "cases": [case]}
outcome["circumstances"] = circumstances
folder = pathlib.Path(".citewire/evals/runs")
folder.mkdir(parents=True)
name = "2026-11-22T17-05-33_answers_extractive_r.json"
(folder / name).write_text(json.dumps({"format": 1, "outcome": outcome}))
print("GATE FELL" if value < 0.5 else "held", *sys.argv[1:])
sys.exit(value < 0.5)
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that runs in no time."""
    place = tmp_path / "project"
    for part in ("bot", "evals"):
        (place / part).mkdir(parents=True)
    (place / "bot" / "value.txt").write_text("0.9\n", encoding="utf-8")
    (place / "evals" / "__init__.py").write_text("", encoding="utf-8")
    (place / "evals" / "__main__.py").write_text(STAND_IN, encoding="utf-8")
    return place


def mutation(name: str, value: str) -> Mutation:
    edit = Edit(file="bot/value.txt", find="0.9", replace=value)
    course = Course(suite="answers", writers=("extractive",))
    return Mutation(name=name, breaks="the value", edits=(edit,), runs=(course,))


def bench(project: Path) -> Bench:
    gate = Gate.model_validate({"metric": "supported", "at-least": 0.5})
    return Bench(
        gates=Gates(always=[], suites={"answers": {"extractive": [gate]}}),
        cache=project / "cache",
        jobs=2,
        progress=lambda line: None,
        project=project,
    )


def test_what_a_gate_catches_and_what_nothing_does(project: Path) -> None:
    told: list[str] = []
    found = checked(
        [mutation("fallen", "0.1"), mutation("unseen", "0.6"), mutation("same", "0.90")],
        bench(project),
        lambda one: told.extend(paragraph(one).splitlines()),
    )
    assert found.unbroken == ()
    assert [one.mutation.name for one in found.holes] == ["unseen", "same"]
    assert told == [
        "fallen: the value",
        "  caught by answers, extractive: supported at least 0.5: 0.100 (0.100 to 0.100), n=1",
        "  moved: supported 0.900 → 0.100 (answers, extractive)",
        "unseen: the value",
        "  CAUGHT BY NOTHING",
        "  moved: supported 0.900 → 0.600 (answers, extractive)",
        "same: the value",
        "  CAUGHT BY NOTHING",
        "  no figure moved",
    ]
    assert ending(found).splitlines() == [
        "the project as it is passes",
        "3 broken, 1 caught, 2 caught by nothing",
        "CAUGHT BY NOTHING: unseen, same",
    ]
    assert as_json(found)["holes"] == ["unseen", "same"]
    assert (project / "bot" / "value.txt").read_text(encoding="utf-8") == "0.9\n"


def test_a_run_that_breaks_off_is_noticed(project: Path) -> None:
    (found,) = checked([mutation("negative", "-1")], bench(project)).found
    assert found.caught == ("the run failed: the value is below nothing",)


def test_what_falls_anyhow_catches_nothing(project: Path) -> None:
    (project / "bot" / "value.txt").write_text("0.2 \n", encoding="utf-8")
    fallen = mutation("lower", "0.1").model_copy(
        update={"edits": (Edit(file="bot/value.txt", find="0.2", replace="0.1"),)}
    )
    found = checked([fallen], bench(project))
    assert found.holes == found.found
    text = ending(found)
    assert text.startswith("THE PROJECT AS IT IS DOES NOT PASS")
    assert "supported at least 0.5: 0.200" in text


def test_a_mutation_that_does_not_fit_is_refused_before_anything_runs(project: Path) -> None:
    (project / "bot" / "value.txt").write_text("0.8\n", encoding="utf-8")
    with pytest.raises(EvalError, match=r"holds '0\.9' 0 times, not once") as refused:
        checked([mutation("old", "0.1")], bench(project))
    assert "\n" not in str(refused.value)
    (project / "bot" / "value.txt").unlink()
    with pytest.raises(EvalError, match="cannot be read"):
        checked([mutation("gone", "0.1")], bench(project))


def test_edits_are_made_one_after_the_other_and_line_ends_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"un\r\ndeux\n")
    swap = [("un", "x"), ("deux", "un"), ("x", "deux")]
    broken(tmp_path, [Edit(file="a.txt", find=one, replace=two) for one, two in swap])
    assert (tmp_path / "a.txt").read_bytes() == b"deux\r\nun\n"


def test_a_copy_is_fresh(project: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    copied(tree, project)
    (tree / "bot" / "left.txt").write_text("x", encoding="utf-8")
    copied(tree, project)
    assert not (tree / "bot" / "left.txt").exists()
    assert (tree / "bot" / "value.txt").is_file()


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.name)
def test_every_mutation_fits_the_project(shipped: Mutation, tmp_path: Path) -> None:
    fitting(PROJECT, shipped.edits)
    before = {edit.file: (PROJECT / edit.file).read_bytes() for edit in shipped.edits}
    for name in before:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, tmp_path / name)
    broken(tmp_path, shipped.edits)
    for name, content in before.items():
        changed = (tmp_path / name).read_bytes()
        assert changed != content
        if name.endswith(".py"):
            compile(changed, name, "exec")
    assert {course.suite for course in shipped.runs} <= set(SUITES)


def test_what_the_project_promises_to_break_is_listed() -> None:
    names = {one.name for one in SHIPPED}
    assert names >= {
        "verifier-accepts-anything",
        "figures-not-checked",
        "offsets-late-by-one",
        "never-abstains",
        "always-abstains",
        "no-lexical-search",
        "no-dense-search",
        "prompt-changed",
        "language-not-asked-for",
        "phrases-swapped",
        "recorded-figure-changed",
        "recorded-request-changed",
        "reprints-counted",
        "disagreements-never-shown",
        "thread-forgotten",
        "orders-kept",
        "claims-always-supported",
    }


def test_each_suite_is_run_once_unbroken_with_every_writer_that_is_asked_for() -> None:
    one = mutation("one", "0.1")
    by_hand = one.model_copy(update={"runs": (Course(suite="answers", writers=("by-hand",)),)})
    every = one.model_copy(update={"runs": (Course(suite="answers"),)})
    assert courses_of([one, one]) == one.runs
    assert courses_of([one, by_hand]) == (
        Course(suite="answers", writers=("extractive", "by-hand")),
    )
    assert courses_of([one, every, by_hand]) == every.runs


def test_mutations_are_chosen_by_name() -> None:
    listed = [mutation("one", "0.1"), mutation("two", "0.2")]
    assert chosen(listed, []) == tuple(listed)
    assert chosen(listed, ["two"]) == (listed[1],)
    with pytest.raises(EvalError, match="there is no mutation 'three'; choose from one, two"):
        chosen(listed, ["three"])


ENTRY = """
- name: a
  breaks: b
  edits: [{file: f, find: x, replace: y}]
  runs: [{suite: answers}]
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "is not valid YAML"),
        (ENTRY.replace("name: a", "name: A b"), "has a wrong mutation: 0.name"),
        (ENTRY.replace("find: x", "find: ''"), "0.edits.0.find"),
        (ENTRY.replace("breaks: b", "brakes: b"), "has a wrong mutation: 0."),
        (ENTRY * 2, "uses the name 'a' twice"),
        ("{}", "has a wrong mutation"),
    ],
)
def test_a_wrong_list_is_one_clear_line(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "mutations.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvalError) as refused:
        load_mutations(path)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    with pytest.raises(EvalError, match="cannot read the mutations"):
        load_mutations(tmp_path / "missing.yaml")
