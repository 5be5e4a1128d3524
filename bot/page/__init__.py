"""A briefing as one self-contained, printable HTML page."""

from bot.page.renderer import render_page

__all__ = ["render_page"]
