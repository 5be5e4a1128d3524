"""A briefing as Markdown, as an HTML page or as Slack text.

Every character that comes from a document is escaped for the format it goes into, and only http
and https addresses become links: text from outside can neither format nor run anything.
"""

from __future__ import annotations

from typing import Literal

from bot.briefing_types import Briefing
from bot.markdown import render_markdown
from bot.slack_text import render_slack

Markup = Literal["markdown", "html", "slack"]


def render_briefing(briefing: Briefing, markup: Markup) -> str:
    """The briefing in one of the formats, ending on a newline."""
    if markup == "html":
        # Late: loads the templates' engine.
        from bot.page import render_page

        return render_page(briefing)
    return render_markdown(briefing) if markup == "markdown" else render_slack(briefing)
