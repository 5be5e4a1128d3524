"""When a sentence's event took place: told where it is sure, else not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.moments import day_reported

WEDNESDAY = "2023-02-15"


@pytest.mark.parametrize(
    ("language", "sentence", "published", "day"),
    [
        ("fr", "Le pont a été fermé mardi.", WEDNESDAY, "2023-02-14"),
        ("fr", "Le pont est fermé depuis mardi.", WEDNESDAY, None),
        ("fr", "Mardi, le ministre a annoncé un contrat.", WEDNESDAY, "2023-02-14"),
        ("fr", "Les ministres se réuniront vendredi à Bruxelles.", WEDNESDAY, "2023-02-17"),
        ("fr", "Les ministres se réunissent mardi à Bruxelles.", "2023-02-14", "2023-02-14"),
        ("fr", "Les ministres se réunissent mardi à Bruxelles.", WEDNESDAY, None),
        ("fr", "La Russie a envahi l'Ukraine le 24 février 2022.", None, "2022-02-24"),
        (
            "fr",
            "Le bureau a déclaré lundi qu'il avait compté 199 morts depuis l'attaque du 24 mai.",
            "2023-02-13",
            "2023-02-13",
        ),
        ("fr", "Le bureau a déclaré lundi qu'il avait enregistré 7 199 morts.", "2023-02", None),
        (
            "fr",
            "L'un des guérilleros capturés le 2 juillet a nié hier avoir trahi.",
            "2008-07-14",
            "2008-07-13",
        ),
        ("fr", "Les premières livraisons sont attendues en mars.", "2023-02", "2023-03"),
        ("fr", "Les élections prévues le 3 mars sont annulées.", WEDNESDAY, None),
        ("fr", "Il a été arrêté lundi dernier.", WEDNESDAY, "2023-02-13"),
        ("fr", "L'homme qui a été arrêté mardi a été libéré.", WEDNESDAY, None),
        (
            "fr",
            "La police a annoncé mercredi que l'attentat avait eu lieu lundi.",
            WEDNESDAY,
            "2023-02-15",
        ),
        (
            "fr",
            "« Bakhmout ne sera pas prise demain », a reconnu le patron de Wagner.",
            WEDNESDAY,
            None,
        ),
        ("fr", "Le tribunal s'est réuni lundi 13 février.", WEDNESDAY, "2023-02-13"),
        ("fr", "Le tribunal s'est réuni mardi 13 février.", WEDNESDAY, None),
        ("fr", "Dans la nuit de lundi à mardi, un séisme a frappé la ville.", WEDNESDAY, None),
        ("fr", "En 2014, la Russie a annexé la Crimée.", None, "2014"),
        ("fr", "Le procès devrait s'ouvrir le 3 avril.", WEDNESDAY, "2023-04-03"),
        ("en", "The bridge was closed on Tuesday.", WEDNESDAY, "2023-02-14"),
        ("en", "Austin said Tuesday that allies would send tanks.", WEDNESDAY, "2023-02-14"),
        ("en", "The Sunday Times reported that he won.", WEDNESDAY, None),
        ("en", "He was arrested last Monday.", WEDNESDAY, None),
        ("en", "He was arrested last Friday.", WEDNESDAY, "2023-02-10"),
        ("en", "Talks are expected to begin next Monday.", WEDNESDAY, "2023-02-20"),
        ("en", "Russia invaded Ukraine on February 24, 2022.", None, "2022-02-24"),
        ("en", "Russia has attacked since February 24, 2022.", None, None),
        ("en", "The vote will be held on March 3.", WEDNESDAY, "2023-03-03"),
        ("en", "Two men died yesterday in Bonn.", WEDNESDAY, "2023-02-14"),
        ("en", "He resigned on Tuesday, Feb. 14.", WEDNESDAY, "2023-02-14"),
        ("en", "He has been in jail since Tuesday, Feb. 14.", WEDNESDAY, None),
        ("en", "Tuesday's meeting was cancelled.", WEDNESDAY, None),
        ("en", "The man, who was arrested on Monday, appeared in court.", WEDNESDAY, None),
        ("de", "Der Minister sagte am Montag, die Brücke sei zu.", WEDNESDAY, "2023-02-13"),
        ("de", "Die Brücke wird am Freitag geöffnet.", WEDNESDAY, "2023-02-17"),
        ("de", "Am 24. Februar 2022 marschierte Russland ein.", None, "2022-02-24"),
        ("de", "Guten Morgen, Bonn hat gewählt.", WEDNESDAY, None),
        ("de", "Die Brücke ist seit Montag gesperrt.", WEDNESDAY, None),
        ("es", "El alcalde cerró el puente el martes.", WEDNESDAY, "2023-02-14"),
        ("es", "Los martes se reunieron.", WEDNESDAY, None),
        ("es", "El tribunal se reunirá el próximo lunes.", WEDNESDAY, "2023-02-20"),
        ("es", "El 24 de febrero de 2022 Rusia invadió Ucrania.", None, "2022-02-24"),
        ("es", "Por la mañana hubo un ataque.", WEDNESDAY, None),
        ("fr", "Les élections prévues pour mardi dernier ont été reportées.", WEDNESDAY, None),
        ("fr", "La pièce est exposée depuis le 18 janvier 2023.", WEDNESDAY, None),
        ("fr", "Depuis leur introduction en 2002, les billets ont changé.", WEDNESDAY, None),
        ("fr", "En 2011, la marge était de 14 euros, de 21 en 2010.", WEDNESDAY, None),
        ("fr", "Il sera jugé le 30 février 2023.", WEDNESDAY, None),
        ("fr", "Le 24\u00a0février\u202f2022, la Russie a envahi l’Ukraine.", None, "2022-02-24"),
        ("xx", "Le pont a été fermé mardi.", WEDNESDAY, None),
    ],
)
def test_the_day_of_an_event(
    language: str, sentence: str, published: str | None, day: str | None
) -> None:
    assert day_reported(sentence, language, published) == day


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_day_before_is_the_day_before_publication(published: date) -> None:
    told = day_reported("Le pont a été fermé hier.", "fr", published.isoformat())
    assert told is not None
    assert (published - date.fromisoformat(told)).days == 1


@given(st.text(), st.sampled_from(["fr", "en", "de", "es", "und"]))
def test_any_text_gives_a_day_of_the_calendar_or_none(text: str, language: str) -> None:
    told = day_reported(text, language, WEDNESDAY)
    if told is not None and len(told) == len("2023-02-15"):
        date.fromisoformat(told)
