"""What the bot says in Slack, in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass

from bot.labels import LABELS, Labels, labels
from bot.prompts import Phrases

SPOKEN = tuple(sorted(LABELS))
"""ISO codes of the languages that the bot speaks."""


@dataclass(frozen=True)
class Words:
    """The phrases and labels of one language. Make it with `Words.of`."""

    language: str
    phrases: Phrases
    labels: Labels

    @classmethod
    def of(cls, phrases: Phrases, language: str) -> Words:
        """The words of an ISO 639-1 code, "fr-FR" and "fr_FR" included; English for others."""
        code = language.replace("_", "-").split("-")[0].lower()
        spoken = code if code in LABELS else "en"
        return cls(spoken, phrases.for_language(spoken), labels(spoken))

    def __call__(self, key: str, /, **slots: str) -> str:
        """The phrase "slack_" + key. Raises PromptError as `Phrases.fill` does.

        ("reprints", count="2") -> "2 reprints"
        """
        return self.phrases.fill(f"slack_{key}", **slots)

    def counted(self, key: str, count: int) -> str:
        """One of two phrases: ("reprints", 1) -> "1 reprint", ("reprints", 2) -> "2 reprints"."""
        form = "one" if count == 1 else "many"
        return self.phrases.fill(f"slack_{key}_{form}", count=str(count))
