"""What the tables of every part of the library are made with."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData

metadata = MetaData()
"""All tables of the library; each part adds its own: documents, journal, archive, schedule."""

# In SQLite only a column declared INTEGER is the row's own number, which needs no second index.
BIG = BigInteger().with_variant(Integer, "sqlite")
