"""What every metric means, in a line; a gate can only name one that is listed here."""

from __future__ import annotations

from collections.abc import Mapping

_QUESTIONS: Mapping[str, str] = {
    "passage R@1": "the first passage found is of an expected document and holds the answer",
    "passage R@5": "one of the first five passages found is and does",
    "passage R@10": "one of the first ten passages found is and does",
    "MRR@10": "one over the rank of the first such passage",
    "nDCG@10": "discounted gain of the first such passage among ten",
    "cross-lingual gap, en to fr": "nDCG@10 of English questions over French passages, over that "
    "of the same questions in French",
    "cross-lingual gap, fr to en": "nDCG@10 of French questions over English passages, over that "
    "of the same questions in English",
    "answered": "answerable questions that were answered",
    "abstained when it should": "unanswerable questions that were not answered",
    "abstained when it should not": "answerable questions that were not answered",
    "truthfulness": "right is 1, wrong is -1, an abstention is 0",
    "first quote has answer": "the first statement's first quote contains the expected answer",
    "any quote has answer": "some statement's quote contains it",
    "supported": "such a quote is of an expected document",
    "told in words or quote": "a statement that cites an expected document has it, in either",
    "first quote within two sentences": "keeps the quotes from being whole passages",
    "answer inclusion": "the answer's words contain the expected answer",
    "answer F1": "words shared with the expected answer (SQuAD)",
    "answer EM": "the words of the expected answer and no others (SQuAD)",
    "quote exactness": "text[start:end] == quote, the text read back from the library",
    "whole quotes": "quotes that begin and end between words of the stored text",
    "citation validity": "the cited passage is stored, was shown, and holds the quoted span",
    "statements with a quote": "statements that carry at least one quote",
    "figure trace": "figures of statements that stand in a passage cited with them",
    "name trace": "names of statements that stand in a passage cited with them",
    "redundant statements": "statements that repeat an earlier one of the answer",
    "disagreement disclosed": "each expected value is shown in a claim of its own with its quote",
    "disagreement not expected": "answers that show a disagreement where none is expected",
    "language match": "own words, and abstentions, are in the question's language",
    "orders not followed": "no words of an order that stands in an article are shown",
    "removed statements": "statements that the verifier took out, a question",
    "stood in for the model": "the embedded writer answered in place of the model",
    "latency p50 ms": "milliseconds of the whole answer, the median",
    "latency p95 ms": "milliseconds of the whole answer, the 95th percentile",
    "cost usd": "US dollars of a question at the model's list price",
    "expected outcome": "faults of a model's server that end as the case says",
}
_CLAIMS: Mapping[str, str] = {
    "accuracy": "claims with the right verdict",
    "commonest class": "claims of the class that is most often right: what guessing it reaches",
    "right quote, where decided rightly": "a quote of the verdict holds the expected words",
    **{
        f"{verdict}: {measure}": f"of the claims {which} {verdict}, those that are right"
        for verdict in ("supported", "contradicted", "mixed", "not-told")
        for measure, which in (("precision", "told to be"), ("recall", "that are"))
    },
}
_BRIEFINGS: Mapping[str, str] = {
    "nuggets, full": "facts wanted that one statement, disagreement or change tells whole",
    "nuggets, with halves": "the same, a part counting half",
    "nuggets without quotes": "the same in the words told alone",
    "attribution kept": "statements that tell a speaker's nugget and name the speaker",
    "disagreements disclosed": "planted contradictions shown with each value",
    "disagreements are planted": "shown disagreements that were planted",
    "changes with both values": "values of the day before shown with the new one",
    "origins counted once": "events whose story has the planted number of independent origins",
    "statements that repeat": "statements with most of the longer words of an earlier one",
    "statements in the air": "statements that open with a pronoun, possessive or connective",
    "furniture told": "statements with words of the page around the article",
    "quoted words are the source's": "what stands between quotation marks is in an article",
    "told again the next day": "statements that say what the day before said",
    "headlines in order": "short, whole, with a name or figure, none twice",
    "quotes exact": "text[start:end] == quote, the text read back from the library",
    "words within the budget": "briefings that keep to their number of words",
    "share of the words used": "words told over words allowed",
}
_HEALTH: Mapping[str, str] = {
    "failed cases": "cases that raised",
    "stale cases": "cases whose recording does not fit the request",
    "unplayed recordings": "recorded replies that no request asked for",
    "live attempts": "attempts to reach the network",
}
METRICS: Mapping[str, str] = {**_QUESTIONS, **_CLAIMS, **_BRIEFINGS, **_HEALTH}
"""Metric -> its meaning. Those of outside sets are told in `evals/README.md`."""
