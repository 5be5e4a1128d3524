from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from bot.errors import EvalError
from evals.runner import Setting
from evals.suites import OTHER_SUITES

CASE = """
corpus: {corpus}
language: fr
words: 100
days:
- {{day: "2026-03-01", documents: [one]}}
- {{day: "2026-03-02", documents: [two]}}
nuggets:
- {{id: dead, day: "2026-03-01", full: [["12"], [morts]]}}
- {{id: later, day: "2026-03-02", full: [["15"], [morts]]}}
"""


def setting(directory: Path) -> Setting:
    return Setting(
        embedder=HashingEmbedder(),
        cache=directory / "cache",
        date="2026-01-02",
        revision="abc",
        machine="here",
        progress=lambda line: None,
    )


def test_each_day_is_briefed_and_judged(tmp_path: Path) -> None:
    articles = tmp_path / "flood"
    articles.mkdir()
    for name, day, dead in (("one", "01", 12), ("two", "02", 15)):
        text = f"date 2026-03-{day}\nLa crue du Rhin a fait {dead} morts lundi à Bonn.\n"
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "flood.yaml").write_text(CASE.format(corpus=articles), encoding="utf-8")
    finished = OTHER_SUITES["briefings"](tmp_path, setting(tmp_path))
    assert "suite briefings: 2 briefings" in finished.text
    assert len(finished.json["briefings"]) == 2  # type: ignore[arg-type]


def test_an_article_that_is_missing_is_named(tmp_path: Path) -> None:
    text = CASE.format(corpus=tmp_path / "nowhere")
    (tmp_path / "flood.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(EvalError, match=r"one\.txt"):
        OTHER_SUITES["briefings"](tmp_path, setting(tmp_path))
