"""What was asked and what it cost: the threads' turns and the models' usage.

Kept in the library, but no view shows it, so writing it makes no revision. An answer's text repeats
what the documents say; when a document is removed, the turns that cite it go with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select

from bot.library import schema_journal as schema
from bot.library.database import Database
from bot.library.keys import split_id
from bot.library.reading import batches
from bot.library.records import UsageEntry
from bot.types import Turn

OPENING = 0
"""The number of what a thread began with, where that was no question."""

_TURN = schema.turns.c


class Journal:
    """The journal of one library; safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Usage

    def spend(self, entry: UsageEntry) -> None:
        """Note what an answer has cost."""
        table = schema.usage
        values = {c.name: getattr(entry, c.name) for c in table.columns if c.name != "number"}
        with self._database.writes() as connection:
            connection.execute(insert(table).values(values))

    def spent(self, day: str, user: str | None = None) -> float:
        """US dollars of a day, of one user or of all."""
        table = schema.usage.c
        total = select(func.coalesce(func.sum(table.cost_usd), 0.0)).where(table.day == day)
        if user is not None:
            total = total.where(table.user == user)
        with self._database.reads() as connection:
            return float(connection.execute(total).scalar_one())

    def usage(self, since: str = "") -> tuple[UsageEntry, ...]:
        """Sums by day, user and model, from the day `since` on, the newest first."""
        table = schema.usage.c
        groups = (table.day, table.user, table.model)
        sums = (table.input_tokens, table.output_tokens, table.cost_usd)
        statement = (
            select(*groups, *(func.sum(c).label(c.name) for c in sums), func.count().label("calls"))
            .where(table.day >= since)
            .group_by(*groups)
            .order_by(table.day.desc(), table.user, table.model)
        )
        with self._database.reads() as connection:
            rows = connection.execute(statement).mappings().all()
        return tuple(
            UsageEntry(
                day=row["day"],
                user=row["user"],
                model=row["model"],
                input_tokens=int(row["input_tokens"]),
                output_tokens=int(row["output_tokens"]),
                cost_usd=float(row["cost_usd"]),
                calls=int(row["calls"]),
            )
            for row in rows
        )

    # Threads

    def turns(self, thread: str, latest: int) -> tuple[Turn, ...]:
        """The last `latest` turns of a thread, oldest first; none for a thread that is new."""
        return self._turns(thread, _TURN.number > OPENING, latest)

    def opening(self, thread: str) -> Turn | None:
        """What a thread began with; None for one that began with a question."""
        found = self._turns(thread, _TURN.number == OPENING, 1)
        return found[0] if found else None

    def open(self, thread: str, turn: Turn, day: str) -> None:
        """Let a thread begin with what is no question, such as a briefing; the first one counts."""
        known = select(exists().where(_TURN.thread == thread, _TURN.number == OPENING))
        with self._database.writes() as connection:
            if not connection.execute(known).scalar():
                _add(connection, (thread, OPENING), turn, day)

    def add_turn(self, thread: str, turn: Turn, day: str) -> None:
        """Add a turn to the end of a thread, which begins with its first turn."""
        newest = select(func.coalesce(func.max(_TURN.number), 0)).where(_TURN.thread == thread)
        with self._database.writes() as connection:
            number = int(connection.execute(newest).scalar_one()) + 1
            _add(connection, (thread, number), turn, day)

    def before(self, turn: Turn, threads: str, latest: int) -> tuple[Turn, ...]:
        """The last `latest` turns before one that was asked and searched in the same words, in a
        thread whose name begins with `threads`; none where no thread, or several, hold it."""
        found = select(_TURN.thread, _TURN.number).where(
            _TURN.question == turn.question,
            _TURN.standalone == turn.standalone,
            _TURN.thread.startswith(threads, autoescape=True),
            _TURN.number > OPENING,
        )
        with self._database.reads() as connection:
            places = connection.execute(found).all()
        if len(places) != 1:
            return ()
        earlier = (_TURN.number > OPENING) & (_TURN.number < places[0].number)
        return self._turns(places[0].thread, earlier, latest)

    def _turns(self, thread: str, wanted: ColumnElement[bool], latest: int) -> tuple[Turn, ...]:
        statement = (
            select(schema.turns)
            .where(_TURN.thread == thread, wanted)
            .order_by(_TURN.number.desc())
            .limit(latest)
        )
        with self._database.reads() as connection:
            rows = connection.execute(statement).mappings().all()
            cited = _cited(connection, thread)
        return tuple(
            Turn(
                question=row["question"],
                standalone=row["standalone"],
                language=row["language"],
                passages=tuple(cited.get(row["number"], ())),
                text=row["text"],
            )
            for row in reversed(rows)
        )


def _add(connection: Connection, place: tuple[str, int], turn: Turn, day: str) -> None:
    """Write a turn and what it cites; `place` is its thread and number."""
    thread, number = place
    connection.execute(
        insert(schema.turns).values(
            thread=thread,
            number=number,
            day=day,
            question=turn.question,
            standalone=turn.standalone,
            language=turn.language,
            text=turn.text,
        )
    )
    if rows := _passage_rows(thread, number, turn.passages):
        connection.execute(insert(schema.turn_passages), rows)


def forget(connection: Connection, document_ids: Sequence[str]) -> None:
    """Delete each turn that cites one of the documents, and those after it in its thread: their
    questions may have been rewritten with its words."""
    cited, table = schema.turn_passages.c, schema.turns.c
    first: dict[str, int] = {}
    for batch in batches(document_ids):
        statement = select(cited.thread, cited.turn).where(cited.document.in_(batch))
        for thread, turn in connection.execute(statement):
            first[thread] = min(turn, first.get(thread, turn))
    for thread, turn in first.items():
        connection.execute(delete(schema.turns).where(table.thread == thread, table.number >= turn))


def _cited(connection: Connection, thread: str) -> dict[int, list[str]]:
    table = schema.turn_passages.c
    rows = connection.execute(
        select(table.turn, table.document, table.passage)
        .where(table.thread == thread)
        .order_by(table.turn, table.place)
    )
    found: dict[int, list[str]] = {}
    for turn, document, passage in rows:
        found.setdefault(turn, []).append(f"{document}#{passage}")
    return found


def _passage_rows(thread: str, turn: int, passages: Sequence[str]) -> list[dict[str, object]]:
    parts = (split_id(passage) for passage in dict.fromkeys(passages))
    return [
        {"thread": thread, "turn": turn, "place": place, "document": part[0], "passage": part[1]}
        for place, part in enumerate(part for part in parts if part is not None)
    ]
