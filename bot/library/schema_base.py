"""What the tables of every part of the library are made with."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData

metadata = MetaData()
"""All tables of the library; each part adds its own: documents, journal, archive, schedule."""

# In SQLite only a column declared INTEGER is the row's own number, which needs no second index.
BIG = BigInteger().with_variant(Integer, "sqlite")


def key_of(name: str, owner: str) -> Column[int]:
    """A key column of a table whose rows belong to rows of another one, and go with them:
    ("document", "documents.key")."""
    return Column(
        name,
        Integer,
        ForeignKey(owner, ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        nullable=False,
    )
