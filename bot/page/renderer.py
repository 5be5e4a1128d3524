"""The page of a briefing from its templates.

Every value that a template shows is escaped by the engine; only the style, which is ours, goes in
as it is. The page may load nothing: its policy allows this one style, known by its hash, and no
script, image, font or address.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.briefing_types import Briefing
from bot.escaping import writable
from bot.labels import labels
from bot.page.building import page_of
from bot.page.typography import typeset

GROUPED = re.compile(r"((?<!\d)\d{1,3}(?: \d{3}){1,3}(?!\d))")
"""A number whose groups stand apart by plain blanks; this splits a text at such numbers."""


def render_page(briefing: Briefing) -> str:
    """The briefing as one HTML document, ending on a newline."""
    template = _environment().get_template("page.html.jinja")
    own = partial(typeset, language=briefing.language)
    style = files("bot.page").joinpath("page.css").read_text(encoding="utf-8")
    page = template.render(
        page=page_of(briefing),
        words=labels(briefing.language),
        own=own,
        style=Markup(style),
        style_hash=_hash(style),
    )
    return page.rstrip("\n") + "\n"


@cache
def _environment() -> Environment:
    """Templates of this package: everything escaped, and a name that is not given is an error."""
    environment = Environment(
        loader=PackageLoader("bot.page", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_writable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["whole"] = _whole
    return environment


def _writable(value: object) -> object:
    """What is shown, without the characters that HTML cannot hold."""
    return writable(value) if type(value) is str else value


def _whole(text: str) -> Markup:
    """Text in which "20 000" does not break at the end of a line, its characters untouched."""
    return Markup("").join(
        Markup('<span class="number">{}</span>').format(part) if place % 2 else Markup.escape(part)
        for place, part in enumerate(GROUPED.split(writable(text)))
    )


def _hash(style: str) -> str:
    """The style as a content security policy names it: "sha256-…"."""
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
