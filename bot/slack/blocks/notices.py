"""Short messages: a refusal, a failure, a place in the queue, help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack import actions as names
from bot.slack.blocks.elements import (
    LONGEST_TITLE,
    Element,
    Run,
    View,
    actions,
    bullets,
    button,
    context,
    line,
    pieces,
    plain,
    rich,
    section,
)
from bot.slack.blocks.packing import FULL, Part, fallback, messages
from bot.slack.escaping import escape
from bot.slack.values import SlackMessage
from bot.slack.words import Words

LONGEST_ADVICE = 500
MOST_EXAMPLES = 4
LONGEST_EXAMPLE = 1_000


def notice(text: str) -> SlackMessage:
    """A line of the bot's own; whatever it may hold of others' text is inert."""
    blocks = tuple(rich(line(Run(piece))) for piece in pieces(text))
    return messages([Part(blocks, text)])[0]


def refusal(words: Words) -> SlackMessage:
    """That the asker may not ask here, which does not tell whether there is anything to find."""
    return notice(words("refusal"))


def failure(words: Words, reference: str, advice: str = "") -> SlackMessage:
    """That it went wrong, what to do, and the number by which the log finds it.

    `advice` is a sentence for the reader in the same language, such as when to try again.
    """
    said = " ".join(filter(None, [words("failure"), advice[:LONGEST_ADVICE]]))
    blocks = (
        rich(line(Run("⚠️ "), Run(said))),
        context(words("reference", reference=escape(reference))),
    )
    return SlackMessage(text=fallback([f"{said} ({reference})"]), blocks=blocks)


def queued(words: Words, place: int) -> SlackMessage:
    """How many questions are answered before: 1 is the next one."""
    said = words("queued", place=str(place)) if place > 1 else words("queued_next")
    return notice(f"⏳ {said}")


def help_message(words: Words, examples: Sequence[str] = ()) -> SlackMessage:
    """What the bot does and how it is asked, with example questions to press."""
    ways = [words(f"ways_{way}") for way in ("mention", "direct", "ask", "check", "brief")]
    blocks = [
        rich(line(Run(words("ways"))), bullets([line(Run(way)) for way in ways])),
        *_examples(words, examples),
    ]
    return SlackMessage(text=fallback([words("ways"), *ways]), blocks=tuple(blocks))


def example_buttons(examples: Sequence[str]) -> list[Element]:
    """A button for each example question, which sends the question."""
    return [
        button(example, f"{names.EXAMPLE}:{number}", example[:LONGEST_EXAMPLE])
        for number, example in enumerate(filter(str.strip, examples[:MOST_EXAMPLES]), start=1)
    ]


def _examples(words: Words, examples: Sequence[str]) -> list[View]:
    buttons = example_buttons(examples)
    return [section(f"*{words('examples')}*"), actions(buttons)] if buttons else []


def notice_modal(title: str, text: str, words: Words) -> View:
    """A modal with a line of the bot's own, such as that a document is gone."""
    blocks = [rich(line(Run(piece))) for piece in pieces(text[: FULL // 2])]
    return modal(title, blocks, words)


def modal(title: str, blocks: Sequence[View], words: Words) -> View:
    """A modal to read, which can only be closed."""
    return {
        "type": "modal",
        "title": plain(title, LONGEST_TITLE),
        "close": plain(words("close"), LONGEST_TITLE),
        "blocks": list(blocks),
    }
