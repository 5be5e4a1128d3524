"""Mail servers on loopback: a real one (aiosmtpd), and one that answers as it is told."""

from __future__ import annotations

import asyncio
import datetime
import email
import email.policy
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "hunter2 & sons"


@dataclass
class Mailbox:
    """What a server took, and what it refuses: verbs with the replies that refuse them."""

    envelopes: list[Envelope] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    users: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    @property
    def messages(self) -> list[EmailMessage]:
        return [parsed(envelope) for envelope in self.envelopes]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if (refusal := self.refusals.get("RCPT")) is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if (refusal := self.refusals.get("DATA")) is not None:
            return refusal
        self.encrypted.append(session.ssl is not None)
        self.envelopes.append(envelope)
        return "250 taken"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        right = given.password == PASSWORD.encode()
        if right:
            self.users.append(given.login.decode())
        return AuthResult(success=right, handled=False)


def parsed(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


@contextmanager
def mail_server(
    mailbox: Mailbox, encrypted: ssl.SSLContext | None = None, **options: Any
) -> Iterator[int]:
    """A real server on a free port; `options` are those of `aiosmtpd.smtp.SMTP`."""
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(mailbox, hostname="mail.test", loop=loop, **options)

    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0, ssl=encrypted))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    await server.wait_closed()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


SILENCE, HANG_UP = "", "hang up"
POLITE: Mapping[str, str] = {
    "": "220 mail.test",
    "EHLO": "250 mail.test",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 go on",
    ".": "250 taken",
    "QUIT": "221 bye",
}


@contextmanager
def scripted_server(**replies: str) -> Iterator[int]:
    """Answers each verb with a line, with silence or by hanging up; `greeting` and `end` are the
    first reply and the one to the whole message."""
    names = {"greeting": "", "end": "."}
    script = {**POLITE, **{names.get(verb, verb): reply for verb, reply in replies.items()}}
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()
    thread = threading.Thread(target=_serve, args=(listener, script, stop), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=10)


def _serve(listener: socket.socket, script: Mapping[str, str], stop: threading.Event) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                _talk(connection, script, stop)


def _talk(connection: socket.socket, script: Mapping[str, str], stop: threading.Event) -> None:
    lines = connection.makefile("rb")
    verb, in_message = "", False
    while True:
        reply = script.get(verb, "250 OK")
        if reply == SILENCE:
            stop.wait(timeout=10)
            return
        if reply == HANG_UP:
            return
        if not in_message:
            connection.sendall(f"{reply}\r\n".encode())
        in_message = in_message or reply.startswith("354")
        line = lines.readline()
        if not line:
            return
        if in_message:
            verb = "." if line == b".\r\n" else "text"
            in_message = verb != "."
        else:
            verb = line.split()[0].decode().upper()


def certificate(directory: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The contexts of a server at 127.0.0.1 with a certificate of its own, and of who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = directory / "server.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))
