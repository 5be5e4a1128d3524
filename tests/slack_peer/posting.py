"""The Web API's methods that write: messages, streams, views, statuses."""

from __future__ import annotations

import time
from typing import Any

from tests.slack_peer.conversations import OK, Reply, failed
from tests.slack_peer.limits import fault_of_blocks, fault_of_message, fault_of_view
from tests.slack_peer.world import Message, World


def post_message(world: World, arguments: dict[str, Any]) -> Reply:
    if fault := _place_fault(world, arguments) or fault_of_message(arguments):
        return failed(fault)
    message = world.say(_message(world, arguments))
    return _told(message) | {"message": message.described(with_metadata=False)}


def post_ephemeral(world: World, arguments: dict[str, Any]) -> Reply:
    if fault := _place_fault(world, arguments) or fault_of_message(arguments):
        return failed(fault)
    message = _message(world, arguments)
    message.seen_by = arguments["user"]
    if message.seen_by not in world.channels[message.channel].members:
        return failed("user_not_in_channel")
    world.say(message)
    return OK | {"message_ts": message.ts}


def update(world: World, arguments: dict[str, Any]) -> Reply:
    message = world.messages.get((arguments.get("channel", ""), arguments.get("ts", "")))
    if message is None or message.seen_by:
        return failed("message_not_found")
    if _streams(world, message):
        return failed("streaming_state_conflict")
    if fault := fault_of_message(arguments):
        return failed(fault)
    message.text = arguments.get("text") or arguments.get("markdown_text") or message.text
    message.blocks = arguments.get("blocks", message.blocks)
    message.metadata = arguments.get("metadata", message.metadata)
    message.updates += 1
    return _told(message) | {"text": message.text}


def delete(world: World, arguments: dict[str, Any]) -> Reply:
    message = world.messages.get((arguments.get("channel", ""), arguments.get("ts", "")))
    if message is None:
        return failed("message_not_found")
    if _streams(world, message):
        return failed("cant_delete_message")
    del world.messages[message.channel, message.ts]
    return _told(message)


def start_stream(world: World, arguments: dict[str, Any]) -> Reply:
    if fault := _place_fault(world, arguments):
        return failed(fault)
    if not arguments.get("thread_ts"):
        return failed("invalid_thread_ts")
    direct = world.channels[arguments["channel"]].direct
    for needed in ("recipient_team_id", "recipient_user_id"):
        if not direct and not arguments.get(needed):
            return failed(f"missing_{needed}")
    message = world.say(_message(world, {**arguments, "blocks": []}))
    message.text, message.streaming_since = "", time.monotonic()
    _append(message, arguments)
    return _told(message)


def append_stream(world: World, arguments: dict[str, Any]) -> Reply:
    message = world.messages.get((arguments.get("channel", ""), arguments.get("ts", "")))
    if message is None:
        return failed("message_not_found")
    if not _streams(world, message):
        return failed("message_not_in_streaming_state")
    if len(arguments.get("markdown_text") or "") > 12_000:
        return failed("msg_too_long")
    _append(message, arguments)
    return _told(message)


def stop_stream(world: World, arguments: dict[str, Any]) -> Reply:
    blocks = arguments.get("blocks") or []
    if fault := fault_of_blocks(blocks, 50):
        return failed(fault)
    reply = append_stream(world, arguments)
    if reply["ok"]:
        message = world.messages[arguments["channel"], arguments["ts"]]
        message.streaming_since, message.blocks = None, blocks
        message.metadata = arguments.get("metadata", message.metadata)
    return reply


def open_view(world: World, arguments: dict[str, Any]) -> Reply:
    trigger = arguments.get("trigger_id") or arguments.get("interactivity_pointer") or ""
    if not trigger:
        return failed("invalid_trigger_id")
    if trigger in world.triggers_used:
        return failed("exchanged_trigger_id")
    if fault := fault_of_view(arguments["view"]):
        return failed(fault)
    world.triggers_used.add(trigger)
    return _shown(world, arguments["view"])


def update_view(world: World, arguments: dict[str, Any]) -> Reply:
    if fault := fault_of_view(arguments["view"]):
        return failed(fault)
    return _shown(world, arguments["view"])


def publish_view(world: World, arguments: dict[str, Any]) -> Reply:
    if fault := fault_of_view(arguments["view"]):
        return failed(fault)
    world.homes[arguments["user_id"]] = arguments["view"]
    return OK | {"view": {"id": f"VH{arguments['user_id']}", **arguments["view"]}}


def set_status(world: World, arguments: dict[str, Any]) -> Reply:
    if len(arguments.get("loading_messages") or []) > 10:
        return failed("invalid_arguments")
    world.statuses.append(arguments)
    return OK


def set_prompts(world: World, arguments: dict[str, Any]) -> Reply:
    prompts = arguments.get("prompts") or []
    if not 0 < len(prompts) <= 4:
        return failed("invalid_arguments")
    world.prompts[arguments["channel_id"]] = prompts
    return OK


def _message(world: World, arguments: dict[str, Any]) -> Message:
    return Message(
        channel=arguments["channel"],
        ts=world.new_ts(),
        text=(arguments.get("text") or arguments.get("markdown_text") or "")[:40_000],
        blocks=arguments.get("blocks") or [],
        thread_ts=arguments.get("thread_ts"),
        metadata=arguments.get("metadata"),
    )


def _place_fault(world: World, arguments: dict[str, Any]) -> str | None:
    channel = world.channels.get(arguments.get("channel", ""))
    if channel is None:
        return "channel_not_found"
    if channel.archived:
        return "is_archived"
    return None if channel.private is False or "UBOT" in channel.members else "not_in_channel"


def _streams(world: World, message: Message) -> bool:
    since = message.streaming_since
    return since is not None and time.monotonic() - since <= world.stream_seconds


def _append(message: Message, arguments: dict[str, Any]) -> None:
    chunks = arguments.get("chunks") or []
    message.chunks += chunks
    message.streamed += arguments.get("markdown_text") or ""
    message.streamed += "".join(c["text"] for c in chunks if c["type"] == "markdown_text")


def _shown(world: World, view: dict[str, Any]) -> Reply:
    kept = {"id": f"V{next(world.numbers)}", "hash": "h", **view}
    world.views.append(kept)
    return OK | {"view": kept}


def _told(message: Message) -> Reply:
    return OK | {"channel": message.channel, "ts": message.ts}
