"""Outcomes as JUnit XML, which CI systems show: a test suite for each suite and writer.

A case with faults is a failure; one that is stale or raised is an error, for it has no score. The
gates are a test suite of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as Xml

from bot.escaping import writable
from evals.gates import Gated
from evals.outcomes import CaseOutcome, Outcome
from evals.telling.wording import (
    NO_MODELS_FIGURES,
    name_of,
    said,
    what_is_wrong,
    written_by_hand,
)


def as_junit(outcomes: Iterable[Outcome], judged: Sequence[Gated] = ()) -> str:
    """The XML document. Characters that XML cannot hold are shown as "�"."""
    root = Xml.Element("testsuites", name="citewire evals")
    suites = [_suite(root, outcome) for outcome in outcomes]
    if judged:
        suites.append(_gates(root, judged))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: Xml.Element, outcome: Outcome) -> Xml.Element:
    cases = outcome.cases
    suite = _begun(root, name_of(outcome), len(cases))
    suite.set("timestamp", outcome.circumstances.date)
    suite.set("failures", str(sum(one.state == "scored" and bool(one.faults) for one in cases)))
    suite.set("errors", str(sum(one.state != "scored" for one in cases)))
    if written_by_hand(outcome):
        properties = Xml.SubElement(suite, "properties")
        Xml.SubElement(properties, "property", name="note", value=NO_MODELS_FIGURES)
    for one in cases:
        _case(suite, one, f"{outcome.suite}.{outcome.writer}")
    return suite


def _case(suite: Xml.Element, one: CaseOutcome, place: str) -> None:
    case = Xml.SubElement(suite, "testcase", classname=writable(place), name=writable(one.id))
    if one.passed:
        return
    kind = "failure" if one.state == "scored" else "error"
    # The words of a held-out case are never repeated, nor what was wrong with it.
    message = what_is_wrong(one) if one.listed else "held out"
    found = Xml.SubElement(case, kind, type=one.state, message=writable(message))
    lines = [one.title, one.expected and f"expected: {one.expected}", said(one.reply)]
    found.text = writable("\n".join(line for line in lines if line))


def _gates(root: Xml.Element, judged: Sequence[Gated]) -> Xml.Element:
    suite = _begun(root, "gates", len(judged))
    suite.set("failures", str(sum(not one.holds for one in judged)))
    for one in judged:
        place = f"gates.{one.suite}.{one.writer}"
        case = Xml.SubElement(suite, "testcase", classname=writable(place), name=str(one.gate))
        if not one.holds:
            Xml.SubElement(case, "failure", type="gate", message=writable(str(one)))
    return suite


def _begun(root: Xml.Element, name: str, tests: int) -> Xml.Element:
    return Xml.SubElement(
        root, "testsuite", name=writable(name), tests=str(tests), failures="0", errors="0"
    )
