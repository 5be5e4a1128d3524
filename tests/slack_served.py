"""The whole bot in this process, against the local Slack: what `citewire serve` runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.library import Library
from bot.serving import ServeOptions
from bot.serving_app import ServingApplication
from bot.settings import Settings
from tests.slack_peer import Channel, Person, SlackPeer, events
from tests.slack_peer.rig import APP_TOKEN, BOT_TOKEN

ARTICLES = {
    "obus": "---\ntitle: Obus\noutlet: lemonde.fr\ndate: 2023-02-14\n---\n"
    "L’Ukraine tire 6 000 obus par jour, selon Jens Stoltenberg. La Russie en tire 20 000.\n",
    "port": "---\ntitle: Le port de Lyon\noutlet: lyon.fr\ndate: 2023-02-14\n---\n"
    "Le port de Lyon a reçu 40 navires mardi. Le maire, Paul Durand, a parlé d’un record.\n",
}


@dataclass
class Served:
    """The peer, the bot's library, and a few words for tests."""

    peer: SlackPeer
    application: ServingApplication
    library: Library
    data: Path
    used: list[str] = field(default_factory=list)

    def send(self, payload: events.Payload) -> None:
        """Deliver a payload; it must be acknowledged."""
        self.peer.send(payload).acked()

    def command(self, text: str, **given: Any) -> str:
        """`/brief text`; the name of its response_url."""
        name = f"r{len(self.used)}"
        self.used.append(name)
        self.send(events.command("/brief", text, self.peer.response_url(name), **given))
        return name

    def whispered(self, name: str, at_least: int = 2) -> list[dict[str, Any]]:
        """What came to a response_url, once so much is there."""
        received = self.peer.responses[name]
        self.peer.wait(lambda: len(received) >= at_least)
        return list(received)


@contextmanager
def served(directory: Path, peer: SlackPeer, **settings: Any) -> Iterator[Served]:
    """With two articles, a guest U3, an outsider U4 and a channel C3 that the guest is in."""
    world = peer.world
    world.add_person(Person(id="U3", name="guest", guest=True))
    world.add_person(Person(id="U4", name="stranger", team="T2", stranger=True))
    world.add_channel(Channel(id="C3", name="mixed", members=["U1", "U3", "UBOT"]))
    world.add_channel(Channel(id="C5", name="quiet"))
    world.add_channel(Channel(id="D2", members=["U2", "UBOT"], direct=True))
    world.add_channel(Channel(id="D3", members=["U3", "UBOT"], direct=True))
    for name, text in ARTICLES.items():
        (directory / f"{name}.md").write_text(text, encoding="utf-8")
    chosen = Settings(
        data=directory / "data",
        embeddings="hashing",
        slack_api_url=peer.api_url,
        slack_bot_token=BOT_TOKEN,
        slack_app_token=APP_TOKEN,
        **settings,
    )
    application = ServingApplication(chosen)
    with closing(application):
        application.ingest([str(directory)], lambda _: None)
        with (
            Library.open(chosen.library_url) as library,
            application.serving(ServeOptions(transport="socket")),
        ):
            peer.wait_for_sockets()
            yield Served(peer, application, library, directory)


def texts_of(value: object) -> str:
    """Everything that a reader sees in blocks or a view."""
    if isinstance(value, Mapping):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return " ".join([*own, *(texts_of(part) for part in value.values())])
    if isinstance(value, list | tuple):
        return " ".join(map(texts_of, value))
    return ""


def actions_of(value: object) -> dict[str, str]:
    """The buttons and menus in blocks: action_id to value."""
    if isinstance(value, Mapping):
        own = {value["action_id"]: str(value.get("value", ""))} if "action_id" in value else {}
        return own | {k: v for part in value.values() for k, v in actions_of(part).items()}
    if isinstance(value, list | tuple):
        return {k: v for part in value for k, v in actions_of(part).items()}
    return {}
