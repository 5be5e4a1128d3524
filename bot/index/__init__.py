"""Views of the library, dense and BM25, that can be thrown away and made again."""

from bot.index.chroma import ChromaView
from bot.index.dense import DenseView
from bot.index.exact import ExactView
from bot.index.lexical import LexicalView
from bot.index.views import View, Views, open_views

__all__ = [
    "ChromaView",
    "DenseView",
    "ExactView",
    "LexicalView",
    "View",
    "Views",
    "open_views",
]
