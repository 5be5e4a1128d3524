"""Loads what the first question in each language needs, before anybody asks it.

Word lists, gazetteer and models are loaded when they are first used, which a command gains by; the
first asker of a server would wait for all of them.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from bot.answer import Answering
from bot.errors import CitewireError

QUESTIONS: Mapping[str, str] = {
    "fr": "Combien de soldats la France a-t-elle envoyés en Europe selon le ministre ?",
    "en": "How many soldiers did the United States send to Europe according to the minister?",
    "de": "Wie viele Soldaten hat Deutschland laut dem Minister nach Europa geschickt?",
    "es": "¿Cuántos soldados envió España a Europa según el ministro?",
}
"""Each with a number, a place, an office and a reporter: all that is looked up in lists."""

_log = logging.getLogger(__name__)


def warm_up(answering: Answering) -> None:
    """Answer a question in each language and throw the answers away. No model is asked, nothing is
    written into the journal; what fails is told to the log, and will be told to who asks next."""
    for language, question in QUESTIONS.items():
        try:
            answering.answer(question)
        except CitewireError as failure:
            _log.warning("a first question (%s) could not be tried: %s", language, failure)
