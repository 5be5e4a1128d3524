from bot.timeline import MOST_STEPS, is_timeline, steps
from tests.story_rows import Text, rows


def days(*texts: Text | str, told: tuple[int, ...] = ()) -> list[tuple[str, tuple[int, ...]]]:
    sentences = rows(texts)
    return [(one.day, one.rows) for one in steps(range(len(sentences.units)), sentences, told)]


def test_steps_stand_in_the_order_of_their_days() -> None:
    assert days(
        "Le procès de Paul Noël devrait s'ouvrir le 3 avril à Bonn.",
        "Paul Noël a été arrêté mardi dans la ville de Bonn.",
        "Le juge de Bonn a ouvert une enquête lundi matin.",
    ) == [("2023-02-13", (2,)), ("2023-02-14", (1,)), ("2023-04-03", (0,))]


def test_a_single_day_is_no_timeline() -> None:
    assert days("Paul Noël a été arrêté mardi à Bonn.", "Ana Gil a été élue mardi à Bilbao.") == []


def test_the_day_of_publication_is_no_step() -> None:
    assert days("Paul Noël est libre à Bonn.", "Ana Gil est la maire de Bilbao.") == []


def test_nothing_is_reckoned_from_a_month() -> None:
    february = "2023-02"
    assert (
        days(
            Text(text="Paul Noël a été arrêté mardi à Bonn.", published=february),
            Text(text="Le juge a ouvert une enquête lundi à Bonn.", published=february),
        )
        == []
    )


def test_one_step_a_day_and_that_is_the_told_one() -> None:
    texts = (
        "Paul Noël a été arrêté mardi à Bonn.",
        "Ana Gil a été élue mardi à Bilbao.",
        "Le juge a ouvert une enquête lundi à Bonn.",
    )
    assert ("2023-02-14", (1,)) in days(*texts, told=(1,))


def test_a_timeline_is_short() -> None:
    texts = [f"Le pont numéro {n} a été fermé le {n} janvier 2023 à Bonn." for n in range(1, 20)]
    assert len(days(*texts)) == MOST_STEPS


def test_english_steps() -> None:
    assert [
        day
        for day, _ in days(
            Text(text="The bridge was closed on Tuesday in Bonn.", language="en"),
            Text(text="Talks are expected to begin on Friday in Bonn.", language="en"),
        )
    ] == ["2023-02-14", "2023-02-17"]


def test_what_days_make_a_timeline() -> None:
    assert is_timeline(["2023-02-13", "2023-03"])
    assert not is_timeline(["2023-02-13", "2023-02"])
    assert not is_timeline(["2014", "2022"])
    assert not is_timeline([])
