"""What documents and models write is inert in each of Slack's notations."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.escaping import WORD_JOINER as J
from bot.slack.escaping import address_of, escape, escape_for_stream, link, visible
from tests.slack_block_samples import HOSTILE, check_inert


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain – « é » 1 200,5", "plain – « é » 1 200,5"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U123|name>", "&lt;@U123|name&gt;"),
        ("<#C1|x> <!subteam^S1>", "&lt;#C1|x&gt; &lt;!subteam^S1&gt;"),
        ("<!date^1^{date}|now>", "&lt;!date^1^{date}|now&gt;"),
        ("<https://a.example|b>", "&lt;https://a.example|b&gt;"),
        ("a & b &amp; c", "a &amp; b &amp;amp; c"),
        ("*a* _b_ ~c~ `d`", f"*{J}a*{J} _{J}b_{J} ~{J}c~{J} `{J}d`{J}"),
        ("> quoted", f"{J}&gt; quoted"),
        ("a > b", "a &gt; b"),
        (":tada: 12:30:00", f":{J}tada: 12:{J}30:00"),
        (":a:b:", f":{J}a:{J}b:"),
        ("one: two", "one: two"),
        ("one\ntwo\r\nthree\u2028four", "one two three four"),
        ("a\x1b[2J\x00\u202eb\ud800", "a�[2J��b�"),
    ],
)
def test_mrkdwn(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain – « é »", "plain – « é »"),
        ("<!channel>", f"\\<{J}!{J}channel\\>"),
        ("<@U123>", f"\\<{J}@{J}U123\\>"),
        ("[a](http://b.example)", "\\[a\\](http://b.example)"),
        ("![a](http://b.example)", f"!{J}\\[a\\](http://b.example)"),
        ("**a** __b__ ~~c~~ `d`", "\\*\\*a\\*\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~ \\`d\\`"),
        ("# title", "\\# title"),
        ("> quote", "\\> quote"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("a | b", "a \\| b"),
        ("\\*", "\\\\\\*"),
        (":tada:", f":{J}tada:"),
        ("one\n\n# two", "one # two"),
        ("&lt;!channel&gt;", f"\\&lt;!{J}channel\\&gt;"),
    ],
)
def test_streamed_markdown(text: str, escaped: str) -> None:
    assert escape_for_stream(text) == escaped


@pytest.mark.parametrize(
    ("url", "label", "shown"),
    [
        ("https://a.example/x", "A", "<https://a.example/x|A>"),
        ("http://a.example/?x=1&y=2", "A", "<http://a.example/?x=1&amp;y=2|A>"),
        ("https://a.example/|b>c<d", "A", "<https://a.example/%7Cb%3Ec%3Cd|A>"),
        ("https://a.example", "x|y> <http://b", "<https://a.example|x¦y&gt; &lt;http://b>"),
        ("https://a.example", "", "<https://a.example|…>"),
        ("javascript:alert(1)", "A", "A"),
        ("mailto:a@b.example", "A", "A"),
        ("slack://open", "A", "A"),
        ("file:///etc/passwd", "A", "A"),
        ("https://", "A", "A"),
        ("https://a.example/ b", "A", "A"),
        ("https://a.example/" + "x" * 1_400, "A", "A"),
        ("https://a.example/" + "&" * 400, "A", "A"),
        (None, "<A>", "&lt;A&gt;"),
    ],
)
def test_links(url: str | None, label: str, shown: str) -> None:
    assert link(url, label) == shown


def test_an_address_that_may_be_linked_comes_back_as_it_is() -> None:
    assert address_of("https://a.example/?a&b") == "https://a.example/?a&b"
    assert address_of("data:text/html,x") is None


@given(st.text(max_size=300), st.text(max_size=300))
def test_nothing_that_is_escaped_can_be_a_token(text: str, url: str) -> None:
    check_inert([escape(text), link(url, text), link(f"https://a.example/{url}", text)])
    assert "\n" not in escape(text)
    assert not re.search(r"(^|[^\\])(\\\\)*[<>\[\]`*_~]", escape_for_stream(text))


@given(st.text(max_size=300))
def test_what_is_seen_of_rich_text_is_as_long_as_the_text(text: str) -> None:
    assert len(visible(text)) == len(text)


def test_all_of_a_hostile_text_is_inert() -> None:
    check_inert([escape(HOSTILE)])
    assert "<!" not in escape_for_stream(HOSTILE)
