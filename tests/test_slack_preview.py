"""The preview: what a reader sees, and that nothing in it runs or loads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.slack.blocks import SubscribeForm, answer_messages, home_view, subscribe_modal
from bot.slack.blocks.home import Home
from bot.slack.preview import render_preview, shown_in
from bot.slack.preview.mrkdwn import mrkdwn_html
from bot.types import Answer
from tests.slack_block_samples import ENGLISH, HOSTILE, TELLING, sentence


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("*a* _b_ ~c~ `d`", "<strong>a</strong> <em>b</em> <s>c</s> <code>d</code>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a\nb", "a<br>b"),
        ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
        ("<https://a.example/_b_|c>", '<a href="https://a.example/_b_">c</a>'),
        ("*<https://a.example|c>*", '<strong><a href="https://a.example">c</a></strong>'),
        ("<javascript:x|c>", '<span class="mention">@c</span>'),
        ("<!channel>", '<span class="mention">@channel</span>'),
        ("<#C1|general>", '<span class="mention">#general</span>'),
        ("\ue0007\ue001", "7"),
    ],
)
def test_mrkdwn_is_shown_as_slack_shows_it(text: str, page: str) -> None:
    assert str(mrkdwn_html(text)) == page


def test_a_hostile_answer_mentions_nobody_and_runs_nothing() -> None:
    statements = (sentence(HOSTILE + "<script>alert(1)</script>"),)
    answer = Answer(question="?", language="en", statements=statements)
    sent = [
        {"text": m.text, "blocks": list(m.blocks)}
        for m in answer_messages(answer, TELLING, ENGLISH)
    ]
    page = render_preview(shown_in(json.loads(json.dumps(sent))))
    assert "<script" not in page
    assert 'class="mention"' not in page
    assert 'https://evil.example"' not in page
    assert "&lt;!channel&gt;" in page


def test_views_and_plain_texts_are_shown_too() -> None:
    page = render_preview(
        shown_in(
            [
                subscribe_modal(SubscribeForm(), ENGLISH),
                home_view(Home(documents=3), ENGLISH),
                {"text": "*hello*", "thread_ts": "1"},
            ]
        )
    )
    for told in ("Time zone", "Monday", "3 documents", "<strong>hello</strong>", "reply"):
        assert told in page


@pytest.mark.parametrize("value", ["x", [1], {"blocks": "x"}, {"blocks": [1]}])
def test_what_is_no_message_is_refused_in_one_line(value: object) -> None:
    with pytest.raises(UsageError):
        shown_in(value)


def test_style_and_templates_are_shipped() -> None:
    assert "default-src 'none'" in render_preview(())
    assert (Path(__file__).parent.parent / "bot/slack/preview/preview.css").is_file()
