"""The file of collections as it is written: untrusted, checked whole, each fault in one line.

    everyone_else: members        # or closed: who may see what is in no collection
    collections:
      board:
        documents:                # one that fits is enough
          ids: ["board-*"]
          sources: ["board/*"]
          outlets: ["Board Weekly"]
          hosts: ["board.example.org"]
        workspaces: [T0123ABCD]   # whoever one of these three names
        channels: [C0123ABCD]
        users: [U0123ABCD]
        guests: false
        external_channels: [C0456EFGH]

A key that nothing reads is an error, and so is one that stands twice: either way the file would
not close what its writer believes to be closed.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, ValidationError

from bot.errors import ConfigurationError

LARGEST_FILE = 1_000_000
"""Bytes: ten thousand ids take a tenth of it."""

_TEAM = "(?:[TE][A-Z0-9]{2,}/)?"
_WORKSPACE = re.compile("[TE][A-Z0-9]{2,}")
_CHANNEL = re.compile(_TEAM + "[CG][A-Z0-9]{2,}")
_USER = re.compile(_TEAM + "[UW][A-Z0-9]{2,}")


def _workspace(value: str) -> str:
    if not _WORKSPACE.fullmatch(value):
        raise ValueError(f"{value[:40]!r} is no workspace's id; give one as in T0123ABCD")
    return value


def _channel(value: str) -> str:
    if not _CHANNEL.fullmatch(value):
        raise ValueError(
            f"{value[:40]!r} is no channel's id; give the one that Slack shows at the end of the "
            "channel's details, as in C0123ABCD"
        )
    return value


def _user(value: str) -> str:
    if not _USER.fullmatch(value):
        raise ValueError(
            f"{value[:40]!r} is no user's id; give the one that a Slack profile's menu copies "
            "(Copy member ID), as in U0123ABCD"
        )
    return value


def _mark(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; remove it, or write what to choose documents by")
    return value.strip()


def _domain(value: str) -> str:
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*\.?", value.strip()):
        raise ValueError(f"{value[:60]!r} is no host; give a domain alone, as in example.org")
    return value.strip()


Marks = tuple[Annotated[str, AfterValidator(_mark)], ...]


class _Strict(BaseModel):
    """Keys that nothing reads are errors, and so are values of another kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SelectionShape(_Strict):
    """How a collection chooses its documents."""

    ids: Marks = ()
    sources: Marks = ()
    outlets: Marks = ()
    hosts: tuple[Annotated[str, AfterValidator(_domain)], ...] = ()


class CollectionShape(_Strict):
    """One collection."""

    documents: SelectionShape
    workspaces: tuple[Annotated[str, AfterValidator(_workspace)], ...] = ()
    channels: tuple[Annotated[str, AfterValidator(_channel)], ...] = ()
    users: tuple[Annotated[str, AfterValidator(_user)], ...] = ()
    external_channels: tuple[Annotated[str, AfterValidator(_channel)], ...] = ()
    guests: StrictBool = False


class PolicyShape(_Strict):
    """The whole file."""

    everyone_else: Literal["members", "closed"] = "closed"
    collections: dict[str, CollectionShape] = Field(default_factory=dict)


def read_policy(path: Path) -> PolicyShape:
    """The file's content. Raises ConfigurationError: which place is wrong, and what to do."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise ConfigurationError(
                f"{_file(path)} has more than {LARGEST_FILE} bytes; name documents by globs"
            )
        return parse_policy(content.decode("utf-8-sig"), _file(path))
    except (OSError, UnicodeDecodeError) as failure:
        raise ConfigurationError(
            f"{_file(path)} cannot be read ({failure}); name a file that can, or leave "
            "CITEWIRE_ACCESS out"
        ) from failure


def parse_policy(text: str, name: str) -> PolicyShape:
    """The policy that YAML text tells; `name` is the file's, for errors.

    Raises ConfigurationError in one line.
    """
    try:
        told = yaml.load(text, _Loader)
    except (yaml.YAMLError, RecursionError) as failure:
        raise ConfigurationError(f"{name}: {_yaml_fault(failure)}; mend it") from failure
    if told is None:
        raise ConfigurationError(
            f"{name} is empty, which would close everything; write everyone_else: members or "
            "everyone_else: closed"
        )
    try:
        policy = PolicyShape.model_validate(told)
    except ValidationError as failure:
        raise ConfigurationError(f"{name}: {_fault(failure)}") from failure
    for title, collection in policy.collections.items():
        if not any(collection.documents.model_dump().values()):
            raise ConfigurationError(
                f"{name}: collections.{title}.documents chooses none; give ids, sources, outlets "
                "or hosts"
            )
    return policy


class _Loader(yaml.SafeLoader):
    """A safe loader that refuses a key that stands twice, where YAML would keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = sorted({str(key) for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {twice[0]!r} stands twice", node.start_mark
            )
        return super().construct_mapping(node, deep)


def _fault(failure: ValidationError) -> str:
    """The first fault: where it is, what is wrong, what to do."""
    first = failure.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "the file"
    if first["type"] == "extra_forbidden":
        known = ", ".join(_keys_at(first["loc"]))
        return f"{place} is a key that nothing reads; the keys there are {known}"
    if first["type"] == "missing":
        return f"{place} is missing; say which documents are in the collection"
    message = first["msg"].removeprefix("Value error, ")
    advice = "; see the README's section on who may ask what" if "; " not in message else ""
    return " ".join(f"{place}: {message}{advice}".split())


def _keys_at(place: tuple[int | str, ...]) -> tuple[str, ...]:
    shapes: tuple[type[BaseModel], ...] = (PolicyShape, CollectionShape, SelectionShape)
    depths = {1: 0, 3: 1, 4: 2}
    return tuple(shapes[depths.get(len(place), 0)].model_fields)


def _yaml_fault(failure: Exception) -> str:
    mark = getattr(failure, "problem_mark", None)
    problem = getattr(failure, "problem", None) or "is no YAML"
    return f"line {mark.line + 1}: {problem}" if mark is not None else str(problem)


def _file(path: Path) -> str:
    return f"CITEWIRE_ACCESS ({path})"
