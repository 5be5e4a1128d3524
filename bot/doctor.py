"""What `citewire doctor` looks at: one check for each part, and how to mend what is wrong.

A probe is handed in for each part that must be opened, so a broken part fails its own check and no
other. Keys are only said to be there or not; nothing here ever prints one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.errors import CitewireError
from bot.settings import Settings, UnknownSetting

CheckStatus = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One line of the doctor's report. `mend` says what to do; "" when all is well."""

    name: str
    status: CheckStatus
    message: str
    mend: str = ""


@dataclass(frozen=True, kw_only=True)
class Probe:
    """Opens one part and says in a line what it found; raises when the part does not work.

    It may give a check of its own, where what it found is no failure and not all well either.
    """

    name: str
    look: Callable[[], str | Check]
    mend: str


def examine(
    settings: Settings, unknown: Sequence[UnknownSetting], probes: Sequence[Probe]
) -> tuple[Check, ...]:
    """Every check, in the order a user would mend them."""
    return (
        check_settings(settings, unknown),
        *(run(probe) for probe in probes),
        check_prompts(settings.prompts),
        *([] if settings.writes_with_model else [check_writer(settings)]),
        *([] if slack_is_set_up(settings) else [check_slack(settings)]),
    )


def run(probe: Probe) -> Check:
    """The probe's finding, or its failure in one line whatever went wrong."""
    try:
        found = probe.look()
        return (
            found
            if isinstance(found, Check)
            else Check(name=probe.name, status="ok", message=found)
        )
    except CitewireError as error:
        return Check(name=probe.name, status="fail", message=str(error), mend=probe.mend)
    except Exception as error:  # a doctor that crashes on the illness is of no use
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return Check(name=probe.name, status="fail", message=reason, mend=probe.mend)


def check_settings(settings: Settings, unknown: Sequence[UnknownSetting]) -> Check:
    """Settings have been read when this runs; what can be wrong is a name nobody reads."""
    if unknown:
        return Check(
            name="settings",
            status="warn",
            message=f"nothing reads {', '.join(setting.name for setting in unknown)}",
            mend="; ".join(advice(setting) for setting in unknown),
        )
    return Check(
        name="settings", status="ok", message=f"data in {settings.data}, {settings.embeddings}"
    )


def advice(setting: UnknownSetting) -> str:
    """What to do about a name nobody reads."""
    if setting.nearest:
        return f"write {setting.nearest} for {setting.name}"
    return f"remove {setting.name}; .env.example lists the names"


def check_prompts(directory: Path) -> Check:
    """Whether the prompt files can be read; the phrases of every answer are among them."""
    mend = "set CITEWIRE_PROMPTS to the directory that holds them"
    try:
        files = [path for path in directory.iterdir() if path.suffix == ".yaml"]
        for path in files:
            path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = f"{directory} cannot be read ({type(error).__name__})"
        return Check(name="prompts", status="fail", message=reason, mend=mend)
    return Check(name="prompts", status="ok", message=f"{len(files)} prompt files in {directory}")


def check_writer(settings: Settings) -> Check:
    """The embedded writer always works; a model's is tried by a probe of its own."""
    if settings.openai_api_key:
        message = "extractive, as CITEWIRE_MODEL says (OPENAI_API_KEY is set)"
    else:
        message = "extractive, needs no key (OPENAI_API_KEY is not set)"
    if settings.openai_base_url and not settings.openai_api_key:
        return Check(
            name="writer",
            status="warn",
            message=f"{message}; the server of OPENAI_BASE_URL is not asked",
            mend="set OPENAI_API_KEY, to any value for a server that wants none",
        )
    return Check(name="writer", status="ok", message=message)


def slack_is_set_up(settings: Settings) -> bool:
    """Whether there is enough to serve Slack in one way or another; a probe tries it then."""
    over_http = settings.slack_signing_secret and (
        settings.slack_bot_token or (settings.slack_client_id and settings.slack_client_secret)
    )
    return bool(over_http or (settings.slack_bot_token and settings.slack_app_token))


def check_slack(settings: Settings) -> Check:
    """Nothing at all is well; a part of what is needed is a mistake."""
    tokens = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
    }
    others = (
        settings.slack_signing_secret,
        settings.slack_client_id,
        settings.slack_client_secret,
    )
    if not any((*tokens.values(), *others)):
        return Check(name="slack", status="ok", message="not set up; README says how")
    missing = " and ".join(name for name, token in tokens.items() if not token)
    return Check(
        name="slack",
        status="warn",
        message=f"{missing} not set, other settings of Slack are",
        mend=f"set {missing} too; .env.example says where to get it",
    )
