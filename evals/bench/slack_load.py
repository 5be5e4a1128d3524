"""Two hundred questions at once through a local Slack: acknowledged, answered once, none lost.

The bot is `citewire serve` itself, over the seeds, with the embedded writer. It calls the local
Slack no faster than it would the real one, which is what most of the time goes into.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import EvalError
from bot.library import Library
from evals.bench.figures import Figure
from tests.slack_peer import Channel, Delivery, Person, SlackPeer, events

ROOT = Path(__file__).parent.parent.parent
AT_ONCE = 200
MANY = 2000
CHANNELS = 20
PEOPLE = 40
PATIENCE = 600.0
QUESTIONS = (
    "Qui est le secrétaire général de l'OTAN ?",
    "What will France produce together with Australia?",
    "Combien d'obus l'Ukraine tire-t-elle par jour ?",
    "Who is Ukraine's deputy defence minister?",
    "Combien d'obus la Russie tire-t-elle par jour ?",
    "How much is the Pentagon contract for 155 mm shells worth?",
    "Wer hat den Marathon von Berlin gewonnen?",
)


@dataclass
class Load:
    """The local Slack, the library, and what was asked so far."""

    peer: SlackPeer
    directory: Path
    stack: ExitStack
    deliveries: dict[tuple[str, str], Delivery] = field(default_factory=dict)
    """By channel and ts of the question."""

    def bot(self) -> subprocess.Popen[bytes]:
        """One more process of the bot, connected."""
        environment = {
            **os.environ,
            "CITEWIRE_DATA": str(self.directory),
            "SLACK_API_URL": self.peer.api_url,
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_APP_TOKEN": "xapp-1-A1-test",
        }
        before = self.peer.sockets.count
        log = self.stack.enter_context((self.directory / "bot.log").open("ab"))
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment, stderr=log
        )
        self.stack.callback(_end, process)
        self.wait_for(lambda: self.peer.sockets.count > before, process)
        return process

    def ask(self, count: int) -> list[Delivery]:
        """Send so many questions as fast as they go, each in a thread of its own."""
        sent = []
        for number in range(count):
            text = QUESTIONS[number % len(QUESTIONS)]
            user, channel = f"U{number % PEOPLE}", f"C{number % CHANNELS}"
            payload = events.mention(text, user=user, channel=channel)
            delivery = self.peer.send(payload)
            self.deliveries[channel, payload.body["event"]["ts"]] = delivery
            sent.append(delivery)
        return sent

    def answered(self) -> int:
        """How many threads have a message of the bot."""
        return len({place for place in self._answers() if place in self.deliveries})

    def twice(self) -> int:
        """How many messages there are beyond one a thread."""
        return len(self._answers()) - len(set(self._answers()))

    def finish(self, processes: Sequence[subprocess.Popen[bytes]]) -> float:
        """Wait until nothing is open; returns the seconds that it took."""
        started = time.perf_counter()
        with Library.open(f"sqlite:///{self.directory / 'library.sqlite'}") as library:
            self.wait_for(
                lambda: self.answered() == len(self.deliveries) and library.jobs.unfinished() == 0,
                *processes,
                fails=False,
            )
        return time.perf_counter() - started

    def _answers(self) -> list[tuple[str, str]]:
        return [
            (message.channel, message.thread_ts or "")
            for message in list(self.peer.world.messages.values())
            if message.user == "UBOT"
        ]

    def wait_for(
        self,
        condition: Callable[[], bool],
        *processes: subprocess.Popen[bytes],
        fails: bool = True,
    ) -> None:
        """Wait for what the processes do. Raises EvalError when one has ended, and, with `fails`,
        when it does not come about."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if any(process.poll() is not None for process in processes):
                raise EvalError(f"the bot ended during the bench: see {self._log_tail()}")
            if time.monotonic() > deadline:
                if fails:
                    raise EvalError(f"the bot does not connect: see {self._log_tail()}")
                return  # what is missing is told as lost
            time.sleep(0.02)

    def _log_tail(self) -> str:
        lines = (self.directory / "bot.log").read_text(encoding="utf-8", errors="replace")
        return " ".join(lines.split()[-60:]) or "nothing in its log"


def measure_slack(progress: Callable[[str], None]) -> Iterator[Figure]:
    """The figures of one process, of two of which one is killed, and of memory."""
    progress(f"asking {AT_ONCE} questions at once in Slack")
    with _loaded() as load:
        yield from _burst(load)
    progress("the same with one of two processes killed")
    with _loaded() as load:
        yield from _killed(load)
    progress(f"asking {MANY:,} questions in Slack")
    with _loaded() as load:
        yield from _flat(load)


def _burst(load: Load) -> Iterator[Figure]:
    process = load.bot()
    sent = load.ask(AT_ONCE)
    seconds = load.finish([process])
    acks = sorted(1000 * (one.ack_seconds or PATIENCE) for one in sent)
    named = f"{AT_ONCE} questions at once in Slack"
    yield Figure(name=f"{named}: acknowledged, p50", value=acks[len(acks) // 2], unit="ms")
    p99 = acks[int(len(acks) * 0.99) - 1]
    yield Figure(name=f"{named}: acknowledged, p99", value=p99, unit="ms", aim=300.0)
    yield from _once(load, named)
    yield Figure(name=f"{named}: all answered after", value=seconds, unit="s")


def _killed(load: Load) -> Iterator[Figure]:
    victim, survivor = load.bot(), load.bot()
    sent = load.ask(AT_ONCE)
    load.wait_for(lambda: load.answered() >= AT_ONCE // 2, survivor)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    load.wait_for(lambda: load.peer.sockets.count == 1, survivor)
    for delivery in sent:  # Slack sends again what was not acknowledged
        if delivery.ack_seconds is None:
            load.peer.redeliver(delivery)
    seconds = load.finish([survivor])
    named = "one of two processes killed half way"
    yield from _once(load, named)
    yield Figure(name=f"{named}: the rest answered after", value=seconds, unit="s")


def _flat(load: Load) -> Iterator[Figure]:
    process = load.bot()
    memory: list[float] = []
    for _ in range(MANY // AT_ONCE):
        load.ask(AT_ONCE)
        load.finish([process])
        memory.append(_resident_bytes(process.pid))
    named = f"{MANY:,} questions in Slack"
    yield from _once(load, named)
    yield Figure(name=f"{named}: memory at the end", value=memory[-1] / 1e9, unit="GB")
    growth = memory[-1] / memory[len(memory) // 4]
    quarter = (len(memory) // 4 + 1) * AT_ONCE
    yield Figure(name=f"{named}: memory, against {quarter:,}", value=growth, unit="times", aim=1.05)


def _once(load: Load, named: str) -> Iterator[Figure]:
    lost = len(load.deliveries) - load.answered()
    yield Figure(name=f"{named}: lost", value=lost, unit="questions", aim=0.0)
    yield Figure(name=f"{named}: answered twice", value=load.twice(), unit="messages", aim=0.0)


@contextmanager
def _loaded() -> Iterator[Load]:
    with (
        tempfile.TemporaryDirectory(prefix="citewire-bench-") as directory,
        ExitStack() as stack,
    ):
        peer = SlackPeer().start()
        stack.callback(peer.stop)
        people = [f"U{number}" for number in range(PEOPLE)]
        for user in people:
            peer.world.add_person(Person(id=user))
        for number in range(CHANNELS):
            peer.world.add_channel(Channel(id=f"C{number}", members=[*people, "UBOT"]))
        _ingest(Path(directory))
        yield Load(peer, Path(directory), stack)


def _ingest(directory: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ingest", str(ROOT / "seeds")],
        cwd=ROOT,
        env={**os.environ, "CITEWIRE_DATA": str(directory)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EvalError(f"the seeds could not be ingested: {done.stderr.strip()[-300:]}")


def _resident_bytes(process: int) -> float:
    """Memory of a process now; 0 where the system does not tell as Linux does."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return 1024.0 * int(line.split()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
