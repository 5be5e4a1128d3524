"""Writing with a model behind the chat-completions protocol. Importing it loads `openai`."""

from bot.writers.model.asking import Limits
from bot.writers.model.client import Completion, Endpoint, ModelClient, Probed
from bot.writers.model.dialect import Message, ModelRequest, Structured
from bot.writers.model.failures import ModelFailure
from bot.writers.model.policy import Breaker, Policy
from bot.writers.model.writer import ModelWriter

__all__ = [
    "Breaker",
    "Completion",
    "Endpoint",
    "Limits",
    "Message",
    "ModelClient",
    "ModelFailure",
    "ModelRequest",
    "ModelWriter",
    "Policy",
    "Probed",
    "Structured",
]
