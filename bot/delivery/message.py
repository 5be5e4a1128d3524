"""A briefing as an e-mail: its text as Markdown and its page as HTML. Pure.

Every header is one line of printable characters, so no topic, title or address can add another
header or a body. The Message-ID follows from the subscription and its slot, so that mail programs
and people can tell a duplicate.
"""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from email.utils import format_datetime

from bot.delivery.parcel import Parcel
from bot.labels import one_line
from bot.markup import render_briefing

LONGEST_SUBJECT = 200


def message_of(parcel: Parcel, sender: str) -> EmailMessage:
    """The message from `sender` (an address) to the subscription's; dated by its slot."""
    # 7 bits, since not every server takes 8, and lines of any length become short ones.
    message = EmailMessage(policy=POLICY.clone(cte_type="7bit"))
    message["From"] = Address("Citewire", addr_spec=sender)
    message["To"] = Address(addr_spec=parcel.subscription.address.target)
    message["Subject"] = header_text(parcel.briefing.title)
    message["Date"] = format_datetime(parcel.slot)
    message["Message-ID"] = message_id(parcel, sender)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday note answers it
    message.set_content(render_briefing(parcel.briefing, "markdown"))
    message.add_alternative(render_briefing(parcel.briefing, "html"), subtype="html")
    message["Content-Language"] = header_text(parcel.briefing.language)  # setting content clears it
    message.set_boundary(f"citewire-{parcel.key}")
    return message


def message_id(parcel: Parcel, sender: str) -> str:
    """ "<citewire.s1.5f0c…@example.org>": the same for every attempt at the slot."""
    return f"<citewire.{parcel.subscription.id}.{parcel.key}@{sender.rpartition('@')[2]}>"


def header_text(text: str) -> str:
    """One printable line: "Obus\\r\\nBcc: all@example.org" -> "Obus Bcc: all@example.org"."""
    line = "".join(c for c in one_line(text) if c.isprintable()).strip()
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"
