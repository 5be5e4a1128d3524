"""Replies written by hand, served over real HTTP so that they can be recorded.

No model wrote them: they are what a good but not perfect model might say to each request, so that
parsing, verification, repair, metrics and reports have realistic replies to work on. Their scores
are nobody's: reports mark them "written-by-hand".
"""

from evals.byhand.replies import Entry, load_replies
from evals.byhand.server import MODEL, ByHandServer

__all__ = ["MODEL", "ByHandServer", "Entry", "load_replies"]
