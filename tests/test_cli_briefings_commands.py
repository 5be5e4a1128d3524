"""`citewire briefings`: what was written is written again, byte for byte."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.app import Application
from bot.cli.output import Output
from bot.cli.process import run
from bot.cli.service import Service
from bot.settings import Settings

FLOOD = "date 2023-02-14\nLa crue du Rhin a fait 12 morts lundi à Bonn, selon Paul Noël.\n"
VOTE = "date 2023-02-14\nAna Gil remporte dimanche l'élection municipale de Bilbao.\n"
FORMATS = ("text", "markdown", "html", "json", "slack")


class Terminal:
    """Runs commands over one data directory, each in an application of its own."""

    def __init__(self, directory: Path) -> None:
        self._settings = Settings(data=directory / "data", embeddings="hashing")
        self.errors = ""

    def __call__(self, *arguments: str, code: int = 0) -> str:
        output, errors = io.StringIO(), io.StringIO()
        assert run(arguments, Output(output, errors), self._service) == code, errors.getvalue()
        self.errors = errors.getvalue()
        return output.getvalue()

    @contextmanager
    def _service(self) -> Iterator[Service]:
        with Application.open(self._settings) as application:
            yield application


@pytest.fixture
def citewire(tmp_path: Path) -> Terminal:
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "vote.txt").write_text(VOTE, encoding="utf-8")
    terminal = Terminal(tmp_path)
    terminal("ingest", str(tmp_path / "flood.txt"), str(tmp_path / "vote.txt"))
    return terminal


def test_every_format_is_written_again_after_the_sources_changed(
    citewire: Terminal, tmp_path: Path
) -> None:
    written = {form: citewire("brief", "--format", form) for form in FORMATS}
    (tmp_path / "flood.txt").write_text(FLOOD.replace("12", "15"), encoding="utf-8")
    (tmp_path / "other.txt").write_text("Le musée de Lyon rouvre.", encoding="utf-8")
    citewire("ingest", str(tmp_path / "flood.txt"), str(tmp_path / "other.txt"))
    assert citewire("brief", "--format", "json") != written["json"]
    again = {form: citewire("briefings", "show", "1", "--format", form) for form in FORMATS}
    assert again == written


def test_the_list(citewire: Terminal) -> None:
    assert "No briefing was made yet" in citewire("briefings")
    assert json.loads(citewire("briefings", "--json")) == []
    citewire("brief", "--until", "2023-02-14", "--topic", "Rhin")
    (one,) = json.loads(citewire("briefings", "--json"))
    assert (one["number"], one["day"], one["series"]) == (1, "2023-02-14", "topics=rhin")
    assert one["period"] == {"since": None, "until": "2023-02-14"}
    assert "2023-02-14" in citewire("briefings")


def test_of_several_on_one_day_the_last_one_is_shown(citewire: Terminal) -> None:
    citewire("brief", "--until", "2023-02-14")
    last = citewire("brief", "--until", "2023-02-14", "--topic", "Rhin", "--format", "json")
    assert citewire("briefings", "show", "2023-02-14", "--format", "json") == last
    assert citewire.errors == "showing briefing 2, the last of 2; the others: 1\n"


def test_what_was_erased_is_said(citewire: Terminal) -> None:
    citewire("brief")
    citewire("remove", "flood")
    assert "Rhin" not in citewire("briefings", "show", "1")
    assert "1 of its stories were erased with documents removed since" in citewire.errors


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("9", "no briefing '9'; the nearest is number 1, of 2023-02-14"),
        ("2023-01-01", "no briefing '2023-01-01'; the nearest: 2023-02-14"),
        ("hier", "'hier' is no briefing: give a number or a day"),
    ],
)
def test_what_is_not_there_is_one_line(citewire: Terminal, name: str, line: str) -> None:
    citewire("brief", "--until", "2023-02-14")
    citewire("briefings", "show", name, code=1)
    assert citewire.errors.startswith(line)
    assert citewire.errors.count("\n") == 1
