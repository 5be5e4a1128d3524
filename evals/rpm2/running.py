"""Running the suite: every topic briefed on both dates, scored and reported."""

from __future__ import annotations

from pathlib import Path

from evals.circumstances import circumstances_of, data_hash
from evals.finished import Finished
from evals.rpm2.briefing import told_of
from evals.rpm2.measuring import topic_of
from evals.rpm2.outcome import outcome_of
from evals.rpm2.reading import load_clusters
from evals.rpm2.report import as_json, as_text
from evals.runner import Setting
from evals.vectors import CachingEmbedder


def run_rpm2(data: Path | None, setting: Setting) -> Finished:
    """Brief every date of RPM2 in `data`. Raises EvalError where the set is not as expected."""
    clusters = load_clusters(data)
    embedder = CachingEmbedder(setting.embedder, setting.cache / "vectors.sqlite", setting.progress)
    topics = []
    try:
        for first, second in zip(clusters[::2], clusters[1::2], strict=True):
            setting.progress(f"briefing {first.topic}")
            topics.append(topic_of(*told_of(first, second, embedder)))
    finally:
        embedder.close()
    conditions = f"{setting.date}, revision {setting.revision}, {embedder.name}, {setting.machine}"
    return Finished(
        text=as_text(topics, conditions),
        json=as_json(topics, conditions),
        outcome=outcome_of(topics, circumstances_of(setting, data_hash([data] if data else []))),
    )
