"""E-mail against real servers on loopback: delivered once, or one clear line that tells whether
it may be sent again."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.delivery import Parcel
from bot.delivery.mail import Mail, MailServer
from bot.errors import DeliveryError
from tests.mail_server import (
    HANG_UP,
    PASSWORD,
    SILENCE,
    Mailbox,
    certificate,
    mail_server,
    scripted_server,
)
from tests.samples import BRIEFING
from tests.schedule_samples import PARIS, moment

SENDER = "news@example.org"
PARCEL = Parcel(
    briefing=BRIEFING, subscription=PARIS, slot=moment("2026-03-29T06:00"), library="l1"
)


def mail(port: int, user: str = "", password: str = "", timeout: float = 10) -> Mail:
    server = MailServer(host="127.0.0.1", port=port, user=user, password=password)
    return Mail(server, SENDER, timeout=timeout)


def failure(sent: Mail) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        sent.deliver(PARCEL)
    assert "\n" not in str(caught.value)
    assert PASSWORD not in str(caught.value)
    return caught.value


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    with mail_server(mailbox, authenticator=mailbox.authenticate, auth_require_tls=False) as opened:
        yield opened


def test_a_briefing_arrives(port: int, mailbox: Mailbox) -> None:
    receipt = mail(port).deliver(PARCEL)
    (message,) = mailbox.messages
    assert (mailbox.envelopes[0].mail_from, mailbox.envelopes[0].rcpt_tos) == (
        SENDER,
        ["ann@example.org"],
    )
    assert message["Message-ID"] == receipt["message_id"]
    assert message["Subject"] == "Février 2023"
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert page is not None
    assert "Les obus" in text.get_content()
    assert page.get_content().lstrip().startswith("<!doctype html>")


def test_lines_that_begin_with_a_dot_arrive(port: int, mailbox: Mailbox) -> None:
    story = replace(BRIEFING.stories[0], headline=".\r\n.\r\nQUIT\r\n..")
    mail(port).deliver(replace(PARCEL, briefing=replace(BRIEFING, title="Été.", stories=(story,))))
    (message,) = mailbox.messages
    body = message.get_body(("plain",))
    assert body is not None
    assert "QUIT" in body.get_content()


def test_a_user_logs_in(port: int, mailbox: Mailbox) -> None:
    mail(port, "ann", PASSWORD).deliver(PARCEL)
    assert mailbox.users == ["ann"]
    assert mail(port, "ann", PASSWORD).look() == f"127.0.0.1:{port} answers, mail is from {SENDER}"


def test_a_wrong_password(port: int, mailbox: Mailbox) -> None:
    error = failure(mail(port, "ann", "wrong"))
    assert error.certain
    assert "refuses the user or password (535)" in str(error)
    assert "wrong" not in str(error)
    assert mailbox.envelopes == []


@pytest.mark.parametrize(
    ("verb", "reply", "says"),
    [
        (
            "RCPT",
            "550 5.1.1 No such user",
            "refuses the recipient 'ann@example.org' (550 5.1.1 No such",
        ),
        ("RCPT", "451 4.7.1 Greylisted", "refuses the recipient 'ann@example.org' (451 4.7.1 Grey"),
        ("DATA", "554 5.7.1 Spam", "refuses the message (554 5.7.1 Spam)"),
        ("DATA", "452 4.3.1 Disk full", "refuses the message (452 4.3.1 Disk full)"),
    ],
)
def test_a_refusal_is_certain(
    port: int, mailbox: Mailbox, verb: str, reply: str, says: str
) -> None:
    mailbox.refusals[verb] = reply
    error = failure(mail(port))
    assert error.certain
    assert says in str(error)
    mailbox.refusals.clear()
    mail(port).deliver(PARCEL)
    assert len(mailbox.envelopes) == 1


@pytest.mark.parametrize("start", ["starttls", "at once"])
def test_mail_goes_over_tls(tmp_path: Path, mailbox: Mailbox, start: str) -> None:
    own, trusting = certificate(tmp_path)
    at_once = start == "at once"
    options = (
        {"auth_require_tls": False} if at_once else {"tls_context": own, "require_starttls": True}
    )
    with mail_server(
        mailbox, own if at_once else None, authenticator=mailbox.authenticate, **options
    ) as port:
        server = MailServer(
            host="127.0.0.1", port=port, encrypted=at_once, user="ann", password=PASSWORD
        )
        Mail(server, SENDER, trust=trusting).deliver(PARCEL)
        error = failure(Mail(server, SENDER))  # which trusts no certificate of its own making
    assert mailbox.users == ["ann"]
    assert mailbox.encrypted == [not at_once]  # aiosmtpd knows of its own STARTTLS only
    assert error.certain
    assert "no certificate that is trusted" in str(error)


class Elsewhere(MailServer):
    """A server that counts as another machine, though the tests may not reach one."""

    @property
    def is_this_machine(self) -> bool:
        return False


def test_no_password_goes_to_another_machine_without_tls(port: int, mailbox: Mailbox) -> None:
    there = Elsewhere(host="127.0.0.1", port=port, user="ann", password=PASSWORD)
    error = failure(Mail(there, SENDER))
    assert error.certain
    assert "offers no TLS, so no password is sent" in str(error)
    assert mailbox.users == []


def test_which_machine_is_this_one() -> None:
    hosts = {"localhost": True, "::1": True, "127.0.0.1": True, "mail.example.org": False}
    for host, expected in hosts.items():
        assert MailServer(host=host, port=25).is_this_machine is expected


def test_a_server_that_wants_no_user() -> None:
    with scripted_server() as port:
        error = failure(mail(port, "ann", PASSWORD))
    assert "takes no user and password" in str(error)


@pytest.mark.parametrize(
    ("replies", "certain", "says"),
    [
        ({"greeting": "421 4.3.2 Closing"}, True, "refuses to talk (421 4.3.2 Closing)"),
        ({"greeting": "554 go away"}, True, "refuses to talk (554 go away)"),
        ({"greeting": SILENCE}, True, "did not answer within 0.6 s"),
        ({"greeting": HANG_UP}, True, "broke off"),
        ({"EHLO": SILENCE}, True, "did not answer within 0.6 s"),
        ({"MAIL": "550 5.7.1 not you"}, True, "refuses the sender (550 5.7.1 not you)"),
        ({"MAIL": "421 later"}, True, "refuses the sender (421 later)"),
        ({"RCPT": SILENCE}, True, "did not answer within 0.6 s"),
        ({"DATA": "451 not now"}, True, "refuses the message (451 not now)"),
        ({"DATA": SILENCE}, True, "did not answer within 0.6 s"),
        ({"text": HANG_UP}, True, "broke off"),
        ({"end": "550 5.7.1 spam"}, True, "refuses the message (550 5.7.1 spam)"),
        ({"end": SILENCE}, False, "it may have arrived"),
        ({"end": HANG_UP}, False, "it may have arrived"),
        ({"end": "gibberish"}, False, "it may have arrived"),
    ],
)
def test_what_a_server_may_do(replies: dict[str, str], certain: bool, says: str) -> None:
    with scripted_server(**replies) as port:
        error = failure(mail(port, timeout=0.6))
    assert says in str(error)
    # A server that hangs up while the message comes may be seen to do so only after its end.
    assert error.certain is certain or replies == {"text": HANG_UP}


@pytest.mark.parametrize("goodbye", [SILENCE, HANG_UP, "554 no"])
def test_how_a_server_says_goodbye_changes_nothing(goodbye: str) -> None:
    with scripted_server(QUIT=goodbye) as port:
        assert mail(port, timeout=0.6).deliver(PARCEL)["to"] == "ann@example.org"


def test_a_server_that_repeats_the_password_is_not_quoted() -> None:
    with scripted_server(RCPT=f"550 {PASSWORD} \x1b[31m") as port:
        error = failure(mail(port, "", PASSWORD))
    assert "550 … \ufffd[31m" in str(error)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = failure(mail(port))
    assert error.certain
    assert "refuses the connection" in str(error)
    with pytest.raises(DeliveryError, match="refuses the connection"):
        mail(port).look()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", MailServer(host="mail.example.org", port=587)),
        (
            "smtps://mail.example.org/",
            MailServer(host="mail.example.org", port=465, encrypted=True),
        ),
        (
            f"smtp://ann%40example.org:{quote(PASSWORD)}@[::1]:2525",
            MailServer(host="::1", port=2525, user="ann@example.org", password=PASSWORD),
        ),
    ],
)
def test_servers_of_urls(url: str, expected: MailServer) -> None:
    assert MailServer.from_url(url) == expected
    assert PASSWORD not in repr(expected)
