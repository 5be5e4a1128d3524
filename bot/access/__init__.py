"""Who may ask of which documents: a file of collections, and what it comes to for one asker."""

from bot.access.asker import Asker, Reader
from bot.access.policy import Collection, Collections

__all__ = ["Asker", "Collection", "Collections", "Reader"]
