"""The Web API's methods about people, channels and files, over a `World`."""

from __future__ import annotations

from typing import Any

from tests.slack_peer.world import Channel, World

Reply = dict[str, Any]
OK: Reply = {"ok": True}
PAGE = 100


def failed(code: str) -> Reply:
    """Slack's refusal."""
    return {"ok": False, "error": code}


def users_info(world: World, arguments: dict[str, Any]) -> Reply:
    person = world.people.get(arguments.get("user", ""))
    return failed("user_not_found") if person is None else OK | {"user": person.described()}


def conversations_info(world: World, arguments: dict[str, Any]) -> Reply:
    channel = world.channels.get(arguments.get("channel", ""))
    return failed("channel_not_found") if channel is None else OK | {"channel": channel.described()}


def conversations_members(world: World, arguments: dict[str, Any]) -> Reply:
    channel = world.channels.get(arguments.get("channel", ""))
    if channel is None:
        return failed("channel_not_found")
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or PAGE)
    after = start + limit
    return OK | {
        "members": channel.members[start:after],
        "response_metadata": {"next_cursor": str(after) if after < len(channel.members) else ""},
    }


def conversations_open(world: World, arguments: dict[str, Any]) -> Reply:
    user = arguments.get("users", "")
    if user not in world.people:
        return failed("user_not_found")
    for channel in world.channels.values():
        if channel.direct and user in channel.members:
            return OK | {"channel": {"id": channel.id}}
    opened = Channel(id=f"D{user}", members=[user, "UBOT"], direct=True)
    return OK | {"channel": {"id": world.add_channel(opened).id}}


def conversations_replies(world: World, arguments: dict[str, Any]) -> Reply:
    if arguments.get("channel") not in world.channels:
        return failed("channel_not_found")
    thread = world.thread(arguments["channel"], arguments.get("ts", ""))
    if not thread:
        return failed("thread_not_found")
    wanted = str(arguments.get("include_all_metadata", "")).lower() in ("1", "true")
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or PAGE)
    page, more = thread[start : start + limit], start + limit < len(thread)
    return OK | {
        "messages": [message.described(with_metadata=wanted) for message in page],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + limit) if more else ""},
    }


def conversations_history(world: World, arguments: dict[str, Any]) -> Reply:
    """The channel's own messages, newest first, without the replies in threads."""
    if arguments.get("channel") not in world.channels:
        return failed("channel_not_found")
    oldest = float(arguments.get("oldest") or 0)
    found = [
        message
        for (channel, ts), message in sorted(world.messages.items(), reverse=True)
        if channel == arguments["channel"]
        and message.thread_ts in (None, ts)
        and float(ts) > oldest
        and not message.seen_by
    ]
    wanted = str(arguments.get("include_all_metadata", "")).lower() in ("1", "true")
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or PAGE)
    more = start + limit < len(found)
    return OK | {
        "messages": [
            message.described(with_metadata=wanted) for message in found[start : start + limit]
        ],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + limit) if more else ""},
    }


def permalink(world: World, arguments: dict[str, Any]) -> Reply:
    place = arguments["channel"], arguments["message_ts"]
    if place not in world.messages:
        return failed("message_not_found")
    stamp = place[1].replace(".", "")
    return OK | {"permalink": f"https://acme.slack.com/archives/{place[0]}/p{stamp}"}


def users_list(world: World, arguments: dict[str, Any]) -> Reply:
    everybody = [person.described() for person in world.people.values()]
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or PAGE)
    after = start + limit
    return OK | {
        "members": everybody[start:after],
        "response_metadata": {"next_cursor": str(after) if after < len(everybody) else ""},
    }
