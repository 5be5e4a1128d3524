import pytest

from bot.text.open_words import leaves_open


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "On ignore si le pont était miné."),
        ("fr", "Le ministre n’a pas précisé la date de la livraison."),
        ("fr", "Le bilan n'est pas encore connu."),
        ("fr", "Reste à savoir qui paiera."),
        ("fr", "Ces chiffres n'ont pu être vérifiés de source indépendante."),
        ("fr", "Aucune information n'a été donnée sur les victimes."),
        ("fr", "L'identité du tireur reste inconnue."),
        ("fr", "Les troupes ont avancé, sans préciser où."),
        ("en", "It is not clear whether the bridge was mined."),
        ("en", "The ministry did not say when the tanks would arrive."),
        ("en", "The claims could not be independently verified."),
        ("en", "The cause of the fire remains unknown."),
        ("en", "The identity of the attacker has not been released."),
        ("de", "Unklar ist, ob die Brücke vermint war."),
        ("de", "Die Zahl der Opfer ist noch nicht bekannt."),
        ("de", "Die Polizei machte keine Angaben zu den Opfern."),
        ("de", "Die Angaben konnten nicht unabhängig überprüft werden."),
        ("es", "Se desconoce el número de víctimas."),
        ("es", "El ministro no precisó cuándo llegarán los tanques."),
        ("es", "No está claro si el puente estaba minado."),
        ("es", "Los datos no han podido ser verificados."),
    ],
)
def test_what_a_source_leaves_open(language: str, sentence: str) -> None:
    assert leaves_open(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Le soldat inconnu repose à Paris."),
        ("fr", "L'auteur n'est pas inconnu pour les juges."),
        ("fr", "Le ministre n'a pas été confirmé à son poste."),
        ("fr", "Il n'est pas connu pour sa patience."),
        ("en", "He did not say a word to the court."),
        ("en", "He did not give the ball away."),
        ("en", "She was not confirmed as minister."),
        ("en", "The tomb of the unknown soldier is in Paris."),
        ("de", "Er ist in Bonn bekannt."),
        ("es", "El soldado desconocido descansa en París."),
        ("und", "On ignore si le pont était miné."),
    ],
)
def test_what_leaves_nothing_open(language: str, sentence: str) -> None:
    assert not leaves_open(sentence, language)
