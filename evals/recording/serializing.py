"""How a recording reads as a file: YAML that shows replies as a person would write them.

Bodies that are JSON are mappings; long texts are literal blocks, in which accents, « », ’ and
non-breaking spaces stand as they are and no quotation mark needs a second one. vcrpy's own
serializer writes é as \\xE9, and copying typographic marks to plain ones, as others do, would break
the comparison of quotes character by character.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import EvalError
from evals.recording.interactions import Interaction, as_mapping, from_mapping
from evals.recording.stamps import Stamp, StampShape

_LONG = 60
_ENDS_LINES = "\x85\u2028\u2029"
"""YAML takes these for line ends and gives back some of them as another."""
_WIDTH = 1_000_000
_BY_HAND = "# No model replied: what stands here was written by hand, or plays a fault.\n"
# The parser in C is ten times as fast as the one in Python, and reads the same.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A file: its stamp and its interactions in order."""

    stamp: Stamp
    interactions: tuple[Interaction, ...]


class _FileShape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    stamp: StampShape
    interactions: list[dict[str, Any]]


class _Dumper(yaml.SafeDumper):
    """Writes every value out; no anchors for what occurs twice."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401 - as yaml declares it
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    block = "|" if "\n" in text or len(text) > _LONG else None
    style = '"' if any(mark in text for mark in _ENDS_LINES) else block
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def as_text(recording: Recording) -> str:
    """The file. Raises EvalError when reading it would not give the same values back."""
    value = {
        "stamp": asdict(recording.stamp),
        "interactions": [as_mapping(one) for one in recording.interactions],
    }
    dumped: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    if _exact(yaml.load(dumped, Loader=_LOADER)) != _exact(value):
        raise EvalError(
            f"the replies to case {recording.stamp.case!r} hold something that YAML does not keep; "
            "they were not saved"
        )
    return _BY_HAND + dumped if recording.stamp.by_hand else dumped


def from_text(text: str, name: str) -> Recording:
    """Read a file. Raises EvalError, with the file's name, for what is no recording."""
    try:
        shape = _FileShape.model_validate(yaml.load(text, Loader=_LOADER))
        found: Sequence[Mapping[str, Any]] = shape.interactions
        return Recording(
            stamp=shape.stamp.stamp(), interactions=tuple(from_mapping(one) for one in found)
        )
    except (yaml.YAMLError, ValidationError, EvalError) as error:
        reason = " ".join(str(error).split())[:200]
        raise EvalError(f"{name!r} is no recording ({reason}); record it again") from error


def _exact(value: object) -> str:
    """Values as text, so that 1, 1.0 and True differ, and so do two orders of keys."""
    return json.dumps(value, ensure_ascii=True)
