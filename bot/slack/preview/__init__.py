"""Messages and modals as a page that looks like Slack, to see what people will see."""

from bot.slack.preview.reading import Shown, shown_in
from bot.slack.preview.renderer import render_preview

__all__ = ["Shown", "render_preview", "shown_in"]
