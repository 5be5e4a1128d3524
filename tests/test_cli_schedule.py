"""`citewire subscriptions` and `citewire schedule`: as commands, and as processes that race."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.addresses import Address, address_of
from bot.app import Application
from bot.cli.output import Output
from bot.cli.process import run
from bot.library import Library
from bot.settings import Settings
from bot.subscriptions import Subscription
from tests.library_samples import document, record
from tests.mail_server import Mailbox, mail_server

ROOT = Path(__file__).resolve().parent.parent
PORT = (
    "Le ministre Paul Durand a visité mardi le port de Brest. Le chantier emploie 1 200 personnes."
)


class Result(NamedTuple):
    code: int
    output: str
    errors: str

    @property
    def json(self) -> Any:
        return json.loads(self.output)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def citewire(data: Path, command: str) -> Result:
    output, errors = StringIO(), StringIO()

    @contextmanager
    def opened() -> Iterator[Application]:
        with Application.open(Settings(data=data, embeddings="hashing")) as application:
            yield application

    code = run(command.split(), Output(output, errors), opened)
    return Result(code, output.getvalue(), errors.getvalue())


ADD = "subscriptions add --to email:ann@example.org --at 08:00 --zone Europe/Paris"


def test_a_subscription_from_its_beginning_to_its_end(data: Path) -> None:
    assert "No subscriptions" in citewire(data, "subscriptions list").output
    options = "--topic OTAN --topic Kiev --outlet AFP --language fr --words 90 --days mon,fri"
    added = citewire(data, f"{ADD} {options} --window 90m --json")
    assert added.code == 0
    assert added.errors.startswith("warning: no mail can be sent: CITEWIRE_SMTP_URL and")
    assert (added.json["topics"], added.json["days"]) == (["OTAN", "Kiev"], ["mon", "fri"])
    assert (added.json["subscription"], added.json["window_minutes"]) == ("s1", 90)
    listed = citewire(data, "subscriptions list --json")
    assert listed.json == {"subscriptions": [added.json]}
    assert citewire(data, "subscriptions pause s1").output.endswith("; paused\n")
    assert citewire(data, "subscriptions resume s1 --json").json["paused"] is False
    assert "s1 email:ann@example.org" in citewire(data, "subscriptions list").output
    assert citewire(data, "subscriptions remove s1 --json").json == {"removed": "s1"}
    assert citewire(data, "schedule once") == Result(0, "", "")


def test_a_file_is_where_it_was_when_the_subscription_was_made(data: Path) -> None:
    command = "subscriptions add --to file:out/a.html --at 8h --zone UTC --json"
    assert citewire(data, command).json["to"] == f"file:{Path.cwd() / 'out' / 'a.html'}"


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("subscriptions add", 2, "say where, when and in which time zone"),
        (f"{ADD} --zone Europe/Pariss", 2, "nearest: Europe/Paris"),
        (f"{ADD} --at 25:00", 2, "'25:00' is no hour of a day"),
        (f"{ADD} --days moonday", 2, "'moonday' is no day of the week"),
        (f"{ADD} --words 3", 2, "room for one statement"),
        (f"{ADD} --window 2d", 2, "'2d' is no window"),
        (f"{ADD} --to slack:news", 2, "slack:'news' names no conversation"),
        (f"{ADD} --language french", 2, "'french' is no code"),
        ("subscriptions pause s7", 1, "no subscription 's7'; there is none"),
        ("subscriptions remove 1", 1, "no subscription '1'"),
        ("brief --subscription s7", 1, "no subscription 's7'"),
        ("brief --subscription s7 --topic OTAN", 2, "--subscription has its own period"),
        ("schedule twice", 2, "No such command"),
    ],
)
def test_what_is_wrong_is_one_line(data: Path, command: str, code: int, says: str) -> None:
    result = citewire(data, command)
    assert (result.code, result.output) == (code, "")
    assert says in result.errors
    assert result.errors.count("\n") == 1


def test_a_run_that_fails_is_a_line_and_exit_code_1(data: Path) -> None:
    filled(data, due(address_of("email:ann@example.org")))
    result = citewire(data, "schedule once")
    assert (result.code, result.output) == (1, "")
    assert "not delivered yet, no mail can be sent: CITEWIRE_SMTP_URL" in result.errors
    assert "last" in citewire(data, "subscriptions list").output


def test_what_a_subscription_would_get_now(data: Path) -> None:
    filled(data, due(address_of("email:ann@example.org")))
    briefing = citewire(data, "brief --subscription s1 --format json")
    today = datetime.now(UTC).date()
    assert briefing.json["period"]["until"] in (
        today.isoformat(),
        (today - timedelta(days=1)).isoformat(),  # run at midnight
    )
    assert briefing.json["stories"][0]["documents"] == ["port"]
    assert '"last": null' in citewire(data, "subscriptions list --json").output


# Processes


def due(address: Address) -> Subscription:
    """A subscription that came due a minute ago by the real clock."""
    slot = (datetime.now(UTC) - timedelta(minutes=1)).replace(second=0, microsecond=0)
    return Subscription(address=address, hour=slot.time(), begins=slot - timedelta(minutes=5))


def filled(data: Path, *subscriptions: Subscription) -> None:
    data.mkdir(exist_ok=True)
    with Library.open(Settings(data=data).library_url) as library:
        today = (datetime.now(UTC) - timedelta(minutes=1)).date().isoformat()
        library.put(record(document("port", PORT, published=today)))
        for subscription in subscriptions:
            library.subscriptions.add(subscription)


def environment(data: Path, port: int) -> Mapping[str, str]:
    return {
        **os.environ,
        "CITEWIRE_DATA": str(data),
        "CITEWIRE_EMBEDDINGS": "hashing",
        "CITEWIRE_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "CITEWIRE_MAIL_FROM": "news@example.org",
        "PYTHONPATH": str(ROOT),
    }


def started(data: Path, port: int, command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "schedule", command],
        env=environment(data, port),
        cwd=data.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_two_processes_at_once_deliver_once(data: Path) -> None:
    mailbox, page = Mailbox(), data / "out" / "daily.html"
    filled(data, due(address_of("email:ann@example.org")), due(Address("file", str(page))))
    with mail_server(mailbox) as port:
        processes = [started(data, port, "once") for _ in range(2)]
        ends = [process.communicate(timeout=60) for process in processes]
    assert [(process.returncode, end[1]) for process, end in zip(processes, ends, strict=True)] == [
        (0, ""),
        (0, ""),
    ]
    lines = sorted("".join(output for output, _ in ends).splitlines())
    assert [line.split()[0] for line in lines] == ["s1", "s2"]
    (message,) = mailbox.messages
    assert message["To"] == "ann@example.org"
    assert "Durand" in mailbox.envelopes[0].content.decode()  # type: ignore[union-attr]
    (written,) = page.parent.iterdir()
    assert "Durand" in written.read_text(encoding="utf-8")


def test_a_scheduler_runs_until_it_is_told_to_stop(data: Path) -> None:
    mailbox = Mailbox()
    filled(data, due(address_of("email:ann@example.org")))
    with mail_server(mailbox) as port:
        process = started(data, port, "run")
        assert process.stdout is not None
        assert process.stdout.readline() == "1 subscription(s); waiting\n"
        assert "s1" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        rest = process.communicate(timeout=60)
    assert (process.returncode, rest) == (0, ("", ""))
    assert len(mailbox.envelopes) == 1
