"""Measuring a judge against people, from verdicts that are on file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.errors import EvalError
from evals.judge.agreement import Agreement, agreement_on
from evals.judge.pairs import LabelledPair
from evals.judge.verdicts import Verdicts


def together(files: Sequence[Verdicts]) -> Verdicts:
    """One judge's verdicts out of several files; the date is that of the oldest.

    Raises EvalError where they are of different judges or prompts, or contradict one another.
    """
    if not files:
        raise EvalError("there is no file of verdicts; give --verdicts FILE")
    given: dict[str, object] = {}
    for file in files:
        same = (file.model, file.by_hand, file.prompt)
        if same != (files[0].model, files[0].by_hand, files[0].prompt):
            raise EvalError(
                f"verdicts of {file.model!r} by prompt {file.prompt} and of {files[0].model!r} by "
                f"prompt {files[0].prompt} are no one judge's; give one judge's files"
            )
        for name, verdict in file.given.items():
            if given.setdefault(name, verdict) != verdict:
                raise EvalError(f"two files give different verdicts on {name!r}; mend one")
    return Verdicts(
        model=files[0].model,
        by_hand=files[0].by_hand,
        prompt=files[0].prompt,
        recorded=min(file.recorded for file in files),
        given={name: verdict for file in files for name, verdict in file.given.items()},
    )


def measured(verdicts: Verdicts, sets: Mapping[str, Sequence[LabelledPair]]) -> Agreement:
    """The agreement on each set over the pairs that have a verdict; equal pairs count once.

    Raises EvalError for a set of which no pair has one.
    """
    agreed = {}
    for name, pairs in sets.items():
        labels = {pair.judged.id: pair.label for pair in pairs}
        judged = [
            (label, verdicts.given[identifier])
            for identifier, label in labels.items()
            if identifier in verdicts.given
        ]
        if not judged:
            raise EvalError(f"{verdicts.model!r} has no verdict on any pair of {name}")
        agreed[name] = agreement_on(judged, len(labels))
    return Agreement(
        model=verdicts.model,
        by_hand=verdicts.by_hand,
        prompt=verdicts.prompt,
        recorded=verdicts.recorded,
        sets=agreed,
    )
