"""A model's server on this machine that answers, stutters, lies and breaks as it is told."""

from tests.loopback.plays import (
    Body,
    Play,
    Reset,
    Silence,
    Status,
    Stream,
    answer,
    chunk,
    error,
    statement,
)
from tests.loopback.server import Asked, ModelServer

__all__ = [
    "Asked",
    "Body",
    "ModelServer",
    "Play",
    "Reset",
    "Silence",
    "Status",
    "Stream",
    "answer",
    "chunk",
    "error",
    "statement",
]
