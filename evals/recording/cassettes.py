"""vcrpy, held to what a recording must be: matched by body, without a host, and never live.

vcrpy patches the transport of httpx2, through which `openai` speaks. In a replay a request that was
not recorded fails there, and is noted: the client takes the failure for a broken connection, as it
must, and the embedded writer would stand in without a word.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlsplit

import vcr
from vcr.cassette import Cassette
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.record_mode import RecordMode
from vcr.request import Request

from evals.recording.interactions import Interaction, kept_headers
from evals.recording.roles import Role

_SCHEME = "recorded"
_ENDPOINTS = ("/chat/completions", "/models", "/embeddings")

RoleNow = Callable[[], Role]


class NotingCassette(Cassette):  # type: ignore[misc]  # vcrpy has no types
    """A cassette that remembers which requests it could not play."""

    def __init__(self, **configured: Any) -> None:  # noqa: ANN401 - vcrpy's own arguments
        super().__init__(**configured)
        self.missed: list[Role] = []

    def can_play_response_for(self, request: Request) -> bool:
        """Whether the request was recorded and not played yet."""
        playable = bool(super().can_play_response_for(request))
        if not playable and self.write_protected:
            self.missed.append(self.filter_request(request).host)
        return playable

    @property
    def unplayed(self) -> int:
        """How many interactions no request asked for."""
        return len(self) - len(self.play_counts)


class _Played:
    """Gives a cassette what was recorded, and takes nothing."""

    def __init__(self, recorded: Sequence[tuple[Role, Interaction]]) -> None:
        self._recorded = recorded

    def load_cassette(self, path: str, serializer: object) -> tuple[list[Request], list[Any]]:
        pairs = [_as_vcr(role, one) for role, one in self._recorded]
        return [request for request, _ in pairs], [response for _, response in pairs]

    def save_cassette(self, path: str, cassette: Any, serializer: object) -> None:  # noqa: ANN401
        raise AssertionError("a replay writes nothing")


class Taken:
    """Takes what a cassette recorded, by role; it begins with nothing."""

    def __init__(self) -> None:
        self.interactions: list[tuple[Role, Interaction]] = []

    def load_cassette(self, path: str, serializer: object) -> tuple[list[Request], list[Any]]:
        """Nothing: what was recorded before is not played again."""
        raise CassetteNotFoundError

    def save_cassette(self, path: str, cassette: Any, serializer: object) -> None:  # noqa: ANN401
        """Keep the interactions, in the order in which they came."""
        pairs = zip(cassette["requests"], cassette["responses"], strict=True)
        self.interactions = [_from_vcr(*pair) for pair in pairs]


def playing(
    recorded: Sequence[tuple[Role, Interaction]], role: RoleNow
) -> AbstractContextManager[NotingCassette]:
    """Within it requests are answered from what was recorded, each once, and by nothing else."""
    return _used(_Played(recorded), RecordMode.NONE, role)


def recording(taken: Taken, role: RoleNow) -> AbstractContextManager[NotingCassette]:
    """Within it requests go out; `taken` has them once it ends, unless it ends by an exception."""
    return _used(taken, RecordMode.ONCE, role)


def _used(
    persister: object, mode: RecordMode, role: RoleNow
) -> AbstractContextManager[NotingCassette]:
    configured = vcr.VCR(
        record_mode=mode,
        match_on=("method", "path", "json"),
        before_record_request=lambda request: _told(request, role()),
        before_record_response=_allowed,
        decode_compressed_response=True,
        record_on_exception=False,
    )
    configured.register_matcher("json", same_body)
    configured.register_persister(persister)
    used: AbstractContextManager[NotingCassette] = NotingCassette.use(
        **configured.get_merged_config(path="case")
    )
    return used


def same_body(one: Request, other: Request) -> None:
    """Raise AssertionError where two bodies differ: as JSON, or else byte by byte.

    A body that is no JSON is never the same as one that is.
    """
    assert _comparable(one.body) == _comparable(other.body), "the bodies differ"


def _comparable(body: bytes | None) -> tuple[str, object]:
    try:
        return "json", json.loads(body or b"")
    except ValueError:
        return "bytes", body or b""


def _told(request: Request, role: Role) -> Request:
    """The request without its server and most headers; the role takes the place of the host.

    vcrpy calls this for what it loads as well, and more than once for what is sent.
    """
    if request.scheme != _SCHEME:
        request.uri = f"{_SCHEME}://{role}{_path(request.uri)}"
        request.headers = kept_headers(request.headers)
    return request


def _path(url: str) -> str:
    """ "http://127.0.0.1:4000/fr-mamba-price/v1/chat/completions" -> "/chat/completions"."""
    path = urlsplit(url).path
    return next((end for end in _ENDPOINTS if path.endswith(end)), path)


def _allowed(response: dict[str, Any]) -> dict[str, Any]:
    """The response with the headers that are kept."""
    headers = {name: [value] for name, value in kept_headers(response["headers"]).items()}
    return response | {"headers": headers}


def _as_vcr(role: Role, one: Interaction) -> tuple[Request, dict[str, Any]]:
    request = Request(one.method, f"{_SCHEME}://{role}{one.path}", one.sent, dict(one.sent_headers))
    return request, {
        "status": {"code": one.status, "message": ""},
        "headers": {name: [value] for name, value in one.received_headers.items()},
        "body": {"string": one.received},
    }


def _from_vcr(request: Request, response: dict[str, Any]) -> tuple[Role, Interaction]:
    return request.host, Interaction(
        method=request.method,
        path=request.path,
        sent=request.body or b"",
        sent_headers=kept_headers(request.headers),
        status=response["status"]["code"],
        received=response["body"]["string"] or b"",
        received_headers=kept_headers(response["headers"]),
    )
