"""Which delivery serves an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from bot.delivery.files import DatedFile
from bot.delivery.mail import Mail, MailServer
from bot.delivery.parcel import Delivery
from bot.delivery.standard_output import StandardOutput
from bot.errors import ConfigurationError
from bot.subscriptions import Subscription


@dataclass(frozen=True, kw_only=True)
class Channels:
    """The ways out of this process. `smtp_url` and `mail_from` are "" where no mail is set up.

    `slack` makes the way into Slack, or raises ConfigurationError; None where there is none.
    """

    output: TextIO
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    slack: Callable[[], Delivery] | None = None

    def delivery_of(self, subscription: Subscription) -> Delivery:
        """The delivery for a subscription. Raises ConfigurationError when its channel is not set
        up."""
        match subscription.address.channel:
            case "stdout":
                return StandardOutput(self.output)
            case "file":
                return DatedFile()
            case "email":
                return self.mail()
            case "slack":
                return self._slack()

    @property
    def has_mail(self) -> bool:
        """Whether anything of the mail is set up."""
        return bool(self.smtp_url or self.mail_from)

    def mail(self) -> Mail:
        """The delivery by e-mail. Raises ConfigurationError naming what is not set."""
        names = {"CITEWIRE_SMTP_URL": self.smtp_url, "CITEWIRE_MAIL_FROM": self.mail_from}
        missing = [name for name, value in names.items() if not value]
        if missing:
            raise ConfigurationError(
                f"no mail can be sent: {' and '.join(missing)} not set; see .env.example"
            )
        return Mail(MailServer.from_url(self.smtp_url), self.mail_from)

    def _slack(self) -> Delivery:
        if self.slack is None:
            raise ConfigurationError(
                "nothing can be posted in Slack: SLACK_BOT_TOKEN not set; see .env.example"
            )
        return self.slack()
