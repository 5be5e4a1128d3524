"""Names in texts: finding them, telling persons, and grouping the spellings of one name."""

from bot.names.extraction import Name, names
from bot.names.german import german_names, speaks_german
from bot.names.persons import people
from bot.names.variants import NameVariants, blocking_keys, same_name

__all__ = [
    "Name",
    "NameVariants",
    "blocking_keys",
    "german_names",
    "names",
    "people",
    "same_name",
    "speaks_german",
]
