"""Subscriptions and runs as JSON values and as lines for people."""

from __future__ import annotations

from typing import Any

from bot.schedule.scheduling import Standing
from bot.schedule.slots import shifted
from bot.schedule.worker import RunReport
from bot.subscriptions import DAY_CODES, Subscription, weekdays_label


def standing_json(standing: Standing) -> dict[str, Any]:
    """One subscription: what it is, when it is due, what became of the last run."""
    subscription, last = standing.subscription, standing.last
    return {
        "subscription": subscription.id,
        "to": str(subscription.address),
        "topics": list(subscription.topics),
        "outlets": list(subscription.outlets),
        "languages": list(subscription.languages),
        "words": subscription.words,
        "at": f"{subscription.hour:%H:%M}",
        "zone": subscription.zone,
        "days": [DAY_CODES[day - 1] for day in subscription.weekdays],
        "window_minutes": subscription.window,
        "paused": subscription.paused,
        "next": standing.next and standing.next.isoformat(),
        "last": last
        and {
            "slot": last.slot.isoformat(),
            "state": last.state,
            "attempts": last.attempts,
            "reason": last.reason,
            "briefing": last.briefing,
            "receipt": last.receipt and dict(last.receipt),
        },
    }


def standing_line(standing: Standing) -> str:
    """ "s1 email:ann@example.org at 08:00 Europe/Paris, weekdays; next 2026-11-23 08:00 +0100"."""
    subscription, last = standing.subscription, standing.last
    parts = [
        f"{subscription.id} {subscription.address} at {subscription.hour:%H:%M} "
        f"{subscription.zone}, {weekdays_label(subscription.weekdays)}{_wishes(subscription)}"
    ]
    if subscription.paused:
        parts.append("paused")
    elif standing.next is not None:
        parts.append(f"next {standing.next:%Y-%m-%d %H:%M %z}")
    if last is not None:
        reason = f" ({last.reason})" if last.reason else ""
        parts.append(f"last {last.slot:%Y-%m-%d %H:%M} UTC {last.state}{reason}")
    return "; ".join(parts)


def shifted_lines(standing: Standing) -> list[str]:
    """What is to be said of days on which the hour does not exist, in the year to come."""
    subscription = standing.subscription
    if standing.next is None:
        return []
    return [
        f"on {day} clocks skip {subscription.hour:%H:%M} in {subscription.zone}: "
        f"it runs at {moment:%H:%M} that day"
        for day, moment in shifted(subscription, standing.next)
    ]


def report_line(report: RunReport) -> str:
    """ "s1 2026-11-23 08:00 Europe/Paris: delivered to email:ann@example.org"."""
    subscription = report.subscription
    local = report.slot.astimezone(subscription.time_zone)
    begins = f"{subscription.id} {local:%Y-%m-%d %H:%M} {subscription.zone}"
    match report.outcome:
        case "delivered":
            return f"{begins}: delivered to {subscription.address}"
        case "waiting":
            return f"{begins}: not delivered yet, {report.reason}"
    return f"{begins}: {report.outcome}, {report.reason}"


def _wishes(subscription: Subscription) -> str:
    named = [*subscription.topics, *subscription.outlets, *subscription.languages]
    words = [f"{subscription.words} words"] if subscription.words else []
    return f" ({', '.join([*named, *words])})" if named or words else ""
