"""The page of a preview from its templates; everything that they show is escaped by the engine."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, PackageLoader, Undefined
from markupsafe import Markup

from bot.escaping import web_address, writable
from bot.slack.preview.mrkdwn import mrkdwn_html
from bot.slack.preview.reading import Shown


def render_preview(shown: Sequence[Shown], title: str = "Slack preview") -> str:
    """Messages and views as one HTML document that loads nothing, ending on a newline."""
    environment = Environment(
        loader=PackageLoader("bot.slack.preview", "."),
        autoescape=True,
        undefined=Undefined,  # blocks come from a file: what one lacks is shown as nothing
        finalize=_writable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["mrkdwn"] = mrkdwn_html
    environment.filters["address"] = web_address
    style = files("bot.slack.preview").joinpath("preview.css").read_text(encoding="utf-8")
    page = environment.get_template("preview.html.jinja").render(
        shown=shown, title=title, style=Markup(style)
    )
    return page.rstrip("\n") + "\n"


def _writable(value: object) -> object:
    return writable(value) if type(value) is str else value
