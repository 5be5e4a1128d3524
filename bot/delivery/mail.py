"""A briefing by e-mail over SMTP (RFC 5321), at most once.

A message counts as handed over from the moment at which the line that ends it was sent: a server
that falls silent then may have accepted it (RFC 5321 section 4.5.3.2.6 warns of duplicates), so it
is not sent again. Whatever goes wrong before, and a refusal in so many words after it, is certain.
Of a user and password nothing is ever repeated, and they go over TLS or to this machine only.
"""

from __future__ import annotations

import ipaddress
import re
import smtplib
import socket
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from bot.delivery.message import message_of
from bot.delivery.parcel import Parcel, Receipt
from bot.errors import DeliveryError

TIMEOUT = 30.0
"""Seconds that each answer of the server may take."""

_END = b".\r\n"
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_PORTS = {"smtp": 587, "smtps": 465}
_LONGEST_REPLY = 160
_RETRIED = "tried again while the window lasts"


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mail is handed in. With `encrypted`, TLS from the first byte; else STARTTLS if offered.

    "smtp://ann:secret@mail.example.org:587", "smtps://mail.example.org"
    """

    host: str
    port: int
    encrypted: bool = False
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def from_url(cls, url: str) -> MailServer:
        """The server of a URL that `bot.settings` has checked; %40 in a password is an @."""
        parts = urlsplit(url)
        return cls(
            host=parts.hostname or "",
            port=parts.port or _PORTS[parts.scheme],
            encrypted=parts.scheme == "smtps",
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    @property
    def name(self) -> str:
        """ "mail.example.org:587"."""
        return f"{self.host}:{self.port}"

    @property
    def is_this_machine(self) -> bool:
        """Whether nothing sent to it leaves this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class Mail:
    """Delivers by e-mail. `trust` is for servers with a certificate of their own."""

    def __init__(
        self,
        server: MailServer,
        sender: str,
        *,
        timeout: float = TIMEOUT,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._server = server
        self._sender = sender
        self._timeout = timeout
        self._trust = trust or ssl.create_default_context()

    def deliver(self, parcel: Parcel) -> Receipt:
        """Send the briefing. Raises DeliveryError in one line, without the password."""
        message = message_of(parcel, self._sender)
        try:
            with closing(self._open()) as session:
                self._address(session, parcel.subscription.address.target)
                self._hand_over(session, message.as_bytes())
                with suppress(smtplib.SMTPException, OSError):
                    session.quit()  # it has the message; how it says goodbye changes nothing
        except (smtplib.SMTPException, OSError) as error:
            raise self._failure(self._reason(error), certain=True) from error
        return {"message_id": message["Message-ID"], "to": parcel.subscription.address.target}

    def look(self) -> str:
        """Connect and log in without sending anything; says so, or raises DeliveryError."""
        try:
            with closing(self._open()) as session:
                session.noop()
                session.quit()
        except (smtplib.SMTPException, OSError) as error:
            raise self._failure(self._reason(error), certain=True) from error
        return f"{self._server.name} answers, mail is from {self._sender}"

    def _open(self) -> smtplib.SMTP:
        server = self._server
        session: smtplib.SMTP
        if server.encrypted:
            session = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._timeout, context=self._trust
            )
        else:
            session = smtplib.SMTP(server.host, server.port, timeout=self._timeout)
        try:
            self._secure(session)
            if server.user:
                session.login(server.user, server.password)
        except BaseException:
            session.close()
            raise
        return session

    def _secure(self, session: smtplib.SMTP) -> None:
        session.ehlo_or_helo_if_needed()
        if self._server.encrypted:
            return
        if session.has_extn("starttls"):
            session.starttls(context=self._trust)
            session.ehlo()
        elif self._server.user and not self._server.is_this_machine:
            raise self._failure(
                "offers no TLS, so no password is sent to it; use smtps:// or another server",
                certain=True,
            )

    def _address(self, session: smtplib.SMTP, recipient: str) -> None:
        code, reply = session.mail(self._sender)
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, reply, self._sender)
        code, reply = session.rcpt(recipient)
        if code not in (250, 251):
            raise smtplib.SMTPRecipientsRefused({recipient: (code, reply)})
        code, reply = session.docmd("DATA")
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)

    def _hand_over(self, session: smtplib.SMTP, content: bytes) -> None:
        # Without its last line no server takes the message, so until here all is certain.
        session.send(_LEADING_DOT.sub(b"..", content))
        try:
            session.send(_END)
            code, reply = session.getreply()
        except (smtplib.SMTPException, OSError) as error:
            reason = f"{self._reason(error)} after the whole message was sent"
            raise self._failure(f"{reason}; it may have arrived", certain=False) from error
        if 400 <= code <= 599:
            raise smtplib.SMTPDataError(code, reply)
        if not 200 <= code <= 299:
            raise self._failure(
                f"gave no clear answer ({code}); it may have arrived", certain=False
            )

    def _failure(self, reason: str, *, certain: bool) -> DeliveryError:
        ending = f"; {_RETRIED}" if certain and ";" not in reason else ""
        return DeliveryError(f"mail server {self._server.name!r} {reason}{ending}", certain=certain)

    def _reason(self, error: Exception) -> str:
        match error:
            case smtplib.SMTPAuthenticationError():  # some servers repeat what they were sent
                return f"refuses the user or password ({error.smtp_code}); see CITEWIRE_SMTP_URL"
            case smtplib.SMTPNotSupportedError():
                return "takes no user and password; see CITEWIRE_SMTP_URL"
            case smtplib.SMTPRecipientsRefused():
                recipient, (code, reply) = next(iter(error.recipients.items()))
                return f"refuses the recipient {recipient!r} ({self._reply(code, reply)})"
            case smtplib.SMTPResponseException():
                refused = {
                    smtplib.SMTPSenderRefused: "refuses the sender",
                    smtplib.SMTPConnectError: "refuses to talk",
                }.get(type(error), "refuses the message")
                return f"{refused} ({self._reply(error.smtp_code, error.smtp_error)})"
        return self._broken(error)

    def _broken(self, error: Exception) -> str:
        """Why there is no connection, or none any more."""
        match error:
            case ssl.SSLError():
                return f"has no certificate that is trusted ({error.reason or 'TLS failed'})"
            case socket.gaierror():
                return "is not known; see the host in CITEWIRE_SMTP_URL"
            case ConnectionRefusedError():
                return "refuses the connection"
        if isinstance(error, TimeoutError) or "timed out" in str(error):
            return f"did not answer within {self._timeout:g} s"
        return f"broke off ({self._printable(str(error))})"

    def _reply(self, code: int, reply: bytes | str) -> str:
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        return f"{code} {self._printable(text)}".strip()

    def _printable(self, text: str) -> str:
        line = " ".join(text.split())
        if self._server.password:
            line = line.replace(self._server.password, "…")
        return "".join(c if c.isprintable() else "\ufffd" for c in line)[:_LONGEST_REPLY]
