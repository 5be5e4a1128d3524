"""The real process, `citewire serve`, against the local Slack: started, asked, stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.slack_peer import Canned, SlackPeer, events

ROOT = Path(__file__).resolve().parent.parent
BOT_TOKEN, APP_TOKEN = "xoxb-test", "xapp-1-A1-test"
ARTICLE = "Le port de Lyon a reçu 40 navires mardi. Le maire, Paul Durand, a parlé d’un record."


def environment(data: Path, peer: SlackPeer, **more: str) -> Mapping[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        "CITEWIRE_DATA": str(data),
        "CITEWIRE_EMBEDDINGS": "hashing",
        "PYTHONPATH": str(ROOT),
        "SLACK_API_URL": peer.api_url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        **more,
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    data: Path, peer: SlackPeer, *options: str, **more: str
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", *options],
        env=environment(data, peer, **more),
        cwd=data,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str]) -> tuple[int, float, str]:
    """The exit code after SIGTERM, the seconds it took, and all that was written."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=25)
    return process.returncode, time.monotonic() - began, output


def page(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def ready_within(seconds: float, port: int) -> str:
    """The last answer of /readyz: when it is ready, or when the time is over."""
    end = time.monotonic() + seconds
    status, body = page(port, "/readyz")
    while status != 200 and time.monotonic() < end:
        threading.Event().wait(0.1)
        status, body = page(port, "/readyz")
    return body


def test_a_question_is_answered_and_the_process_stops(tmp_path: Path, peer: SlackPeer) -> None:
    (tmp_path / "port.txt").write_text(ARTICLE, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "ingest", "port.txt"]
    subprocess.run(command, env=environment(tmp_path, peer), cwd=tmp_path, check=True)
    port = free_port()
    with serving(tmp_path, peer, "--status", str(port)) as process:
        peer.wait(lambda: peer.sockets.count == 1, 30)
        sent = peer.send(events.mention("Combien de navires le port de Lyon a-t-il reçus ?"))
        assert sent.acked() < 1
        peer.wait(
            lambda: any("40 navires" in said(peer, one.ts) for one in peer.messages("C1")), 30
        )
        assert page(port, "/healthz")[0] == 200
        assert ready_within(20, port) == '{"status": "ready"}\n'
        figures = page(port, "/metrics")[1]
        assert 'citewire_acknowledgement_seconds_count{transport="socket"} 1.0' in figures
        assert 'citewire_slack_calls_total{method="auth.test",status="ok"}' in figures
        assert page(port, "/slack/events")[0] == 404
        code, seconds, output = stopped(process)
    assert (code, output.splitlines()[0]) == (
        0,
        f"serving Slack over Socket Mode, status at http://127.0.0.1:{port}/readyz",
    )
    assert seconds < 20
    assert BOT_TOKEN not in output
    assert APP_TOKEN not in output


def said(peer: SlackPeer, ts: str) -> str:
    message = peer.world.messages["C1", ts]
    return f"{message.text} {message.streamed} {message.blocks}"


def test_a_token_that_slack_does_not_take(tmp_path: Path, peer: SlackPeer) -> None:
    peer.world.revoked.add("xapp-hunter2")
    with serving(tmp_path, peer, SLACK_APP_TOKEN="xapp-hunter2") as process:
        output, _ = process.communicate(timeout=40)
    assert process.returncode == 2
    assert output.splitlines()[-1].startswith("Slack does not take SLACK_APP_TOKEN (token_revoked)")
    assert "hunter2" not in output


def test_a_token_that_is_revoked_while_serving(tmp_path: Path, peer: SlackPeer) -> None:
    with serving(tmp_path, peer) as process:
        peer.wait(lambda: peer.sockets.count == 1, 30)
        peer.always["chat.postMessage"] = Canned.error("token_revoked")
        peer.world.revoked.add(BOT_TOKEN)
        peer.send(events.mention("")).acked()
        peer.wait(lambda: peer.called("users.info"), 20)
        code, _, output = stopped(process)
    assert code == 0
    assert "Slack does not take our token (token_revoked): install the app" in output
    assert BOT_TOKEN not in output
