"""What the head of a web page says: JSON-LD, Open Graph, meta elements, `time`, canonical."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from lxml import html

from .dates import parse_date
from .metadata import Metadata, from_url, language_code, outlet_of

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting|WebPage)$")
_DATE_NAMES = (
    "article:published_time og:article:published_time og:published_time datepublished "
    "date.published publication_date publication-date pubdate publishdate publish-date "
    "publish_date parsely-pub-date sailthru.date dc.date.issued dcterms.issued dcterms.created "
    "dcterms.date dc.date dc.date.created citation_publication_date citation_date "
    "rnews:datepublished date"
).split()
_TITLE_NAMES = "og:title citation_title dc.title dcterms.title twitter:title".split()
_SITE_NAMES = "og:site_name citation_journal_title dc.publisher dcterms.publisher publisher".split()
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+")


def page_metadata(tree: html.HtmlElement, url: str | None) -> Metadata:
    """Metadata of a parsed page; `url` is where it was fetched, None for a file.

    More exact sources come first: JSON-LD, then meta elements, then the page's `time` elements,
    then its address.
    """
    names = _meta(tree)
    address = _address(tree, names, url)
    linked = _from_json(tree)
    site = linked.outlet or _first(names, _SITE_NAMES) or _first(names, ["application-name"])
    told = Metadata(
        title=linked.title or _first(names, _TITLE_NAMES) or _window_title(tree, site),
        outlet=site,
        url=address,
        published=linked.published or _meta_date(names) or _time_element(tree),
        language=_language(tree, names),
    )
    return told.or_else(from_url(address)) if address else told


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            values.setdefault(name.lower(), content)
    return values


def _first(values: Mapping[str, str], names: list[str]) -> str | None:
    return next((values[name] for name in names if name in values), None)


def _meta_date(names: Mapping[str, str]) -> str | None:
    dates = (parse_date(names[name]) for name in _DATE_NAMES if name in names)
    return next((found for found in dates if found), None)


def _address(tree: html.HtmlElement, names: Mapping[str, str], url: str | None) -> str | None:
    canonical = [
        link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"
    ]
    for candidate in (*canonical, names.get("og:url", "")):
        absolute = str(urljoin(url or "", candidate.strip()))
        # a canonical link to the bare home page is a mistake that many sites make
        if re.match(r"https?://", absolute) and urlsplit(absolute).path.strip("/"):
            return absolute
    return url


def _language(tree: html.HtmlElement, names: Mapping[str, str]) -> str | None:
    declared = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return language_code(declared or names.get("og:locale") or names.get("language") or "")


def _time_element(tree: html.HtmlElement) -> str | None:
    """The first `time` marked as the publication's, else the first outside lists of links."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    marked = [
        element
        for element in times
        if element.get("pubdate") is not None
        or "datePublished" in element.get("itemprop", "")
        or re.search(r"publish|entry-date|posted", element.get("class", ""), re.IGNORECASE)
    ]
    outside = [
        element
        for element in times
        if not any(
            above.tag in ("aside", "footer", "li", "nav") for above in element.iterancestors()
        )
    ]
    dates = (parse_date(element.get("datetime", "")) for element in (*marked, *outside))
    return next((found for found in dates if found), None)


def _window_title(tree: html.HtmlElement, site: str | None) -> str | None:
    """The title element without the site's name behind a bar."""
    title = " ".join((tree.findtext(".//title") or "").split())
    heading = tree.find(".//h1")
    if heading is not None and (text := " ".join(heading.text_content().split())):
        return text
    if site:
        parts = _SEPARATOR.split(title)
        if len(parts) > 1 and parts[-1].strip().lower() == site.lower():
            title = title[: title.rfind(parts[-1])].rstrip(" |–—·•»:-")
    return title or None


def _from_json(tree: html.HtmlElement) -> Metadata:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            loaded = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(loaded):
            if _is_article(item):
                return _article(item)
    return Metadata()


def _items(loaded: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    if depth > 6:
        return
    if isinstance(loaded, list):
        for part in loaded:
            yield from _items(part, depth + 1)
    elif isinstance(loaded, dict):
        yield loaded
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(loaded.get(key), depth + 1)


def _is_article(item: Mapping[str, object]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return "headline" in item and any(
        isinstance(name, str) and _ARTICLE.match(name) for name in names
    )


def _article(item: Mapping[str, object]) -> Metadata:
    publisher = item.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    if isinstance(name, str) and name.startswith("http"):
        name = outlet_of(name)
    published = item.get("datePublished")
    headline = item.get("headline")
    return Metadata(
        title=" ".join(headline.split()) if isinstance(headline, str) else None,
        outlet=name if isinstance(name, str) and name.strip() else None,
        published=parse_date(published) if isinstance(published, str) else None,
    )
