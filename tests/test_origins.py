import random
import time

import numpy as np
import pytest

from bot.origins import (
    Shingles,
    bands,
    group_origin,
    near_identical,
    resemblance,
    signature,
    similarity,
)
from bot.types import Document

WIRE = (
    "Le président a reçu mardi à Bruxelles les ministres de la défense de douze pays alliés. "
    "Ils ont discuté pendant trois heures des livraisons de munitions promises en janvier. "
    "Selon un responsable de l'alliance, 12 personnes ont été blessées lors du bombardement. "
    "Les combats se poursuivent autour de la ville, où les habitants manquent d'eau et de gaz. "
    "La production d'obus ne suit pas le rythme de la guerre, a averti le secrétaire général. "
    "Une nouvelle réunion est prévue la semaine prochaine en Allemagne avec les industriels. "
    "Le gouvernement a promis des chars supplémentaires avant la fin du printemps prochain. "
    "L'opposition réclame un débat au parlement sur le coût de cette aide militaire."
)
OTHER = (
    "Réunis à Bruxelles, douze alliés ont parlé mardi des stocks de munitions et des obus. "
    "Le secrétaire général s'inquiète d'une guerre d'usure qui vide les dépôts occidentaux. "
    "Sur le terrain, le bombardement d'un quartier a fait une douzaine de blessés selon l'armée. "
    "Berlin accueillera dans quelques jours les fabricants pour accélérer les commandes. "
    "Des chars arriveront au printemps, assure l'exécutif, que l'opposition presse de questions."
)


def document(text: str, name: str = "new") -> Document:
    return Document(id=name, text=text, raw=text, title="", language="fr", source=name)


def sentences(text: str) -> list[str]:
    return [f"{sentence.rstrip('.')}." for sentence in text.split(". ")]


REPRINTS = {
    "the same": WIRE,
    "another headline": f"Une réunion décisive à Bruxelles\n\n{WIRE}",
    "an agency credit": f"{WIRE} (avec AFP)\n\nReproduction interdite.",
    "the first half": " ".join(sentences(WIRE)[:4]),
    "two sentences dropped": " ".join(sentences(WIRE)[:3] + sentences(WIRE)[5:]),
    "other typography": WIRE.replace("'", "’").replace(" a ", "\u00a0a ").replace(". ", ".\n\n"),
    "words swapped": WIRE.replace("habitants", "civils").replace("chars", "blindés"),
    "a figure corrected": WIRE.replace("12 personnes", "15 personnes"),
}


@pytest.mark.parametrize("text", REPRINTS.values(), ids=REPRINTS.keys())
def test_a_reprint_has_the_origin_of_what_it_reprints(text: str) -> None:
    stored = signature(WIRE)
    assert set(bands(stored)) & set(bands(signature(text)))
    assert group_origin(document(text), [("wire", "agency", stored)]) == "agency"


@pytest.mark.parametrize("text", [OTHER, "", "Oui.", f"{OTHER} {sentences(WIRE)[0]}"])
def test_other_texts_are_their_own_origin(text: str) -> None:
    assert group_origin(document(text), [("wire", "wire", signature(WIRE))]) == "new"


def test_the_most_similar_candidate_other_than_the_document_gives_the_origin() -> None:
    half = signature(" ".join(sentences(WIRE)[:4]) + OTHER)
    candidates = [
        ("new", "itself", signature(WIRE)),
        ("half", "half", half),
        ("whole", "whole", signature(WIRE)),
    ]
    assert group_origin(document(WIRE), candidates) == "whole"
    assert group_origin(document(WIRE), candidates[:1]) == "new"
    assert group_origin(document(OTHER), candidates, signed=signature(WIRE)) == "whole"


def test_signatures_are_the_same_in_every_run() -> None:
    signed = signature("Une réunion décisive à Bruxelles mardi.")
    assert signed.shape == (129,)
    assert signed.dtype == np.uint64
    assert signed[0] == 4
    assert bands(signed)[:2] == BANDS
    assert all(0 <= key < 2**63 for key in bands(signed))


BANDS = (7019181903677491595, 5201880952097031821)


def test_texts_without_words_have_no_bands_and_resemble_nothing() -> None:
    empty = signature(" … !")
    assert bands(empty) == ()
    assert resemblance(empty, empty) == 0.0
    assert similarity(empty, signature(WIRE)) == 0.0


def test_resemblance_estimates_the_share_of_common_runs() -> None:
    generator = random.Random(5)
    tokens = [str(generator.random()) for _ in range(1000)]
    whole, part = signature(" ".join(tokens)), signature(" ".join(tokens[:600]))
    assert resemblance(whole, part) == pytest.approx(0.6, abs=0.13)
    assert similarity(whole, part) == pytest.approx(1.0, abs=0.15)


PASSAGE = " ".join(sentences(WIRE)[:5])


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (PASSAGE, True),
        (PASSAGE.replace("'", "’").upper().lower(), True),
        (PASSAGE.replace("habitants", "civils"), True),
        (" ".join(sentences(PASSAGE)[:3] + sentences(PASSAGE)[4:]), True),
        (PASSAGE.replace("12 personnes", "15 personnes"), False),
        (PASSAGE.replace("12 personnes", "1 200 personnes"), False),
        (PASSAGE.replace("douze pays", "quinze pays"), False),
        (PASSAGE.replace("ont été blessées", "n'ont pas été blessées"), False),
        (" ".join(sentences(PASSAGE)[:2]), False),
        (OTHER, False),
        ("", False),
    ],
)
def test_passages_collapse_only_with_the_same_words_and_figures(text: str, same: bool) -> None:
    assert near_identical(PASSAGE, text) is same
    assert near_identical(text, PASSAGE) is same


def test_grouping_of_digits_is_layout() -> None:
    text = "La Russie tire jusqu'à {} obus par jour sur la ville assiégée selon les alliés."
    assert near_identical(text.format("20 000"), text.format("20\u202f000"))
    assert near_identical(text.format("20 000"), text.format("20.000"))
    assert not near_identical(text.format("20 000"), text.format("20 001"))


def test_cached_shingles_compare_fifty_candidates_at_once() -> None:
    cached = [Shingles.of(f"{PASSAGE} Dernière phrase {chr(97 + n)}.") for n in range(25)]
    started = time.process_time()
    for one in cached:
        for other in cached:
            assert one.near_identical(other)
    assert (time.process_time() - started) / 625 < 0.0005
