"""A briefing as Markdown, HTML or Slack text.

Every character that comes from a document is escaped for the format it goes into, and only http
and https addresses become links: text from outside can neither format nor run anything.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Literal
from urllib.parse import urlsplit

from bot.briefing_types import Briefing, Story
from bot.labels import Labels, date_label, labels, one_line, source_label
from bot.numbering import Numbers, Part, markers, numbers_of
from bot.types import Citation, Disagreement

Markup = Literal["markdown", "html", "slack"]

MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
MARKDOWN_LINE_START = re.compile(r"^(\d+)([.)])|^([#+=-])")
SLACK_SPECIAL = re.compile(r"([*_~`])")
WORD_JOINER = "\u2060"
"""Slack's text has no escape for `*`; this invisible character after it keeps it from pairing."""

HTML_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:2em auto;padding:0 1em}"
    "q{quotes:none}.note,.source{color:#555}td,th{padding:.2em 1em .2em 0;text-align:left;"
    "vertical-align:top}:target{background:#ffc}"
)


def render_briefing(briefing: Briefing, markup: Markup) -> str:
    """The briefing in one of the formats, ending on a newline."""
    renderers: Mapping[Markup, Callable[[Briefing, Numbers, Labels], list[str]]] = {
        "markdown": _markdown,
        "html": _html,
        "slack": _slack,
    }
    parts = (Part(story.statements, story.disagreements) for story in briefing.stories)
    lines = renderers[markup](briefing, numbers_of(parts), labels(briefing.language))
    return "\n".join(lines) + "\n"


def escape_markdown(text: str) -> str:
    """On one line, with nothing left that formats: "*a* <b>" -> "\\*a\\* \\<b\\>"."""
    line = MARKDOWN_SPECIAL.sub(r"\\\1", one_line(text))
    return MARKDOWN_LINE_START.sub(lambda match: _escaped_start(match), line)


def escape_html(text: str) -> str:
    """ "<b>" -> "&lt;b&gt;", quotation marks included."""
    return html.escape(text, quote=True)


def escape_slack(text: str) -> str:
    """On one line, for Slack's mrkdwn: "<!channel> & *a*" -> "&lt;!channel&gt; &amp; *⁠a*⁠"."""
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return SLACK_SPECIAL.sub(r"\1" + WORD_JOINER, line)


def web_address(url: str | None) -> str | None:
    """The URL when a browser may open it: "javascript:…" -> None."""
    if url is None or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def period_label(since: str | None, until: str | None, language: str) -> str:
    """("2023-02-13", "2023-02-14", "en") -> "13 February 2023 – 14 February 2023"; "" if open."""
    days = [date_label(day, language) if day else "…" for day in (since, until)]
    if since is None and until is None:
        return ""
    return days[0] if days[0] == days[1] else " – ".join(days)


def story_note(story: Story, words: Labels) -> str:
    """What is new about a story and how well it is carried: "new · 3 independent sources"."""
    parts = [words.status[story.status]]
    if story.origins > 1:
        parts.append(f"{story.origins} {words.origins}")
    return " · ".join(parts)


def _escaped_start(match: re.Match[str]) -> str:
    number, mark, sign = match.groups()
    return f"\\{sign}" if sign else f"{number}\\{mark}"


def _markdown(briefing: Briefing, numbers: Numbers, words: Labels) -> list[str]:
    lines = [f"# {escape_markdown(briefing.title)}", ""]
    period = period_label(briefing.since, briefing.until, briefing.language)
    lines += [f"*{period}*", ""] if period else []
    for story in briefing.stories:
        lines += [f"## {escape_markdown(story.headline)}", "", f"*{story_note(story, words)}*", ""]
        for statement in story.statements:
            marks = escape_markdown(markers(statement.citations, numbers))
            lines += [f"{escape_markdown(statement.text)} {marks}", ""]
        for disagreement in story.disagreements:
            lines += [f"**{words.disagreement} – {escape_markdown(disagreement.about)}**", ""]
            for claim in disagreement.claims:
                marks = escape_markdown(markers(claim.citations, numbers))
                lines.append(f"- {escape_markdown(claim.value)} {marks}")
            lines.append("")
    if numbers:
        lines += [f"## {words.sources}", ""]
    for citation, number in numbers.items():
        document = citation.passage.document
        source = escape_markdown(source_label(document, briefing.language))
        address = web_address(document.url)
        source = f"[{source}](<{_markdown_address(address)}>)" if address else source
        lines.append(f"{number}. {source} – {words.quoted(escape_markdown(citation.quote))}")
    return lines + _removed(briefing, words, "\n*{}*")


def _markdown_address(address: str) -> str:
    return address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def _html(briefing: Briefing, numbers: Numbers, words: Labels) -> list[str]:
    title = escape_html(briefing.title)
    period = period_label(briefing.since, briefing.until, briefing.language)
    lines = [
        "<!doctype html>",
        f'<html lang="{escape_html(briefing.language)}">',
        f'<head><meta charset="utf-8"><title>{title}</title><style>{HTML_STYLE}</style></head>',
        f"<body>\n<h1>{title}</h1>",
    ]
    lines += [f'<p class="note">{escape_html(period)}</p>'] if period else []
    for story in briefing.stories:
        lines += _html_story(story, numbers, words)
    if numbers:
        lines += [f"<h2>{escape_html(words.sources)}</h2>", "<ol>"]
        lines += [
            _html_source(citation, number, briefing.language)
            for citation, number in numbers.items()
        ]
        lines.append("</ol>")
    lines += _removed(briefing, words, '<p class="note">{}</p>')
    return [*lines, "</body>", "</html>"]


def _html_story(story: Story, numbers: Numbers, words: Labels) -> list[str]:
    note = escape_html(story_note(story, words))
    lines = [f"<h2>{escape_html(story.headline)}</h2>", f'<p class="note">{note}</p>']
    for statement in story.statements:
        marks = _html_markers(statement.citations, numbers)
        lines.append(f"<p>{escape_html(statement.text)} {marks}</p>")
    for disagreement in story.disagreements:
        lines += _html_disagreement(disagreement, numbers, words)
    return lines


def _html_disagreement(disagreement: Disagreement, numbers: Numbers, words: Labels) -> list[str]:
    about = f"{words.disagreement} – {disagreement.about}"
    rows = "".join(
        f"<tr><th>{escape_html(claim.value)}</th>"
        f"<td>{_html_markers(claim.citations, numbers)}</td></tr>"
        for claim in disagreement.claims
    )
    return [f"<p><strong>{escape_html(about)}</strong></p>", f"<table>{rows}</table>"]


def _html_markers(citations: tuple[Citation, ...], numbers: Numbers) -> str:
    seen = dict.fromkeys(numbers[citation] for citation in citations)
    return "".join(f'<sup><a href="#citation-{number}">[{number}]</a></sup>' for number in seen)


def _html_source(citation: Citation, number: int, language: str) -> str:
    document = citation.passage.document
    words = labels(language)
    source = escape_html(source_label(document, language))
    address = web_address(document.url)
    if address:
        source = f'<a href="{escape_html(address)}" rel="noreferrer">{source}</a>'
    quote = words.quoted(escape_html(citation.quote))
    return f'<li id="citation-{number}"><span class="source">{source}</span><br><q>{quote}</q></li>'


def _slack(briefing: Briefing, numbers: Numbers, words: Labels) -> list[str]:
    lines = [f"*{escape_slack(briefing.title)}*"]
    period = period_label(briefing.since, briefing.until, briefing.language)
    lines += [f"_{period}_"] if period else []
    for story in briefing.stories:
        lines += ["", f"*{escape_slack(story.headline)}* ({story_note(story, words)})"]
        lines += [
            f"• {escape_slack(statement.text)} {markers(statement.citations, numbers)}"
            for statement in story.statements
        ]
        for disagreement in story.disagreements:
            claims = " / ".join(
                f"{escape_slack(claim.value)} {markers(claim.citations, numbers)}"
                for claim in disagreement.claims
            )
            about = escape_slack(disagreement.about)
            lines.append(f"• _{words.disagreement}_ – {about} – {claims}")
    if numbers:
        lines += ["", f"*{words.sources}*"]
    for citation, number in numbers.items():
        document = citation.passage.document
        source = escape_slack(source_label(document, briefing.language))
        address = web_address(document.url)
        if address:
            source = f"<{_slack_address(address)}|{source.replace('|', '¦')}>"
        lines.append(f"[{number}] {source} – {words.quoted(escape_slack(citation.quote))}")
    return lines + _removed(briefing, words, "\n_{}_")


def _slack_address(address: str) -> str:
    safe = address.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E")
    return safe.replace("|", "%7C")


def _removed(briefing: Briefing, words: Labels, form: str) -> list[str]:
    if not briefing.removed:
        return []
    return [form.format(f"{words.removed} ({len(briefing.removed)})")]
