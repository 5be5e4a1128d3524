from pathlib import Path

import pytest

from bot.embeddings import HashingEmbedder
from bot.errors import EvalError
from evals.rpm2.measuring import share_repeated
from evals.rpm2.reading import body_of, load_clusters
from evals.rpm2.running import run_rpm2
from evals.runner import Setting

ARTICLES = {
    "C1": (
        "Le port de Gênes a fermé lundi après une tempête qui a détruit deux quais et 40 grues.",
        "La mairie de Gênes a promis 12 millions d'euros pour réparer les quais du port.",
    ),
    "C2": (
        "Le port de Gênes a rouvert vendredi, un mois après la tempête, avec trois quais neufs.",
        "Les dockers de Gênes ont annoncé une grève de 48 heures contre les nouveaux horaires.",
    ),
}
ABSTRACTS = ("La tempête a fermé le port de Gênes.", "Le port de Gênes, ses quais et sa mairie.")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "references").mkdir()
    for date, articles in ARTICLES.items():
        for number, article in enumerate(articles, start=1):
            name = f"documents/T01_{date}_{number:02}.txt"
            text = f"\ufeffTitre {number}\r\n{article}\r\n"
            (tmp_path / name).write_bytes(text.encode())
        for number, abstract in enumerate(ABSTRACTS, start=1):
            name = f"references/T01_{date}_A{number}.txt"
            (tmp_path / name).write_text(abstract, encoding="utf-8-sig")
    return tmp_path


def setting(directory: Path) -> Setting:
    return Setting(
        embedder=HashingEmbedder(),
        cache=directory / "cache",
        date="2026-01-01",
        revision="r1",
        machine="m1",
        progress=lambda line: None,
    )


def test_clusters_are_read_with_their_abstracts_and_without_byte_order_mark(data: Path) -> None:
    first, second = load_clusters(data)
    assert (first.name, second.name) == ("T01_C1", "T01_C2")
    assert first.references == ABSTRACTS
    assert body_of(first.articles[0]) == ARTICLES["C1"][0]


def test_a_date_without_abstracts_is_one_clear_line(data: Path) -> None:
    for path in data.glob("references/T01_C2_*"):
        path.unlink()
    with pytest.raises(EvalError, match=r"0 abstracts of T01_C2"):
        load_clusters(data)


def test_without_data_the_suite_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="--data"):
        load_clusters(None)
    with pytest.raises(EvalError, match="documents/"):
        load_clusters(tmp_path)


def test_the_suite_reports_every_figure_beside_its_floors(data: Path, tmp_path: Path) -> None:
    finished = run_rpm2(data, setting(tmp_path))
    for metric in ("ROUGE-1", "first sentences, ROUGE-2", "one person, ROUGE-1", "T01"):
        assert metric in finished.text
    metrics = finished.json["metrics"]
    assert isinstance(metrics, dict)
    assert 0 < metrics["ROUGE-1"]["value"] < 1
    assert metrics["ROUGE-1"]["count"] == 1
    assert metrics["ROUGE-1"]["aim"] == 0.40
    assert metrics["words told"]["value"] > 0


@pytest.mark.parametrize(
    ("told", "share"),
    [
        (["Le pont de Bonn ferme lundi."], 1.0),
        (["Une grève commence à Gênes.", "À Bonn, le pont ferme."], 0.5),
        (["Une grève commence à Gênes."], 0.0),
        ([], 0.0),
    ],
)
def test_a_sentence_repeats_that_has_half_of_its_words_from_one_before(
    told: list[str], share: float
) -> None:
    assert share_repeated(told, ["À Bonn le pont ferme.", "La mer monte."]) == share
