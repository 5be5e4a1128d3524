"""Files and links shared with the bot: taken in, told of, or refused in one line."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from bot.access import Asker
from bot.errors import ConfigurationError
from bot.slack.files import SharedFileError, SlackFiles, file_name, is_file_address
from bot.slack.handlers.documents import TakingIn
from bot.slack.limiter import LimitedClient
from bot.slack.uploaders import Uploaders
from bot.slack.values import Place
from tests.slack_briefing_samples import Seconds
from tests.slack_peer import Canned, SharedFile, SlackPeer, events, started_peer
from tests.slack_peer.rig import BOT_TOKEN, client_of
from tests.slack_room_samples import Office, question
from tests.slack_served import Served, served, texts_of

NUMBERS = itertools.count(1)
NEWS = (
    "---\ntitle: Crue du Rhin\noutlet: rhin.fr\ndate: 2023-02-15\n---\n"
    "La crue du Rhin a fait 12 blessés lundi à Bonn, selon le maire Paul Noël. "
    "Les écoles sont fermées jusqu’à jeudi dans toute la ville.\n"
)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with started_peer() as peer, served(tmp_path_factory.mktemp("documents"), peer) as running:
        yield running


def shared(bot: Served, content: bytes, name: str, user: str = "U1", **given: object) -> str:
    """Share a file in a direct message; what the bot says of it."""
    file = SharedFile(id=f"F{next(NUMBERS)}", name=name, content=content, **given)  # type: ignore[arg-type]
    channel = {"U1": "D1", "U3": "D3"}[user]
    payload = events.file_shared("", [bot.peer.share(file)], user=user, channel=channel)
    return answer_to(bot, payload)


def answer_to(bot: Served, payload: events.Payload) -> str:
    bot.send(payload)
    event = payload.body["event"]
    said = bot.peer.wait(lambda: bot.peer.messages(event["channel"], event["ts"]))
    return texts_of(said[-1].blocks)


def test_a_file_becomes_a_document_and_its_outlet_and_date_are_told(bot: Served) -> None:
    said = shared(bot, NEWS.encode(), "crue.md", mimetype="text/markdown")
    assert "Added : Crue du Rhin – rhin.fr, 15 February 2023" in said
    assert "passage" in said
    assert [one.title for one in bot.library.documents()].count("Crue du Rhin") == 1
    assert not (bot.data / "data" / "slack").exists()


def test_the_same_text_again_is_told_as_a_reprint(bot: Served) -> None:
    shared(bot, NEWS.encode(), "une.md", mimetype="text/markdown")
    said = shared(bot, NEWS.replace("rhin.fr", "bonn.de").encode(), "deux.md")
    assert "the same text as Crue du Rhin" in said


@pytest.mark.parametrize(
    ("content", "name", "given", "expected"),
    [
        (b"\x00\x01", "photo.png", {"mimetype": "image/png"}, "format cannot be read"),
        (b"", "vide.txt", {}, "cannot be read"),
        (b"%PDF-1.4 broken", "cassé.pdf", {"mimetype": "application/pdf"}, "cannot be read"),
        (b"x", "ailleurs.txt", {"external": True}, "not at Slack"),
    ],
)
def test_what_cannot_be_taken_in_is_one_line(
    bot: Served, content: bytes, name: str, given: dict[str, object], expected: str
) -> None:
    before = len(bot.library.documents())
    said = shared(bot, content, name, **given)  # type: ignore[arg-type]
    assert "not added" in said
    assert expected in said
    assert len(bot.library.documents()) == before


def test_a_guest_adds_nothing_and_nothing_is_downloaded(bot: Served) -> None:
    before = len(bot.library.documents())
    bot.peer.calls.clear()
    assert "may not add documents" in shared(bot, NEWS.encode(), "guest.md", "U3")
    assert bot.peer.called("files.info") == []
    assert len(bot.library.documents()) == before


def test_a_link_into_the_local_network_is_not_followed(bot: Served) -> None:
    link = f"{bot.peer.address}/files/F1/crue.md"
    said = answer_to(bot, events.direct_message(f"<{link}>"))
    assert "not public" in said


def test_a_link_is_read_by_the_reader_of_web_pages(bot: Served, tmp_path: Path) -> None:
    """With a rule for hosts that lets this machine through, since no test reaches another."""
    page = b"<html><title>Le port de Brest</title><body><p>Le port de Brest a re\xc3\xa7u 12 "
    page += b"navires mercredi, selon la maire Anne Roux.</p></body></html>"
    bot.peer.share(SharedFile(id="F404", name="page.html", content=page, mimetype="text/html"))
    office = Office(bot.peer, tmp_path)
    taking_in = TakingIn(
        room=replace(office.room, desk=bot.application.desk),
        files=files_of(bot.peer),
        asker_of=lambda place: Asker(team="T1", user="U1", channel="D1", direct=True),
        uploaders=Uploaders(),
        directory=tmp_path / "files",
        language_of=lambda job: "fr",
        is_public=lambda host: True,
    )
    place = Place(team="T1", channel="D1", user="U1", surface="direct", thread="1700000009.000001")
    link = f"{bot.peer.address}/files/F404/page.html"
    bot.peer.world.tokens[""] = bot.peer.world.tokens[BOT_TOKEN]  # the page is public
    office.handlers = {"documents": taking_in}
    job = office.enter(question("", kind="documents", place=place, details={"links": link}))
    office.work()
    (said,) = bot.peer.messages("D1", "1700000009.000001")
    assert "✅ Ajouté : Le port de Brest" in texts_of(said.blocks)
    assert office.outcome(job) == "ingested"


# The download itself


class Sly(BaseHTTPRequestHandler):
    """Redirects to wherever the path says, and notes what it was sent."""

    seen: ClassVar[list[tuple[str, str | None]]] = []
    target: ClassVar[str] = ""

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("Authorization")))
        self.send_response(302)
        self.send_header("Location", self.target)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def sly_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sly)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def peer() -> Iterator[SlackPeer]:
    with started_peer() as started:
        yield started


def files_of(peer: SlackPeer, api_url: str | None = None, token: str = BOT_TOKEN) -> SlackFiles:
    seconds = Seconds()
    client = LimitedClient(client_of(peer), seconds, seconds.sleep)
    return SlackFiles(lambda _: client, lambda _: token, api_url or peer.api_url, 1000)


def told(peer: SlackPeer, **fields: object) -> None:
    """What files.info says next."""
    described = peer.share(SharedFile(id="F1", name="a.txt", content=b"abc"))
    peer.faults["files.info"] = [Canned(body={"ok": True, "file": {**described, **fields}})]


def test_a_file_is_fetched_with_the_token(peer: SlackPeer) -> None:
    told(peer)
    assert files_of(peer).fetch("T1", "F1").data == b"abc"


def test_the_token_goes_to_no_other_host(peer: SlackPeer) -> None:
    Sly.seen.clear()
    with sly_server() as address:
        told(peer, url_private_download=f"{address}/a.txt")
        with pytest.raises(SharedFileError, match="no host of Slack's"):
            files_of(peer).fetch("T1", "F1")
        assert Sly.seen == []


def test_a_redirect_is_not_followed(peer: SlackPeer) -> None:
    Sly.seen.clear()
    Sly.target = f"{peer.address}/files/F1/a.txt"
    with sly_server() as address:
        told(peer, url_private_download=f"{address}/a.txt")
        with pytest.raises(SharedFileError, match=r"gave no file \(302\)"):
            files_of(peer, api_url=f"{address}/api/").fetch("T1", "F1")
    assert [path for path, _ in Sly.seen] == ["/a.txt"]


def test_the_sign_in_page_is_no_document(peer: SlackPeer) -> None:
    told(peer, mimetype="text/html")
    with pytest.raises(SharedFileError, match="files:read"):
        files_of(peer, token="xoxb-other").fetch("T1", "F1")


@pytest.mark.parametrize("size", [2000, None])
def test_a_file_beyond_the_limit(peer: SlackPeer, size: int | None) -> None:
    peer.share(SharedFile(id="F1", name="a.txt", content=b"x" * 2000))
    described = peer.world.files["F1"].described(peer.address)
    body = {"ok": True, "file": {**described, "size": size}}
    peer.faults["files.info"] = [Canned(body=body)]
    with pytest.raises(SharedFileError) as caught:
        files_of(peer).fetch("T1", "F1")
    assert caught.value.trouble == "too_large"


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://files.slack.com/files-pri/T1-F1/a.txt", True),
        ("https://files.slack-gov.com/a.txt", True),
        ("http://files.slack.com/a.txt", False),
        ("https://files.slack.com:444/a.txt", False),
        ("https://files.slack.com.evil.org/a.txt", False),
        ("https://evil.org/files.slack.com/a.txt", False),
        ("https://files.slack.com@evil.org/a.txt", False),
        ("https://u:p@files.slack.com/a.txt", False),
        ("https://gateway.example:8443/files/a.txt", True),
        ("https://gateway.example/files/a.txt", False),
        ("file:///etc/passwd", False),
        ("https://[::1/a.txt", False),
        ("", False),
    ],
)
def test_where_the_token_may_go(address: str, fine: bool) -> None:
    assert is_file_address(address, "https://gateway.example:8443/api/") is fine


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"name": "../../etc/a b.PDF"}, "a b.PDF"),
        ({"name": "C:\\x\\n.txt"}, "n.txt"),
        ({"name": "note", "mimetype": "text/plain"}, "note.txt"),
        ({"name": "a\x00\n.md"}, "a.md"),
        ({"title": "x" * 300 + ".txt"}, "x" * 100 + ".txt"),
        ({"name": "..", "mimetype": "text/html"}, "document.html"),
    ],
)
def test_names_stay_in_their_folder(told: dict[str, str], name: str) -> None:
    assert file_name(told) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Uploaders()),
        ("members", Uploaders()),
        ("nobody", Uploaders(members=False)),
        ("U1, T1/U2", Uploaders(members=False, users=frozenset({"U1", "T1/U2"}))),
    ],
)
def test_who_may_add(text: str, expected: Uploaders) -> None:
    assert Uploaders.from_text(text) == expected


def test_a_wrong_uploader_is_one_line() -> None:
    with pytest.raises(ConfigurationError, match="@ann"):
        Uploaders.from_text("U1,@ann")


def test_nothing_is_left_where_files_stood(bot: Served, tmp_path: Path) -> None:
    shared(bot, b"%PDF-1.4", "x.pdf", mimetype="application/pdf")
    assert not (bot.data / "data" / "slack").exists()
