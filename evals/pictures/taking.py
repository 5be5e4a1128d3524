"""Pictures of briefings, on a wide screen, a telephone and in the dark, and of a report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.app import Application
from bot.arguments import BriefingRequest
from bot.briefing_types import Briefing
from bot.errors import EvalError
from bot.markup import render_briefing
from bot.settings import Settings
from bot.types import Filters
from evals.pictures.browser import Screen, Tab, browsing, find_browser
from evals.pictures.days import second_briefing
from evals.pictures.evaluation import evaluation_pages
from evals.pictures.sample import SAMPLE
from evals.pictures.slack import write_pages

SEEDS = Path("seeds")
TALLEST = 1300
"""CSS pixels: the top of a page says how it looks, and a picture stays small."""
BIGGEST = 300_000
"""Bytes of a picture that is kept in the repository."""

WHOLE = "parts"
"""The one briefing that is made by hand, to have every part."""

SCREENS: Mapping[str, Screen] = {
    "wide": Screen(width=1280),
    "telephone": Screen(width=390),
    "dark": Screen(width=1280, dark=True),
}
NARROW = Screen(width=780, height=400)
"""What is sent to Slack, which has a sidebar beside it."""
FIRST_QUOTE = "document.querySelector('.statements .marker').focus({focusVisible: true})"


@dataclass(frozen=True)
class Picture:
    """A picture that was written, and how many bytes it has."""

    path: Path
    size: int


def take(
    environment: Mapping[str, str], folder: Path, progress: Callable[[str], None]
) -> tuple[Picture, ...]:
    """Write the pictures of the seeds' briefing, a second morning's, every part, and a report.

    Raises EvalError where there is no browser, no seeds/, or a picture comes out too big.
    """
    program = find_browser(environment)
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Picture] = []
    with tempfile.TemporaryDirectory() as scratch, browsing(program) as tab:
        for name, made in BRIEFINGS.items():
            progress(f"briefing of {name}")
            page = Path(scratch) / f"{name}.html"
            page.write_text(render_briefing(made(Path(scratch) / name), "html"), encoding="utf-8")
            for kind in ("wide",) if name == WHOLE else tuple(SCREENS):
                progress(f"{name}, {kind}")
                tab.open(page, SCREENS[kind])
                taken.append(_written(folder / f"{name}-{kind}.png", tab.picture(TALLEST)))
        taken.append(_written(folder / "quotation.png", _quotation(tab)))
        for name, sent in write_pages(Path(scratch)).items():
            progress(name)
            tab.open(sent, NARROW)
            taken.append(_written(folder / f"{name}.png", tab.picture(TALLEST)))
        for name, picture in evaluation_pages(Path(scratch), tab, progress).items():
            taken.append(_written(folder / f"{name}.png", picture))
    return tuple(taken)


def briefing_of(documents: Path, data: Path) -> Briefing:
    """The briefing of a folder of documents, from a library of its own."""
    if not documents.is_dir():
        raise EvalError(f"there is no {str(documents)!r} here; run this in the project's root")
    settings = Settings.from_environment({"CITEWIRE_DATA": str(data)})
    with Application.open(settings) as application:
        application.ingest([str(documents)], lambda _: None)
        return application.brief(BriefingRequest(filters=Filters()))


BRIEFINGS: Mapping[str, Callable[[Path], Briefing]] = {
    "seeds": lambda scratch: briefing_of(SEEDS, scratch),
    "days": second_briefing,
    WHOLE: lambda _: SAMPLE,
}
"""What each picture's briefing is made from, given a folder of its own."""


def _quotation(tab: Tab) -> bytes:
    """The first quotation of the page that is open, shown by the keyboard."""
    tab.evaluate(FIRST_QUOTE)
    top = tab.evaluate("document.activeElement.getBoundingClientRect().top + scrollY")
    return tab.picture(420, max(0, int(top) - 120))


def _written(path: Path, picture: bytes) -> Picture:
    if len(picture) > BIGGEST:
        raise EvalError(
            f"{path.name} has {len(picture)} bytes, more than {BIGGEST}; lower {__name__}.TALLEST"
        )
    path.write_bytes(picture)
    return Picture(path, len(picture))
