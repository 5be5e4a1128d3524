"""The page in a real browser: quotations by pointer, keyboard and touch; no line too wide.

Without Chromium only the errors are tested.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import EvalError
from bot.page import render_page
from evals.pictures.browser import Screen, Tab, browsing, find_browser
from evals.pictures.sample import SAMPLE
from evals.pictures.taking import SCREENS, briefing_of
from tests.samples import everywhere

FIRST = "document.querySelector('.statements .marker')"
PLACE = f"(() => {{ const box = {FIRST}.getBoundingClientRect(); \
return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
SHOWN = "[...document.querySelectorAll('.card')].filter(card => \
getComputedStyle(card).visibility == 'visible' && getComputedStyle(card).display != 'none').length"
TOO_WIDE = "[...document.querySelectorAll('body *:not(text)')].filter(one => \
one.getBoundingClientRect().right > innerWidth + 1).map(one => one.className || one.tagName)"


def program() -> str | None:
    try:
        return find_browser(os.environ)
    except EvalError:
        return None


needs_browser = pytest.mark.skipif(program() is None, reason="no Chromium here")


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with browsing(find_browser(os.environ)) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(render_page(SAMPLE), encoding="utf-8")
    return path


@needs_browser
def test_a_quotation_shows_at_the_focus_of_the_keyboard(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280))
    assert tab.evaluate(SHOWN) == 0
    focused = []
    for _ in range(2):
        tab.press("Tab", 9)
        focused.append(tab.evaluate("document.activeElement.className"))
    assert focused == ["skip", "marker"]
    assert tab.evaluate(SHOWN) == 1
    told = tab.evaluate("document.activeElement.nextSibling.innerText")
    assert "8\u202f006 personnes ont été évacuées" in told
    tab.press("Tab", 9)
    assert tab.evaluate("document.activeElement.closest('.card') != null")
    assert tab.evaluate(SHOWN) == 1


@needs_browser
def test_a_quotation_shows_under_the_pointer_and_at_a_touch(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=1280, height=3000))
    tab.hover(*tab.evaluate(PLACE))
    assert tab.evaluate(SHOWN) == 1
    tab.open(page, Screen(width=390, height=6000))
    assert tab.evaluate(SHOWN) == 0
    tab.tap(*tab.evaluate(PLACE))
    assert tab.evaluate(f"document.activeElement == {FIRST}")
    assert tab.evaluate(SHOWN) == 1


@needs_browser
@pytest.mark.parametrize("width", [320, 360, 390, 1280])
@pytest.mark.parametrize("words", ["sample", "hostile", "long"])
def test_nothing_is_wider_than_the_screen(tab: Tab, tmp_path: Path, width: int, words: str) -> None:
    """Cards count too: they take their place while they are hidden."""
    briefings = {
        "sample": SAMPLE,
        "hostile": everywhere("<b>&amp; 12 'x'"),
        "long": everywhere("Donaudampfschifffahrtsgesellschaft" * 9),
    }
    path = tmp_path / "page.html"
    path.write_text(render_page(briefings[words]), encoding="utf-8")
    tab.open(path, Screen(width=width))
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(TOO_WIDE) == []


@needs_browser
def test_the_dark_page_is_dark_and_the_policy_lets_the_style_in(tab: Tab, page: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    tab.open(page, Screen(width=1280))
    light = tab.evaluate(ground)
    tab.open(page, Screen(width=1280, dark=True))
    assert (light, tab.evaluate(ground)) == ("rgb(252, 252, 250)", "rgb(20, 22, 26)")


@needs_browser
def test_print_has_the_end_notes_and_no_cards(tab: Tab, page: Path) -> None:
    tab.open(page, Screen(width=794, media="print"))
    seen = "getComputedStyle(document.querySelector('{}')).display"
    assert tab.evaluate(seen.format(".card")) == "none"
    assert tab.evaluate(seen.format(".notes li")) == "list-item"
    assert tab.evaluate("document.querySelector('details del').checkVisibility()")
    assert tab.printed().startswith(b"%PDF")


@needs_browser
def test_pictures_are_as_wide_as_the_screen(tab: Tab, page: Path) -> None:
    tab.open(page, replace(SCREENS["telephone"], height=600))
    picture = tab.picture(500)
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (390, 500)


def test_without_a_browser_the_error_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="apt-get install chromium"):
        find_browser({"PATH": str(tmp_path)})
    with pytest.raises(EvalError, match="CHROMIUM='nothing' is no program"):
        find_browser({"PATH": str(tmp_path), "CHROMIUM": "nothing"})


def test_a_browser_may_be_named(tmp_path: Path) -> None:
    named = tmp_path / "my-chromium"
    named.write_text("#!/bin/sh\nexit 3\n")
    named.chmod(named.stat().st_mode | stat.S_IXUSR)
    assert find_browser({"CHROMIUM": str(named)}) == str(named)
    with pytest.raises(EvalError, match="ended by itself"), browsing(str(named)):
        pass


def test_pictures_need_the_seeds(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="run this in the project's root"):
        briefing_of(tmp_path / "seeds", tmp_path / "data")
