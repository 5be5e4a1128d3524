"""Front matter: what stands above a text about it, as YAML, TOML or bare lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import NamedTuple

import yaml

from .dates import parse_date
from .metadata import Metadata, from_url, language_code

_KEYS = {
    "title": "title headline titre titel titulo título subject objet betreff asunto".split(),
    "published": (
        "date published publication_date date_published datepublished pubdate publishdate "
        "published_at published_time datum fecha publié publie created".split()
    ),
    "outlet": (
        "outlet publisher site site_name sitename website newspaper journal média media medium "
        "publication source quelle fuente éditeur herausgeber".split()
    ),
    "url": "url link canonical canonical_url permalink source_url original_url lien enlace".split(),
    "language": "lang language langue sprache idioma locale".split(),
}
_FIELD_OF = {key: field for field, keys in _KEYS.items() for key in keys}
_OTHER_KEYS = frozenset(
    "author authors auteur autor byline by par von por tags keywords categories category "
    "description summary section rubrique slug draft layout id".split()
)
_FENCED = re.compile(
    r"\s{0,20}(---|\+\+\+)[ \t]*\r?\n(.{0,65536}?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S
)
_PAIR = re.compile(r"\s{0,8}([^\W\d][\w ./-]{0,30}?)\s?:\s*(\S.{0,500}|)$")


class Described(NamedTuple):
    """What was told about a text, and the text without the telling."""

    metadata: Metadata
    rest: str


def split_front_matter(text: str) -> Described:
    """Take off front matter: YAML between `---`, TOML between `+++`, or bare `Title: …` lines.

    An unknown key is passed over and an invalid value leaves its field None; a fence around
    something that is no front matter stays in the text.
    """
    fenced = _FENCED.match(text)
    if fenced:
        values = _toml(fenced[2]) if fenced[1] == "+++" else _yaml(fenced[2])
        if values is None:
            return Described(Metadata(), text)
        return Described(from_keys(values), text[fenced.end() :])
    return _bare_front_matter(text)


def from_keys(values: Mapping[str, str]) -> Metadata:
    """Metadata from keys as front matter names them, in any case, in four languages."""
    found: dict[str, str] = {}
    for key, value in values.items():
        field = _FIELD_OF.get(key.strip().lower().replace("-", "_").replace(" ", "_"))
        value = value.strip()
        if field == "outlet" and re.match(r"https?://", value):
            field = "url"
        if field and value:
            found.setdefault(field, value)
    url = found.get("url")
    told = Metadata(
        title=found.get("title"),
        outlet=found.get("outlet"),
        url=url,
        published=parse_date(found.get("published", ""), day_first=True),
        language=language_code(found.get("language", "")),
    )
    return told.or_else(from_url(url)) if url and re.match(r"https?://", url) else told


def _bare_front_matter(text: str) -> Described:
    """`Title: …` lines at the very top: at least two, with a known key each, then a blank line."""
    values: dict[str, str] = {}
    position = 0
    for line in text[:8_000].splitlines(keepends=True):
        if not line.strip() and (values or not line.strip("\r\n \t")):
            position += len(line)
            if values:
                break
            continue
        pair = _PAIR.match(line.rstrip())
        key = pair[1].strip().lower() if pair else ""
        if pair is None or not (key in _FIELD_OF or key in _OTHER_KEYS):
            return Described(Metadata(), text)
        values.setdefault(key, pair[2])
        position += len(line)
    is_front_matter = len(values) >= 2 and any(key in _FIELD_OF for key in values)
    if not is_front_matter:
        return Described(Metadata(), text)
    return Described(from_keys(values), text[position:])


def _yaml(block: str) -> dict[str, str] | None:
    try:
        # every scalar as the string that was written, so an impossible date is no error here
        loaded = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        loaded = _plain_pairs(block)
    return _scalars(loaded)


def _toml(block: str) -> dict[str, str] | None:
    try:
        return _scalars(tomllib.loads(block))
    except tomllib.TOMLDecodeError:
        return _scalars(_plain_pairs(block.replace("=", ":")))


def _plain_pairs(block: str) -> dict[str, str]:
    pairs = (_PAIR.match(line) for line in block.splitlines())
    return {pair[1].strip(): pair[2].strip("\"' ") for pair in pairs if pair}


def _scalars(loaded: object) -> dict[str, str] | None:
    if not isinstance(loaded, dict) or not loaded:
        return None
    return {
        str(key): str(value)
        for key, value in loaded.items()
        if value is not None and not isinstance(value, dict | list)
    }
