"""How the doctor looks into each part: it opens it, tries it and says in a line what it found.

The parts are handed in as functions that open them, so that one that cannot be opened fails its own
check only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bot.access import Collections
from bot.doctor import Check, Probe, slack_is_set_up
from bot.embeddings import Embedder
from bot.errors import LibraryError
from bot.index import Views
from bot.library import Library
from bot.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Opens each part. `model`, `schedule` and `mail` try theirs and say what they found."""

    library: Callable[[], Library]
    embedder: Callable[[], Embedder]
    views: Callable[[], Views]
    model: Callable[[], str]
    schedule: Callable[[], str | Check]
    mail: Callable[[], str]


def probes_of(settings: Settings, parts: Parts) -> tuple[Probe, ...]:
    """A probe for each part that is in use, in the order a user would mend them."""
    directory = str(settings.data)
    probes = [
        Probe(
            name="library",
            look=lambda: look_at_library(parts.library()),
            mend=f"see that {directory} can be written, or restore it from a copy",
        ),
        Probe(
            name="embedder",
            look=lambda: look_at_embedder(parts.embedder()),
            mend="install again with `make install`, or set CITEWIRE_EMBEDDINGS=hashing",
        ),
        Probe(
            name="views",
            look=lambda: look_at_views(parts.views(), parts.library()),
            mend=f"remove {directory}/views: it is made again from the library",
        ),
    ]
    if settings.writes_with_model:
        advice = "mend what it says, or set CITEWIRE_MODEL=extractive"
        probes.append(Probe(name="writer", look=parts.model, mend=advice))
    if settings.access is not None:
        look = partial(look_at_access, settings.access, parts.library)
        advice = "mend the file, or leave CITEWIRE_ACCESS out: then every full member may ask"
        probes.append(Probe(name="access", look=look, mend=advice))
    advice = "see `citewire subscriptions list`, and run `citewire schedule once` or `run`"
    probes.append(Probe(name="schedule", look=parts.schedule, mend=advice))
    advice = "set CITEWIRE_SMTP_URL and CITEWIRE_MAIL_FROM as in .env.example"
    probes.append(Probe(name="mail", look=parts.mail, mend=advice))
    if slack_is_set_up(settings):
        advice = "mend what it says; .env.example says where tokens are to be got"
        probes.append(Probe(name="slack", look=partial(look_at_slack, settings), mend=advice))
    return tuple(probes)


def look_at_library(library: Library) -> str:
    """How much is in it and where it is."""
    return (
        f"{len(library.documents())} documents, {library.catalogue().passages} passages, "
        f"{library.origins} origins, revision {library.revision}, in {library.place}"
    )


def look_at_access(path: Path, library: Callable[[], Library]) -> str | Check:
    """What each collection holds. Raises ConfigurationError; warns of what closes or opens
    nothing, which most often is a typing error."""
    policy, documents = Collections.load(path), library().documents()
    counts = {one.name: sum(map(one.documents.holds, documents)) for one in policy.collections}
    kept = [one.documents for one in policy.collections]
    rest = sum(not any(chosen.holds(document) for chosen in kept) for document in documents)
    told = [f"{name} {count}" for name, count in counts.items()]
    others = "full members" if policy.everyone_else else "nobody"
    message = f"documents by collection: {', '.join([*told, f'in none {rest}'])} ({others})"
    empty = [name for name, count in counts.items() if not count]
    unopened = [one.name for one in policy.collections if not one.opened]
    doubts = [f"{name} holds no document" for name in empty]
    doubts += [f"{name} is open to nobody" for name in unopened]
    if not doubts:
        return message
    mend = f"see that this is meant: {'; '.join(doubts)}"
    return Check(name="access", status="warn", message=message, mend=mend)


def look_at_embedder(embedder: Embedder) -> str:
    """Its name and dimensions. Raises LibraryError when its vectors cannot be compared."""
    length = float(np.linalg.norm(embedder.embed_questions(["Qui parle ?"])[0]))
    if not 0.99 < length < 1.01:
        raise LibraryError(f"{embedder.name} gives vectors of length {length:.2f}, not 1")
    return f"{embedder.name}, {embedder.dimensions} dimensions"


def look_at_views(views: Views, library: Library) -> str:
    """The revisions that they have reached, once they have caught up."""
    views.catch_up(library)
    dense, lexical = views.dense.revision, views.lexical.revision
    holder = "held by this process" if views.owner else "held by another process"
    return f"dense at revision {dense}, lexical at revision {lexical}, {holder}"


def look_at_slack(settings: Settings) -> str | Check:
    """What Slack says of the tokens."""
    from bot.slack.checking import examine_slack  # late: loads Slack's libraries

    return examine_slack(settings)
