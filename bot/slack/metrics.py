"""What is counted while serving, for Prometheus.

A registry of its own, so that two applications in one process (tests) do not count together.
"""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.slack.clients import Called

ACK_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 3.0)
ANSWER_SECONDS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)
CALL_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)


class Metrics:
    """Counters, gauges and histograms; `page()` is what /metrics answers."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._questions = Counter(
            "citewire_questions",
            "Questions that were ended, by kind and outcome.",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self._acknowledgements = Histogram(
            "citewire_acknowledgement_seconds",
            "Time from an event's coming in to its acknowledgement.",
            ["transport"],
            buckets=ACK_SECONDS,
            registry=self.registry,
        )
        self._answers = Histogram(
            "citewire_answer_seconds",
            "Time from a question's coming in to the end of its answer.",
            ["kind"],
            buckets=ANSWER_SECONDS,
            registry=self.registry,
        )
        self._calls = Counter(
            "citewire_slack_calls",
            "Calls of Slack's Web API, by method and status.",
            ["method", "status"],
            registry=self.registry,
        )
        self._call_seconds = Histogram(
            "citewire_slack_call_seconds",
            "Time that calls of Slack's Web API took.",
            ["method"],
            buckets=CALL_SECONDS,
            registry=self.registry,
        )

    def called(self, call: Called) -> None:
        """Count a call of the Web API."""
        self._calls.labels(call.method, call.status).inc()
        self._call_seconds.labels(call.method).observe(call.seconds)

    def acknowledged(self, transport: str, seconds: float) -> None:
        """Count an acknowledgement."""
        self._acknowledgements.labels(transport).observe(seconds)

    def ended(self, kind: str, outcome: str, seconds: float) -> None:
        """Count the end of a question."""
        self._questions.labels(kind, outcome).inc()
        self._answers.labels(kind).observe(seconds)

    def watch(self, name: str, explanation: str, value: Callable[[], float]) -> None:
        """A gauge that is asked for its value when /metrics is read."""
        Gauge(f"citewire_{name}", explanation, registry=self.registry).set_function(value)

    def page(self) -> bytes:
        """Everything in Prometheus's text format."""
        return generate_latest(self.registry)
