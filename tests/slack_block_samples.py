"""Documents, answers and briefings to be shown in Slack, friendly and hostile, and what Slack's own
models and limits say of the blocks that come of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.prompts import Phrases
from bot.slack.blocks import Telling
from bot.slack.values import SlackMessage
from bot.slack.words import Words
from bot.types import Citation, Claim, Disagreement, Document, Passage, Statement

PHRASES = Phrases.load(Path(__file__).parent.parent / "prompts")
ENGLISH = Words.of(PHRASES, "en")
FRENCH = Words.of(PHRASES, "fr")
TELLING = Telling(reference="K7Q2-M4")

HOSTILE = (
    "<!channel> <@U123> <#C1|general> <!here|x> <!date^1392734382^{date_num}|now> "
    "<https://evil.example|https://bank.example> [safe](https://evil.example) *bold* _it_ ~no~ "
    "`code` ```block``` > quoted & :tada: @everyone http://evil.example | <!subteam^S1>"
)
LIMITS = {"section": 3_000, "header": 150, "context": 10, "actions": 25, "context_actions": 5}
LONGEST_MESSAGE = 13_200


def document(text: str, name: str = "d1", **fields: Any) -> Document:
    """A document with as much of a description as a test gives."""
    known: dict[str, Any] = {
        "title": "A title",
        "language": "en",
        "source": f"{name}.txt",
        "outlet": "example.org",
        "url": f"https://example.org/{name}",
        "published": "2023-02-14",
    }
    return Document(id=name, text=text, raw=text, **{**known, **fields})


def cited(text: str, name: str = "d1", **fields: Any) -> Citation:
    """A quotation that is the whole of a document."""
    made = document(text, name, **fields)
    passage = Passage(document=made, number=0, start=0, end=len(text))
    return Citation(passage=passage, start=0, end=len(text))


def sentence(text: str, *names: str) -> Statement:
    """A sentence quoted from documents of these names."""
    return Statement(text=text, citations=tuple(cited(text, name) for name in names or ("d1",)))


def check_blocks(blocks: Iterable[Mapping[str, Any]], most: int = 50) -> None:
    """Raise where slack_sdk's models or Slack's limits refuse the blocks."""
    listed = [json.loads(json.dumps(block)) for block in blocks]
    assert 0 < len(listed) <= most
    for block in listed:
        parsed = Block.parse(block)
        assert parsed is not None, block
        parsed.validate_json()
        assert parsed.to_dict()["type"] == block["type"]
        check_block(block)
    weight = len(json.dumps(listed, ensure_ascii=False))
    assert weight <= LONGEST_MESSAGE
    for actions in (block for block in listed if block["type"] in ("actions", "context_actions")):
        names = [element["action_id"] for element in actions["elements"]]
        assert len(names) == len(set(names)), "an action_id stands twice in one block"


def check_block(block: Mapping[str, Any]) -> None:
    """The limits of one block and of the texts and elements in it."""
    kind = block["type"]
    if kind in ("context", "actions", "context_actions"):
        assert 0 < len(block["elements"]) <= LIMITS[kind]
    if kind == "section":
        texts = [block["text"]] if "text" in block else []
        assert all(0 < len(text["text"]) <= 3_000 for text in texts)
        assert all(0 < len(text["text"]) <= 2_000 for text in block.get("fields", []))
        assert len(block.get("fields", [])) <= 10
    if kind == "header":
        assert 0 < len(block["text"]["text"]) <= 150
    for text in texts_of(block):
        assert 0 < len(text) <= 3_000
    for element in block.get("elements", []):
        if element.get("type") == "button":
            assert len(element["text"]["text"]) <= 75
            assert len(element["value"]) <= 2_000
            assert len(element["action_id"]) <= 255
        for option in element.get("options", []):
            assert len(option["text"]["text"]) <= 75
            assert len(option["value"]) <= 150


def check_message(message: SlackMessage) -> None:
    """Raise where Slack would refuse the message."""
    assert 0 < len(message.text) <= 40_000
    check_blocks(message.blocks)
    check_inert(mrkdwn_of(message.blocks))
    check_inert([message.text])


def check_view(view: Mapping[str, Any]) -> None:
    """Raise where slack_sdk's models or Slack's limits refuse a modal or home tab."""
    made = json.loads(json.dumps(view))
    View(**made).validate_json()
    assert len(made.get("private_metadata", "")) <= 3_000
    if made["type"] == "modal":
        assert 0 < len(made["title"]["text"]) <= 24
        assert all(len(made[key]["text"]) <= 24 for key in ("close", "submit") if key in made)
    check_blocks(made["blocks"], most=100)
    check_inert(mrkdwn_of(made["blocks"]))


def texts_of(value: object) -> Iterator[str]:
    """Every text that a reader sees of a block."""
    if isinstance(value, Mapping):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for key, inner in value.items():
            if key not in ("text",) or not isinstance(inner, str):
                yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner)


def mrkdwn_of(value: object) -> Iterator[str]:
    """Every text that Slack parses."""
    if isinstance(value, Mapping):
        if value.get("type") == "mrkdwn":
            assert value.get("verbatim") is True
            yield value["text"]
        for inner in value.values():
            yield from mrkdwn_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from mrkdwn_of(inner)


def check_inert(texts: Iterable[str]) -> None:
    """No text holds a token of Slack's but links to http(s) with a label, and our own shares."""
    for text in texts:
        rest = text
        while "<" in rest:
            _, _, rest = rest.partition("<")
            token, closed, rest = rest.partition(">")
            assert closed
            address, bar, label = token.partition("|")
            assert address.startswith(("http://", "https://")), token
            assert bar
            assert label
            assert "|" not in label


def read(message: SlackMessage) -> str:
    """All that a reader sees of a message, in order."""
    return "\n".join(text for block in message.blocks for text in texts_of(block))


AWKWARD = st.sampled_from(
    [*HOSTILE.split(" "), HOSTILE, "\n", "\r\n", "\u2028", "\u202e", "\x00", '"', "\\", "&" * 50]
)
WORDS = st.text(min_size=1, max_size=30)
TEXTS = st.one_of(
    st.lists(st.one_of(WORDS, AWKWARD), min_size=1, max_size=12).map(" ".join),
    st.builds(lambda word, times: (word + " ") * times, WORDS, st.integers(1, 900)),
    st.builds(lambda sign, times: sign * times, st.sampled_from('a&<*"\\:é'), st.integers(1, 7000)),
).filter(str.strip)
"""Text of any length and content, such as a document or a model may give."""

ADDRESSES = st.one_of(
    st.none(),
    st.just("javascript:alert(1)"),
    st.just("https://example.org/a|b>c&d"),
    TEXTS.map(lambda text: f"https://example.org/{text}"),
    st.just("https://example.org/" + "&" * 900),
)


@dataclass(frozen=True)
class Makings:
    """Values made of a few texts by a generator of numbers: much content from little drawn."""

    texts: Sequence[str]
    addresses: Sequence[str | None]
    chosen: Random

    def text(self) -> str:
        return self.chosen.choice(self.texts)

    def several(self, most: int, least: int = 0) -> range:
        return range(self.chosen.randint(least, most))

    def citation(self) -> Citation:
        text = self.text()
        made = document(
            text,
            self.chosen.choice(["d1", "d2", "d3", "x" * 100, "<!channel>"]),
            title=self.text(),
            outlet=self.chosen.choice([None, self.text()]),
            url=self.chosen.choice(self.addresses),
            published=self.chosen.choice([None, "2023", "2023-02-14", "<!here>"]),
        )
        start = self.chosen.randrange(len(text))
        end = self.chosen.randint(start + 1, len(text))
        passage = Passage(document=made, number=0, start=0, end=len(text))
        return Citation(passage=passage, start=start, end=end)

    def citations(self, most: int) -> tuple[Citation, ...]:
        return tuple(self.citation() for _ in self.several(most, 1))

    def statement(self) -> Statement:
        return Statement(text=self.text(), citations=self.citations(3))

    def statements(self, most: int) -> tuple[Statement, ...]:
        return tuple(self.statement() for _ in self.several(most))

    def claim(self) -> Claim:
        return Claim(value=self.text(), citations=self.citations(2))

    def disagreements(self, most: int) -> tuple[Disagreement, ...]:
        return tuple(
            Disagreement(about=self.text(), claims=tuple(self.claim() for _ in self.several(12, 2)))
            for _ in self.several(most)
        )


@st.composite
def makings(draw: st.DrawFn) -> Makings:
    return Makings(
        texts=draw(st.lists(TEXTS, min_size=1, max_size=6)),
        addresses=draw(st.lists(ADDRESSES, min_size=1, max_size=3)),
        chosen=Random(draw(st.integers(0, 2**32))),
    )
