"""The report in a real browser: filters, keys, links and widths. Skipped without Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import EvalError
from evals.page import Report, render
from evals.pictures.browser import Screen, Tab, browsing, find_browser
from tests.evals_page_samples import CASES, OUTCOME, REPORT
from tests.test_evals_page_renderer import everywhere

FOCUSED = "(document.activeElement.closest('.case') || document.activeElement).id"
OPEN = "[...document.querySelectorAll('.case[open]')].map(one => one.id)"
SHOWN = "[...document.querySelectorAll('.case:not([hidden])')].map(one => one.id)"
COUNT = "document.getElementById('count').textContent"
FIRST, SECOND = "case-answers-extractive-evacuees-fr", "case-answers-by-hand-evacuees-fr"
TOO_WIDE = "[...document.querySelectorAll('body *')].filter(one => one.checkVisibility() && \
!one.closest('svg') && one.getBoundingClientRect().right > innerWidth + 1)\
.map(one => one.className || one.tagName)"


def program() -> str | None:
    try:
        return find_browser(os.environ)
    except EvalError:
        return None


pytestmark = pytest.mark.skipif(program() is None, reason="no Chromium here")


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with browsing(find_browser(os.environ)) as opened:
        yield opened


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(render(REPORT), encoding="utf-8")
    return path


def choose(tab: Tab, name: str, value: str) -> None:
    """Set a field as a reader does: it changes, and the form hears of it."""
    tab.evaluate(
        f"(() => {{ const field = document.querySelector('[name={name}]'); "
        f"field.value = '{value}'; "
        "field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def test_keys_go_from_case_to_case_and_open_them(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280))
    focused = []
    for key in ("j", "j", "k", "ArrowDown", "ArrowUp", "n", "n"):
        tab.press(key, 0)
        focused.append(tab.evaluate(FOCUSED))
    assert focused[:5] == [FIRST, SECOND, FIRST, SECOND, FIRST]
    assert focused[5:] == [
        "case-answers-extractive-mayor-en",
        "case-answers-by-hand-mayor-en",
    ]
    assert tab.evaluate("document.activeElement.matches(':focus-visible')")
    assert tab.evaluate(OPEN) == []
    tab.press("Enter", 13, "\r")
    assert tab.evaluate(OPEN) == ["case-answers-by-hand-mayor-en"]
    tab.press("Enter", 13, "\r")
    assert tab.evaluate(OPEN) == []


def test_keys_search_and_help(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280))
    tab.press("/", 191)
    assert tab.evaluate(FOCUSED) == "q"
    tab.press("j", 74, "j")
    assert tab.evaluate("document.getElementById('q').value") == "j"
    tab.press("Escape", 27)
    assert tab.evaluate("document.activeElement == document.body")
    tab.press("?", 191)
    assert tab.evaluate("document.getElementById('help').open")
    tab.press("j", 74)
    assert tab.evaluate("document.getElementById('help').contains(document.activeElement)")
    tab.press("Escape", 27)
    assert not tab.evaluate("document.getElementById('help').open")


def test_filters_leave_what_fits_count_it_and_stay_in_the_address(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280))
    assert tab.evaluate(COUNT) == "8"
    choose(tab, "q", "evacuees PREFETE")
    assert tab.evaluate(SHOWN) == [FIRST, SECOND]
    choose(tab, "writer", "by-hand")
    assert tab.evaluate(SHOWN) == [SECOND]
    assert tab.evaluate(COUNT) == "1 of 8"
    assert tab.evaluate("location.hash") == "#q=evacuees+PREFETE&writer=by-hand"
    choose(tab, "q", "nothing has this")
    assert tab.evaluate("document.getElementById('none').checkVisibility()")
    tab.evaluate("location.hash = '#verdict=stale&verdict=failed&writer=extractive'")
    tab.evaluate("recall()")
    assert tab.evaluate(COUNT) == "2 of 8"
    assert tab.evaluate("document.querySelectorAll('[name=verdict]:checked').length") == 2


def test_filters_are_there_again_when_the_address_is_opened(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280), "#verdict=faults&language=en")
    assert tab.evaluate(COUNT) == "2 of 8"
    tab.open(page, Screen(width=1280), f"#{SECOND}")
    assert tab.evaluate(OPEN) == [SECOND]


def test_a_link_to_a_case_opens_it_whatever_is_filtered(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280))
    choose(tab, "writer", "by-hand")
    tab.evaluate(f"location.hash = '#{FIRST}'")
    tab.evaluate("recall()")
    assert tab.evaluate(OPEN) == [FIRST]
    assert tab.evaluate(COUNT) == "8"


def test_a_marker_leads_to_its_quotation(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280))
    tab.evaluate("document.querySelector('.case').open = true")
    tab.evaluate("document.querySelector('.case .marker').click()")
    assert tab.evaluate("document.activeElement.id") == f"{FIRST}-quote-1"
    assert tab.evaluate("location.hash") == ""


def test_a_passage_is_read_where_it_is_listed(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280))
    tab.evaluate(
        "document.querySelector('.case').open = true; document.querySelector('.found').open = true"
    )
    read = "document.querySelector('.found .passage')?.textContent == \
document.querySelector('.stored .passage').textContent"
    # The browser tells of the opening in a task of its own.
    tab.evaluate("new Promise(done => setTimeout(done, 50))")
    assert tab.evaluate(read)


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
@pytest.mark.parametrize("words", ["sample", "long"])
def test_nothing_is_wider_than_the_screen(tab: Tab, tmp_path: Path, width: int, words: str) -> None:
    report = REPORT if words == "sample" else everywhere("Donaudampfschifffahrtsgesellschaft" * 4)
    path = tmp_path / "page.html"
    path.write_text(render(report), encoding="utf-8")
    tab.open(path, Screen(width=width))
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(TOO_WIDE) == []


def test_the_dark_page_is_dark(tab: Tab, page: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    tab.open(page, Screen(width=1280))
    light = tab.evaluate(ground)
    tab.open(page, Screen(width=1280, dark=True))
    assert (light, tab.evaluate(ground)) == ("rgb(252, 252, 250)", "rgb(20, 22, 26)")


def test_print_leaves_the_filters_out(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=794, media="print"))
    assert not tab.evaluate("document.getElementById('filters').checkVisibility()")
    assert tab.printed().startswith(b"%PDF")


def test_five_hundred_cases_are_filtered_at_once(tab: Tab, tmp_path: Path) -> None:
    cases = tuple(replace(CASES[number % 2], id=f"case-{number}") for number in range(500))
    path = tmp_path / "page.html"
    path.write_text(render(Report(outcomes=(replace(OUTCOME, cases=cases),))), encoding="utf-8")
    tab.open(path, Screen(width=1280))
    assert tab.evaluate(COUNT) == "500"
    choose(tab, "q", "brevent")
    assert tab.evaluate(COUNT) == "250 of 500"
