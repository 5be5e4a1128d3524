"""Which way a briefing takes, and standard output as one of them."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from bot.addresses import address_of
from bot.delivery import Parcel
from bot.delivery.channels import Channels
from bot.delivery.files import DatedFile
from bot.delivery.mail import Mail
from bot.delivery.standard_output import StandardOutput
from bot.errors import ConfigurationError, DeliveryError
from bot.markup import render_briefing
from tests.samples import BRIEFING
from tests.schedule_samples import PARIS, moment

PARCEL = Parcel(
    briefing=BRIEFING, subscription=PARIS, slot=moment("2026-03-29T06:00"), library="l1"
)
SET_UP = Channels(output=StringIO(), smtp_url="smtp://a:hunter2@h", mail_from="n@example.org")


@pytest.mark.parametrize(
    ("address", "kind"),
    [("stdout", StandardOutput), ("file:/a.md", DatedFile), ("email:a@b.org", Mail)],
)
def test_each_address_has_its_delivery(address: str, kind: type) -> None:
    subscription = replace(PARIS, address=address_of(address))
    assert isinstance(SET_UP.delivery_of(subscription), kind)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"smtp_url": ""}, "CITEWIRE_SMTP_URL not set"),
        ({"mail_from": ""}, "CITEWIRE_MAIL_FROM not set"),
        ({"smtp_url": "", "mail_from": ""}, "CITEWIRE_SMTP_URL and CITEWIRE_MAIL_FROM not set"),
    ],
)
def test_mail_that_is_not_set_up(changes: dict[str, str], missing: str) -> None:
    with pytest.raises(ConfigurationError, match=missing):
        replace(SET_UP, **changes).mail()  # type: ignore[arg-type]


def test_no_password_is_shown() -> None:
    assert "hunter2" not in repr(SET_UP)
    assert SET_UP.has_mail
    assert not Channels(output=StringIO()).has_mail


def test_standard_output() -> None:
    output = StringIO()
    StandardOutput(output).deliver(PARCEL)
    assert output.getvalue() == render_briefing(BRIEFING, "markdown")


def test_a_reader_that_has_gone_may_have_read_it() -> None:
    output = StringIO()
    output.close()
    with pytest.raises(DeliveryError, match="standard output") as caught:
        StandardOutput(output).deliver(PARCEL)
    assert not caught.value.certain
