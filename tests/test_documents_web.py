from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.documents import read_document
from bot.documents.web import Limits, fetch, is_local
from bot.errors import DocumentError
from tests.test_documents_formats import PAGES, pdf
from tests.test_documents_html import GERMAN

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
<title>Ouest-Matin</title><language>fr-FR</language>
<item><title>Le port rouvre</title><link>https://a.example/1</link>
<pubDate>Mon, 13 Feb 2023 10:12:00 +0100</pubDate>
<description>&lt;p&gt;La grève est finie, a dit la mairie.&lt;/p&gt;</description></item>
<item><title>Le pont ferme</title><description>Il sera fermé en mai.</description></item>
</channel></rss>"""

ANSWERS: dict[str, tuple[str, bytes]] = {
    "/2023/2/13/hafen.html": ("text/html", GERMAN.encode()),
    "/latin": (
        "text/html; charset=iso-8859-1",
        GERMAN.replace("„", '"').replace("“", '"').encode("latin-1"),
    ),
    "/report": ("application/pdf", pdf(PAGES)),
    "/download": ("application/octet-stream", pdf(PAGES)),
    "/feed": ("application/rss+xml", FEED.encode()),
    "/xml": ("text/xml; charset=utf-8", FEED.encode()),
    "/note": ("text/plain; charset=utf-8", "La grève est finie depuis lundi.".encode()),
    "/picture": ("image/png", b"\x89PNG"),
    "/big": ("text/plain", b"a" * 200_000),
    "/empty": ("text/html", b""),
    "/été?q=é": ("text/plain; charset=utf-8", "La grève est finie.".encode()),
}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/note")
            self.end_headers()
        elif self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"too short")
        elif self.path in ANSWERS:
            kind, data = ANSWERS[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(data)
        elif self.path == "/%C3%A9t%C3%A9?q=%C3%A9":
            kind, data = ANSWERS["/été?q=é"]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(data)
        else:
            self.send_error(404)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page(site: str) -> None:
    document = read_document(f"{site}/2023/2/13/hafen.html#top")
    assert "10.000 Euro" in document.text
    assert document.outlet == "Küstenblatt"
    assert document.url == f"{site}/2023/2/13/hafen.html"
    assert document.source == f"{site}/2023/2/13/hafen.html"
    assert document.id.endswith("-2023-2-13-hafen")
    assert document.published == "2023-03-01"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/latin", "Bürgermeisterin Müller"),
        ("/report", "The cost is put at 1,200 euros a metre."),
        ("/download", "The cost is put at 1,200 euros a metre."),
        ("/feed", "La grève est finie, a dit la mairie."),
        ("/xml", "Il sera fermé en mai."),
        ("/note", "La grève est finie depuis lundi."),
        ("/moved", "La grève est finie depuis lundi."),
        ("/été?q=é", "La grève est finie."),
    ],
)
def test_each_media_type_has_its_reader(site: str, path: str, expected: str) -> None:
    assert expected in read_document(site + path).text


def test_a_feed_tells_about_itself(site: str) -> None:
    document = read_document(f"{site}/feed")
    assert (document.title, document.outlet, document.language) == ("Ouest-Matin",) * 2 + ("fr",)
    assert document.published == "2023-02-13T10:12:00+01:00"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "does not exist"),
        ("/picture", "is image/png, not a document"),
        ("/empty", "is empty"),
        ("/loop", "redirects in a circle"),
        ("/file", "to what is no web page"),
        ("/cut", "cut off"),
    ],
)
def test_bad_addresses_get_one_line(site: str, path: str, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(site + path)
    assert reason in caught.value.reason
    assert "\n" not in str(caught.value)


def test_a_page_that_is_too_large_is_refused(site: str) -> None:
    with pytest.raises(DocumentError, match="larger than"):
        fetch(f"{site}/big", Limits(size=100_000))


def test_a_server_that_does_not_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(DocumentError, match="did not answer within"):
            fetch(f"http://127.0.0.1:{port}/", Limits(seconds=0.2))


def test_a_closed_port_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be reached"):
        read_document("http://127.0.0.1:9/x")


@pytest.mark.parametrize("url", ["http://", "http://[bad/", "https:///path", "http://a:b/"])
def test_addresses_that_are_none_get_one_line(url: str) -> None:
    with pytest.raises(DocumentError):
        read_document(url)


def test_hosts_of_this_network_are_local() -> None:
    names = {"intern.example": ["10.0.0.3"], "open.example": ["192.0.43.10"]}
    assert is_local("intern.example", lambda host: names[host])
    assert not is_local("open.example", lambda host: names[host])
    assert is_local("::1")
