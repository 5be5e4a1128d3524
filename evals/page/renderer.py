"""The page of a report from its templates.

Every value that a template shows is escaped by the engine; only the style and the script, which
are ours, go in as they are. The page may load nothing: its policy allows this one style and this
one script, known by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.escaping import writable
from evals.page.building import page_of
from evals.page.report import Report


def render(report: Report) -> str:
    """The report as one HTML document, ending on a newline; the same report gives the same page."""
    template = _environment().get_template("page.html.jinja")
    style = "".join(map(_text, ("report.css", "cases.css")))
    script = "".join(map(_text, ("filters.js", "keys.js")))
    page = template.render(
        page=page_of(report),
        style=Markup(style),
        style_hash=_hash(style),
        script=Markup(script),
        script_hash=_hash(script),
    )
    return page.rstrip("\n") + "\n"


def _text(name: str) -> str:
    return files("evals.page").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Templates of this package: everything escaped, and a name that is not given is an error."""
    return Environment(
        loader=PackageLoader("evals.page", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_writable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _writable(value: object) -> object:
    """What is shown, without the characters that HTML cannot hold."""
    return writable(value) if type(value) is str else value


def _hash(text: str) -> str:
    """A style or script as a content security policy names it: "sha256-…"."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
