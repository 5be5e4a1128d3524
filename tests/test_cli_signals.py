"""A signal ends the process quietly in every phase: each script sends one to itself there."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

START = """
import atexit, contextlib, signal, sys

def hit():
    signal.raise_signal({number})

class Loading:
    def find_spec(self, name, *_):
        if name == {module!r}:
            hit()

sys.meta_path.insert(0, Loading())
sys.argv = ["citewire", "documents"]
import bot.cli
"""
DURING = """
from bot.cli import process

class Falling:
    def __del__(self):
        hit()

@contextlib.contextmanager
def opened(output):
    {work}
    yield

process.open_service = opened
"""
ENDING = "atexit.register(hit)\n"
RUN = "bot.cli.main()\n"


SWALLOWED = "Falling()\n    while True: pass"
TURNED = """try: hit()
    except (KeyboardInterrupt, SystemExit): raise ImportError('numpy could not be loaded')"""


def during(work: str) -> str:
    return DURING.replace("{work}", work)


def ended(script: str, directory: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT), "CITEWIRE_DATA": str(directory)},
        cwd=directory,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("module", "script"),
    [
        ("typer", RUN),
        ("bot.app", RUN),
        ("", during("hit()") + RUN),
        ("", during(SWALLOWED) + RUN),
        ("", during(TURNED) + RUN),
        ("", during("hit()") + ENDING + RUN),
    ],
    ids=[
        "loading",
        "loading late",
        "working",
        "in a destructor",
        "as another error",
        "ending again",
    ],
)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_process_quietly(
    module: str, script: str, number: signal.Signals, code: int, tmp_path: Path
) -> None:
    start = START.format(number=int(number), module=module)
    result = ended(start + script, tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (code, "", "")


def test_other_faults_of_destructors_are_still_told(tmp_path: Path) -> None:
    faulty = "class Faulty:\n    def __del__(self): raise ValueError('odd')\n"
    work = during("Faulty()\n    raise ValueError('even')")
    start = START.format(number=int(signal.SIGTERM), module="")
    result = ended(start + faulty + work + RUN, tmp_path)
    assert result.returncode == 1
    assert "ValueError: odd" in result.stderr
    assert "internal error: ValueError: even" in result.stderr


def test_a_process_that_is_to_ignore_ctrl_c_does(tmp_path: Path) -> None:
    start = START.format(number=int(signal.SIGINT), module="typer")
    ignoring = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    result = ended(ignoring + start.replace("documents", "--version") + RUN, tmp_path)
    assert result.returncode == 0
    assert result.stdout
