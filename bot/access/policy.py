"""What a policy comes to for one asker.

An answer in a channel is read by everybody in it, so it uses only what everybody in it may see. An
answer that the asker alone sees uses what the asker may see. What is not known is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.access.asker import Asker, Reader
from bot.access.shape import CollectionShape, read_policy
from bot.scopes import Scope, Selection


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Documents, and who may see them: whoever one of `workspaces`, `channels`, `users` names.

    A workspace's guests are left out unless `guests`; a guest who is named in `users` is meant. A
    channel is open to those who ask in it. Those in `external_channels` are open to everybody in
    them, whoever that is. Ids are Slack's; "T1/C1" is the channel C1 of the workspace T1 alone.
    """

    name: str
    documents: Selection
    workspaces: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    external_channels: frozenset[str] = frozenset()
    guests: bool = False

    @property
    def opened(self) -> bool:
        """Whether anybody is named."""
        return bool(self.workspaces or self.channels or self.users or self.external_channels)

    def open_to(self, asker: Asker) -> bool:
        """Whether everybody who will read the answer may see the documents."""
        if _names(self.external_channels, asker.team, asker.channel):
            return True
        if asker.shared and not asker.direct:
            return False
        here = asker.team in self.workspaces or _names(self.channels, asker.team, asker.channel)
        readers = asker.readers
        if readers is None:
            return here and self.guests and not asker.external
        return all(self._admits(reader, asker.team, here) for reader in readers)

    def _admits(self, reader: Reader, team: str, here: bool) -> bool:
        if reader.external:
            return False
        if _names(self.users, team, reader.user):
            return True
        return here and (self.guests or not reader.guest)


@dataclass(frozen=True, kw_only=True)
class Collections:
    """The policy. `everyone_else` opens what is in no collection to full members.

    Without a file there are no collections, and every full member of the workspace that the bot
    was asked in may see everything, in direct messages and in channels of full members only.
    """

    collections: tuple[Collection, ...] = ()
    everyone_else: bool = True

    @classmethod
    def load(cls, path: Path | None) -> Collections:
        """The policy of a YAML file, or the one that holds without a file.

        Raises ConfigurationError, which names the place in the file and what to do.
        """
        if path is None:
            return cls()
        policy = read_policy(path)
        return cls(
            collections=tuple(_made(name, shape) for name, shape in policy.collections.items()),
            everyone_else=policy.everyone_else == "members",
        )

    def scope(self, asker: Asker) -> Scope:
        """What the readers of the answer to this asker may see.

        A guest, and a channel that a guest is in, get nothing by default:
        Collections().scope(Asker(..., direct=True, guest=True)) -> Scope()
        """
        opened = tuple(one.open_to(asker) for one in self.collections)
        pairs = tuple(zip(self.collections, opened, strict=True))
        return Scope(
            open=tuple(one.documents for one, is_open in pairs if is_open),
            closed=tuple(one.documents for one, is_open in pairs if not is_open),
            rest=self.everyone_else and _of_full_members(asker),
        )


def _of_full_members(asker: Asker) -> bool:
    """Whether only full members of the workspace read the answer."""
    if asker.readers is None or (asker.shared and not asker.direct):
        return False
    return not any(reader.guest or reader.external for reader in asker.readers)


def _made(name: str, shape: CollectionShape) -> Collection:
    chosen = shape.documents
    return Collection(
        name=name,
        documents=Selection(
            ids=chosen.ids, sources=chosen.sources, outlets=chosen.outlets, hosts=chosen.hosts
        ),
        workspaces=frozenset(shape.workspaces),
        channels=frozenset(shape.channels),
        users=frozenset(shape.users),
        external_channels=frozenset(shape.external_channels),
        guests=shape.guests,
    )


def _names(ids: frozenset[str], team: str, one: str) -> bool:
    return one in ids or f"{team}/{one}" in ids
