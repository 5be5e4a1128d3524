"""The writer that asks a model: each statement is verified before anybody sees it.

One reply is streamed; statements are verified as they become whole. Those that fall get one repair
round. A model that says that the passages do not tell, while the embedded writer found something,
is asked once more. Everything together keeps to one deadline.
"""

from __future__ import annotations

from dataclasses import replace

from bot.citations import Draft, DraftStatement, Evidence, Verified, verify
from bot.citations.evidence import as_data, excerpt
from bot.prompts import Prompt
from bot.types import Disagreement, Removal, Statement, Usage
from bot.writers import Assignment, Composition
from bot.writers.model.asking import Asking, Limits, Price
from bot.writers.model.checking import check
from bot.writers.model.dialect import Message, ModelRequest
from bot.writers.model.failures import ModelFailure
from bot.writers.model.objections import Fallen, objections
from bot.writers.model.reading import DraftReader
from bot.writers.model.shape import ANSWER_SCHEMA
from bot.writers.model.tokens import fitted
from bot.writers.model.untrusted import MOST_STATEMENTS
from bot.writers.model.wording import LANGUAGES


class ModelWriter:
    """Writes with a model. Shared by threads: each answer has a session of its own."""

    def __init__(
        self, client: Asking, prompt: Prompt, *, price: Price, limits: Limits | None = None
    ) -> None:
        self._client = client
        self._prompt = prompt
        self._price = price
        self._limits = limits or Limits()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._client.model

    def compose(self, assignment: Assignment) -> Composition:
        """An answer of which every statement stands, with what fell and what it cost.

        A reply that breaks off after a statement was handed on keeps what stands. Raises
        ModelFailure, with its usage priced, when the model gave nothing at all.
        """
        evidence = fitted(assignment.evidence, self._client.count, self._limits.evidence)
        session = _Session(
            self._client, self._prompt, replace(assignment, evidence=evidence), self._limits.output
        )
        try:
            session.run()
        except ModelFailure as failure:
            failure.usage = self._priced(session.usage)
            raise
        return replace(session.composition(), usage=self._priced(session.usage))

    def _priced(self, usage: Usage) -> Usage:
        cost = self._price(self.name, usage.input_tokens, usage.output_tokens)
        return replace(usage, cost_usd=cost)


class _Session:
    """One answer in the making."""

    def __init__(self, client: Asking, prompt: Prompt, assignment: Assignment, output: int) -> None:
        self._client = client
        self._prompt = prompt
        self._assignment = assignment
        self._evidence = assignment.evidence
        self._output = output
        self._deadline = client.deadline()
        self._messages: tuple[Message, ...] = ()
        self._standing: dict[str, Statement] = {}
        self._objections: dict[DraftStatement, Removal] = {}
        self._disagreements: tuple[Disagreement, ...] = ()
        self._removed: list[Removal] = []
        self._abstained = False
        self._broke_off = ""
        self.usage = Usage()

    def run(self) -> None:
        """Ask, then mend what fell or look a second time. Raises ModelFailure."""
        draft = self._first()
        if not draft.answered:
            found = self._assignment.found()
            listed = self._listed(found) if found else ""
            looked = self._again("second_look", found=listed) if listed else draft
            self._abstained = not looked.answered
            return
        fallen = self._fallen(draft)
        if fallen:
            self._again("repair", objections=objections(fallen, self._evidence))

    def composition(self) -> Composition:
        """What stands now."""
        return Composition(
            verified=Verified(
                statements=tuple(self._standing.values()),
                disagreements=self._disagreements,
                removed=tuple(dict.fromkeys(self._removed)),
            ),
            abstained=self._abstained,
            broke_off=self._broke_off,
        )

    def _first(self) -> Draft:
        """The first reply, with half the passages for as long as they are too many."""
        while True:
            self._messages = self._opening()
            try:
                return self._ask()
            except ModelFailure as failure:
                items = self._evidence.items
                if self._standing:
                    self._broke_off = str(failure)  # what stands is kept
                    return Draft(answered=True)
                if failure.kind != "too-long" or len(items) < 2:
                    raise
                self._evidence = Evidence(items[: len(items) // 2])

    def _again(self, part: str, **slots: str) -> Draft:
        """One more round; when it fails, what was said before is kept."""
        self._messages += (Message("user", self._prompt.fill(part, **slots)),)
        try:
            return self._ask()
        except ModelFailure:
            return Draft(answered=False)

    def _ask(self) -> Draft:
        request = ModelRequest(
            messages=self._messages,
            max_output_tokens=self._output,
            schema=ANSWER_SCHEMA,
            name="answer",
        )
        reader = DraftReader(self._verify)
        try:
            done = self._client.ask(request, reader, self._deadline)
        except ModelFailure as failure:
            self.usage += failure.usage
            self._removed += (one.removal for one in self._fallen(reader.draft))
            raise
        self.usage += done.usage
        self._messages += (Message("assistant", done.text),)
        draft = reader.draft
        matters = Draft(answered=draft.answered, disagreements=draft.disagreements)
        verified = verify(matters, self._evidence)
        self._disagreements = self._disagreements or verified.disagreements
        self._removed += (one.removal for one in self._fallen(draft))
        self._removed += verified.removed
        return draft

    def _fallen(self, draft: Draft) -> list[Fallen]:
        return [
            Fallen(statement, self._objections[statement])
            for statement in draft.statements
            if statement in self._objections
        ]

    def _verify(self, proposed: DraftStatement) -> bool:
        """Hand the statement on if it stands; whether it did."""
        checked = check(proposed, self._evidence, self._assignment.question.language)
        for removal in checked.removed:
            self._objections[proposed] = removal
        new = [one for one in checked.statements if one.text not in self._standing]
        if not new or len(self._standing) >= MOST_STATEMENTS:
            return False
        self._standing[new[0].text] = new[0]
        self._assignment.hand_on(new[0])
        return True

    def _listed(self, found: Verified) -> str:
        """The quotes on which the embedded writer would answer, of passages that are shown."""
        cited = [citation for one in found.statements for citation in one.citations]
        labelled = [(self._evidence.label_of(one.passage), one.quote) for one in cited]
        return "\n".join(dict.fromkeys(excerpt(label, quote) for label, quote in labelled if label))

    def _opening(self) -> tuple[Message, ...]:
        question = self._assignment.question
        language = LANGUAGES.get(question.language, "the language of the question")
        system = self._prompt.fill("system", language=language, statements="4")
        user = self._prompt.fill(
            "user",
            evidence=self._evidence.render(),
            question=as_data(question.text),
            language=language,
        )
        return (Message("system", system), Message("user", user))
