from pathlib import Path

import pytest

from bot.errors import EvalError
from evals.briefings.cases import CASES, load_briefing_cases

CASE = """
corpus: flood
language: fr
words: 100
days:
- {day: "", documents: [one]}
nuggets:
- {id: dead, full: [["12"], [morts, tués]]}
"""


def test_the_project_s_own_cases_have_their_articles() -> None:
    cases = load_briefing_cases()
    assert len(cases) >= 4
    for case in cases:
        for day in case.days:
            assert all((case.directory / f"{name}.txt").is_file() for name in day.documents)
        days = {day.day for day in case.days}
        assert {nugget.day for nugget in case.nuggets} <= days | {""}


def test_ids_are_used_once() -> None:
    for case in load_briefing_cases():
        ids = [nugget.id for nugget in case.nuggets]
        assert len(ids) == len(set(ids))


def test_a_case_is_read(tmp_path: Path) -> None:
    (tmp_path / "flood.yaml").write_text(CASE, encoding="utf-8")
    (case,) = load_briefing_cases(tmp_path)
    assert case.nuggets[0].full == [["12"], ["morts", "tués"]]
    assert case.directory == CASES / "flood"


@pytest.mark.parametrize(
    ("content", "message"),
    [(CASE + "more: 1\n", "more"), ("[", "mend it there"), (CASE.replace("100", "many"), "words")],
)
def test_a_wrong_case_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "flood.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(EvalError, match=message):
        load_briefing_cases(tmp_path)


def test_no_case_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"has no \*\.yaml"):
        load_briefing_cases(tmp_path)
