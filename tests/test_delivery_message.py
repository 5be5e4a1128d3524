"""A briefing as a message: both parts, and headers that nothing can break out of."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import Parcel
from bot.delivery.message import header_text, message_id, message_of
from bot.markup import render_briefing
from tests.samples import BRIEFING
from tests.schedule_samples import PARIS, moment

SENDER = "news@example.org"
PARCEL = Parcel(
    briefing=BRIEFING, subscription=PARIS, slot=moment("2026-03-29T06:00"), library="l1"
)


def read(parcel: Parcel) -> EmailMessage:
    message = email.message_from_bytes(
        message_of(parcel, SENDER).as_bytes(), policy=email.policy.default
    )
    assert isinstance(message, EmailMessage)
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    content: str = body.get_content()
    return content.replace("\r\n", "\n")


def test_both_parts_say_what_the_briefing_says() -> None:
    message = read(PARCEL)
    assert message.get_content_type() == "multipart/alternative"
    assert part(message, "plain") == render_briefing(BRIEFING, "markdown")
    assert part(message, "html") == render_briefing(BRIEFING, "html")
    assert message["From"] == "Citewire <news@example.org>"
    assert message["To"] == "ann@example.org"
    assert message["Date"] == "Sun, 29 Mar 2026 06:00:00 +0000"


def test_the_same_parcel_makes_the_same_bytes() -> None:
    assert message_of(PARCEL, SENDER).as_bytes() == message_of(PARCEL, SENDER).as_bytes()


def test_every_line_is_short_and_of_7_bits() -> None:
    long = replace(BRIEFING.stories[0], headline="é" * 5000)
    content = message_of(replace(PARCEL, briefing=replace(BRIEFING, stories=(long,))), SENDER)
    lines = content.as_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert all(line.isascii() and b"\n" not in line for line in lines)


def test_the_message_id_tells_slots_subscriptions_and_libraries_apart() -> None:
    other = replace(PARIS, id="s2")
    parcels = [
        PARCEL,
        replace(PARCEL, library="l2"),
        replace(PARCEL, subscription=other),
        replace(PARCEL, slot=moment("2026-03-30T06:00")),
    ]
    assert len({message_id(parcel, SENDER) for parcel in parcels}) == len(parcels)
    again = replace(PARCEL, briefing=replace(BRIEFING, title="Autre"))
    assert message_id(again, SENDER) == message_id(PARCEL, SENDER)
    assert message_id(PARCEL, SENDER).endswith("@example.org>")


def test_no_title_adds_a_header() -> None:
    title = "Obus\r\nBcc: all@example.org\r\n\r\n<b>x</b>\x00\u2028Cc: a@b.org"
    message = read(replace(PARCEL, briefing=replace(BRIEFING, title=title)))
    headers = "From To Subject Date Message-ID Auto-Submitted Content-Language MIME-Version"
    assert sorted(message.keys()) == sorted([*headers.split(), "Content-Type"])
    assert message["Subject"].startswith("Obus Bcc: all@example.org")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_title_is_one_header(title: str) -> None:
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = header_text(title)
    read_again = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert read_again.keys() == ["Subject"]
    assert not read_again.get_payload()
    assert len(header_text(title)) <= 200
