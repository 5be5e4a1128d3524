"""A headless Chromium that shows one page at a time, spoken to through a pair of pipes.

The DevTools protocol (https://chromedevtools.github.io/devtools-protocol/): with
`--remote-debugging-pipe` the browser reads commands at descriptor 3 and writes answers and events
at descriptor 4, each a JSON object that ends on a zero byte. No port is opened.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from typing import Any, Literal
from urllib.parse import quote

from bot.errors import EvalError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTING = "CHROMIUM"
OPTIONS = (
    "--headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage --font-render-hinting=none --remote-debugging-pipe"
).split()
PATIENCE = 60.0
"""Seconds that an answer may take on a busy machine."""
CHUNK = 1 << 16

Media = Literal["screen", "print"]


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What a page is shown on. `width` and `height` are CSS pixels, `scale` is pixels for each."""

    width: int
    height: int = 900
    scale: float = 1.0
    dark: bool = False
    media: Media = "screen"


def find_browser(environment: Mapping[str, str]) -> str:
    """The path of Chromium: what CHROMIUM names, or the first found under a usual name.

    Raises EvalError where there is none.
    """
    wanted = environment.get(SETTING)
    for name in (wanted,) if wanted else NAMES:
        if found := shutil.which(name, path=environment.get("PATH")):
            return found
    if wanted:
        raise EvalError(f"{SETTING}={wanted!r} is no program; name the browser, or leave it unset")
    raise EvalError(
        "no Chromium here to take pictures with; run: apt-get install chromium, "
        f"or name a browser in {SETTING}"
    )


@contextmanager
def browsing(program: str) -> Iterator[Tab]:
    """A tab of a browser of its own, which ends with the block and leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="citewire-", ignore_cleanup_errors=True) as profile:
        commands_out, commands_in = os.pipe()
        answers_out, answers_in = os.pipe()
        process = _started(program, profile, (commands_out, answers_in))
        os.close(commands_out)
        os.close(answers_in)
        try:
            yield Tab(_Pipe(commands_in, answers_out))
        finally:
            os.close(commands_in)
            os.close(answers_out)
            _end(process)


def _started(program: str, profile: str, pipe: tuple[int, int]) -> int:
    """The process id of a new browser, whose descriptors 3 and 4 are the pipe's ends."""
    # Neither end may be 3 or 4 while those are set.
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in pipe]
    actions: list[tuple[Any, ...]] = [
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_DUP2, moved[0], 3),
        (os.POSIX_SPAWN_DUP2, moved[1], 4),
    ]
    arguments = [program, *OPTIONS, f"--user-data-dir={profile}", "about:blank"]
    try:
        return os.posix_spawn(program, arguments, os.environ, file_actions=actions, setpgroup=0)
    except OSError as error:
        raise EvalError(f"cannot start {program!r}: {error.strerror}") from error
    finally:
        for end in moved:
            os.close(end)


def _end(process: int) -> None:
    """End the browser and the processes of its group."""
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)


class _Pipe:
    """Commands in, answers out; events that nobody waits for are dropped."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = answers
        self._read = b""
        self._last = 0

    def ask(self, method: str, session: str | None, **parameters: object) -> dict[str, Any]:
        """The result of a command. Raises EvalError where the browser refuses or has gone."""
        self._last += 1
        command: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if session is not None:
            command["sessionId"] = session
        self._write(json.dumps(command).encode() + b"\0")
        while True:
            answer = self.next()
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise EvalError(f"Chromium refused {method}: {answer['error']['message']}")
                return dict(answer["result"])

    def wait_for(self, event: str) -> None:
        """Read on until the event comes."""
        while self.next().get("method") != event:
            pass

    def next(self) -> dict[str, Any]:
        """The next answer or event."""
        while b"\0" not in self._read:
            if not select([self._answers], [], [], PATIENCE)[0]:
                raise EvalError(f"Chromium did not answer within {PATIENCE:.0f} s; try again")
            chunk = os.read(self._answers, CHUNK)
            if not chunk:
                raise EvalError("Chromium ended by itself; try `chromium --headless` by hand")
            self._read += chunk
        message, _, self._read = self._read.partition(b"\0")
        return dict(json.loads(message))

    def _write(self, message: bytes) -> None:
        try:
            while message:
                message = message[os.write(self._commands, message) :]
        except BrokenPipeError as error:
            raise EvalError(
                "Chromium ended by itself; try `chromium --headless` by hand"
            ) from error


class Tab:
    """One tab: a page opened on a screen, its keys and its picture."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe
        target = pipe.ask("Target.createTarget", None, url="about:blank")["targetId"]
        attached = pipe.ask("Target.attachToTarget", None, targetId=target, flatten=True)
        self._session: str = attached["sessionId"]
        self._ask("Page.enable")

    def open(self, page: Path, screen: Screen, fragment: str = "") -> None:
        """Show a file on a screen and wait until it has loaded; "#part" leads to a part of it."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=screen.width,
            height=screen.height,
            deviceScaleFactor=screen.scale,
            mobile=screen.width < 600,
        )
        scheme = "dark" if screen.dark else "light"
        self._ask(
            "Emulation.setEmulatedMedia",
            media=screen.media,
            features=[
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ],
        )
        # From one fragment of an address to another the browser would load nothing.
        query = f"?{quote(fragment)}{fragment}" if fragment else ""
        self._ask("Page.navigate", url=page.resolve().as_uri() + query)
        self._pipe.wait_for("Page.loadEventFired")

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - any JSON value
        """The value of a JavaScript expression in the page; the page's own policy stands."""
        result = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise EvalError(f"the page could not evaluate {expression!r}; mend the expression")
        return result["result"].get("value")

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press and release a key: ("Tab", 9), or with what it types: ("Enter", 13, "\r")."""
        for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
            self._ask(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                text=text if kind == "keyDown" else "",
                windowsVirtualKeyCode=code,
            )

    def tap(self, x: float, y: float) -> None:
        """Touch the screen at a place."""
        self._ask("Emulation.setTouchEmulationEnabled", enabled=True)
        self._ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self._ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def hover(self, x: float, y: float) -> None:
        """Move the pointer to a place."""
        self._ask("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def picture(self, height: int | None = None, top: int = 0) -> bytes:
        """The page as PNG from a place down: all of it, or so many CSS pixels."""
        size = self._ask("Page.getLayoutMetrics")["cssContentSize"]
        left = size["height"] - top
        area = {
            "x": 0,
            "y": top,
            "width": size["width"],
            "height": min(left, height or left),
            "scale": 1,
        }
        taken = self._ask(
            "Page.captureScreenshot", format="png", clip=area, captureBeyondViewport=True
        )
        return base64.b64decode(taken["data"])

    def seen(self) -> bytes:
        """What the screen shows of the page as PNG, scrolled as it is."""
        return base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"])

    def printed(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self._ask("Page.printToPDF", printBackground=False)["data"])

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        return self._pipe.ask(method, self._session, **parameters)
