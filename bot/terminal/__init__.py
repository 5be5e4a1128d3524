"""Answers, briefings and documents as a person reads them in a terminal, 80 columns and up.

Every function gives something that a rich `Console` prints; none prints. Text from documents never
goes through rich's markup, and its control characters are shown as "�", so that no document can
move the cursor or recolour the screen.
"""

from bot.terminal.answers import answer_view, document_view
from bot.terminal.briefings import briefing_view
from bot.terminal.prose import WIDEST, show

__all__ = ["WIDEST", "answer_view", "briefing_view", "document_view", "show"]
