"""The model that writes, put together from the settings: client, prompts, prices."""

from __future__ import annotations

import logging
import random
import time
from dataclasses import replace

from bot.budget import LOCAL_USER, Budget
from bot.pricing import PriceTable
from bot.prompts import Phrases, Prompt
from bot.settings import Settings
from bot.writers.model import Endpoint, ModelClient, ModelWriter, Policy
from bot.writers.model.client import OPENAI
from bot.writers.model.metered import Metered, Terms
from bot.writers.model.rewriter import ModelRewriter
from bot.writers.model.story_writer import ModelStoryWriter


class Model:
    """One model on one server. Asks for nothing before it is used."""

    def __init__(self, settings: Settings, budget: Budget) -> None:
        self._prompts = settings.prompts
        self._budget = budget
        self._prices = PriceTable.shipped()
        self._client = ModelClient(
            Endpoint(
                model=settings.model,
                key=settings.openai_api_key,
                base_url=settings.openai_base_url or OPENAI,
            ),
            policy=Policy(clock=time.monotonic, sleep=time.sleep, random=random.random),
            notify=logging.getLogger(__name__).warning,
        )

    def writer(self) -> ModelWriter:
        """Writes answers. Raises PromptError for a prompt file that cannot be used."""
        prompt = Prompt.load(self._prompts / "answer.yaml")
        return ModelWriter(self._client, prompt, price=self._prices.cost)

    def story_writer(self, phrases: Phrases) -> ModelStoryWriter:
        """Writes one briefing. Raises PromptError for a prompt file that cannot be used."""
        terms = Terms(
            purse=self._budget, user=LOCAL_USER, price=self._prices.cost, clock=time.monotonic
        )
        return ModelStoryWriter(
            Metered(self._client, terms),
            Prompt.load(self._prompts / "briefing_story.yaml"),
            Prompt.load(self._prompts / "briefing_overview.yaml"),
            phrases,
        )

    def rewriter(self) -> ModelRewriter:
        """Rewrites follow-ups. Raises PromptError for a prompt file that cannot be used."""
        prompt = Prompt.load(self._prompts / "followup.yaml")
        return ModelRewriter(self._client, prompt, self._prices.cost)

    def examine(self) -> str:
        """Make one small real call, within the budget, and say in a line what it showed.

        Raises WriterError when the server, the key, the model or the budget does not allow it.
        """
        self._budget.check(LOCAL_USER)
        found = self._client.probe()
        name, used = found.model, found.usage
        cost = self._prices.cost(name, used.input_tokens, used.output_tokens)
        self._budget.spend(LOCAL_USER, name, replace(used, cost_usd=cost))
        return (
            f"{name} answered in {found.seconds:.1f} s, structured output by {found.structured}; "
            f"{self._price_of(name)}"
        )

    def _price_of(self, model: str) -> str:
        price = self._prices.of(model)
        if price is None:
            return self._prices.note(model)
        return (
            f"${price.input:.2f} and ${price.output:.2f} for a million tokens in and out "
            f"(list of {self._prices.date})"
        )
