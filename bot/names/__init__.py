"""Names in texts: finding them, telling persons, and grouping the spellings of one name."""

from bot.names.variants import NameVariants, blocking_keys, same_name

__all__ = ["NameVariants", "blocking_keys", "same_name"]
