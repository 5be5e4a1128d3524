from __future__ import annotations

import time

import pytest

from bot.documents.furniture import is_furniture, without_furniture

FURNITURE = [
    # promotions
    "REGARDER | Le maire explique le projet : Le maire a reçu notre équipe pendant une heure.",
    "À lire aussi : Le port de Brest rouvre ses portes",
    "LIRE AUSSI - Grève : les syndicats appellent à la mobilisation",
    "Lire aussi Kiev demande des chars",
    "▶ Lire aussi | Le conseil vote le budget",
    "WATCH | Flood waters rise in the valley",
    "READ MORE: Council votes for the new bridge",
    "Read more: What we know about the storm",
    "See also: Timeline of the strike",
    "Lesen Sie auch: Was die Reform bedeutet",
    "Mehr zum Thema: Haushalt 2024",
    "Lea también: El puerto reabre el lunes",
    "Te puede interesar: La huelga sigue",
    "[LIRE AUSSI] Le port rouvre",
    "Listen to this article",
    "Les articles les plus lus",
    "VIDÉO | Les images de la crue",
    # ratings
    "Cet article vous a-t-il été utile ?",
    "Was this article helpful?",
    "War dieser Artikel hilfreich?",
    "¿Te ha resultado este artículo útil?",
    "Cliquez sur une étoile pour voter !",
    "Click on a star to rate it!",
    "Average rating 4.2 / 5. Vote count: 12",
    "Note moyenne : 3,5/5",
    "No votes so far! Be the first to rate this post.",
    "Noch keine Bewertungen.",
    # comment forms
    "Leave a reply",
    "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
    "Your email address will not be published. Required fields are marked *",
    "Schreiben Sie einen Kommentar",
    "Deja un comentario",
    "12 commentaires",
    "Connectez-vous pour laisser un commentaire",
    # newsletters and advertising
    "Inscrivez-vous à notre newsletter pour ne rien manquer de l'actualité.",
    "Sign up for our weekly newsletter",
    "Melden Sie sich für unseren Newsletter an",
    "Suscríbete a nuestro boletín",
    "Recevez chaque matin l'essentiel par courriel",
    "Publicité",
    "ADVERTISEMENT",
    "Anzeige",
    "La suite après la publicité",
    "Story continues below advertisement",
    "Cet article est réservé aux abonnés.",
    # captions
    "Un pêcheur répare ses filets à Brest. (Jeanne Morel/AFP)",
    "The bridge after the storm on Monday. (Ann Lee/Getty Images)",
    "Der Hafen am Montag. (Foto: Max Roth/dpa)",
    "Le pont, lundi matin. Photo : AFP",
    "Le pont, lundi matin © Reuters",
    "Crédit photo : Jeanne Morel",
    "Photo by Ann Lee/Getty Images",
    "Le directeur de la banque (Photo Ouest-Matin)",
    "Smoke rises over the port. REUTERS/Ann Lee",
    "FILE PHOTO: The minister arrives at the summit",
    "Le ministre, à gauche, avec la maire de Brest. (Reuters)",
    # consent, share, follow, tags
    "Nous utilisons des cookies pour améliorer votre expérience.",
    "This website uses cookies to ensure you get the best experience.",
    "Diese Website verwendet Cookies.",
    "Este sitio web utiliza cookies propias y de terceros.",
    "Tout accepter",
    "Partager sur Facebook",
    "Share this article",
    "Share this:",
    "Facebook Twitter LinkedIn WhatsApp",
    "Auf Facebook teilen",
    "Suivez-nous sur Instagram",
    "Follow us on Facebook and X",
    "Tags: port, Brest, grève",
    "Mots-clés : budget, conseil",
    "© 2023 Ouest-Matin. Tous droits réservés.",
    "Copyright 2023 The Valley Post. All rights reserved.",
    "5 min read",
    "Temps de lecture : 4 min",
    "Lesezeit: 3 Minuten",
    "Skip to content",
    "Accueil > Monde > Europe",
]

CONTENT = [
    "La CNIL a condamné deux sites qui ne permettaient pas de refuser les cookies facilement.",
    "The new law says that users must be able to reject cookies with one click.",
    "Le Parlement a adopté le texte par 320 voix contre 210.",
    "Vote : 12 pour, 3 contre.",
    "Aucun vote contre n'a été enregistré, a déclaré le président du conseil.",
    "“Share this with your neighbours,” the mayor said at the meeting.",
    "« Abonnez-vous à notre journal », lançait le crieur.",
    "Share prices fell by 3% on Monday.",
    "Reuters n'a pas été en mesure de vérifier ces informations de manière indépendante.",
    "PLUS D'AIDE MILITAIRE ?",
    "« Bombardements chaotiques »",
    "Lire aussi bien les romans que la presse est une habitude, dit la maire.",
    "Lire plus de livres reste le premier vœu des Français.",
    "Read more than ten books a year and you are above average.",
    "Regarder la télévision moins de deux heures par jour réduit le risque.",
    "Watch the sky tonight: a comet will pass.",
    "Le groupe a racheté trois banques (Crédit du Nord, BNP Ouest puis Natixis).",
    "La production a augmenté de 12 % (contre 8 % en 2021).",
    "Trois missiles ont frappé le port mardi, selon la mairie. (AFP)",
    "Le film a coûté 12 millions d'euros (Le Monde/AFP).",
    "Der Haushalt wurde mit 30 Stimmen angenommen. (dpa)",
    "Le film est noté 4/5 par la critique, mais le public a boudé les salles.",
    "La note moyenne au baccalauréat est de 12,9 sur 20.",
    "Photographers say that the light in Brest is unique.",
    "Le photographe Jean Roy a publié un livre.",
    "Cette loi est-elle utile ?",
    "Inscrivez-vous avant le 3 mars auprès de la mairie.",
    "Nous suivons l'affaire sur Facebook, a expliqué la procureure.",
    "La publicité pour le tabac est interdite depuis 1991.",
    "Le copyright a expiré en 2020, selon le tribunal.",
    "Les commentaires du ministre ont choqué.",
    "Voir Naples et mourir : le proverbe garde son charme.",
    "12 personnes ont été blessées.",
    "Ils ont signé l'accord (voir photo).",
    "La rapidité dans tout - l'adoption des décisions, l'exécution des décisions.",
    "More than 6,000 people left the city.",
    "Tous droits réservés à la mairie, le stationnement y est interdit selon l'arrêté de lundi.",
]


@pytest.mark.parametrize("paragraph", FURNITURE)
def test_furniture_is_known(paragraph: str) -> None:
    assert is_furniture(paragraph) or without_furniture([paragraph]) == ()


@pytest.mark.parametrize("paragraph", CONTENT)
def test_content_stays(paragraph: str) -> None:
    assert without_furniture([paragraph, "Une dernière phrase."])[0] == paragraph


def test_titles_below_a_bare_promotion_go_and_the_text_goes_on() -> None:
    paragraphs = [
        "Le port a rouvert lundi.",
        "À lire aussi",
        "Le budget du port adopté",
        "Qui est la nouvelle maire ?",
        "Les pêcheurs attendaient depuis mars, a dit leur syndicat.",
    ]
    assert without_furniture(paragraphs) == (paragraphs[0], paragraphs[4])


def test_readers_comments_and_their_form_go() -> None:
    comments = ["2 commentaires", "Paul dit :", "Le port ne rouvrira jamais.", "Répondre"]
    form = ["Laisser un commentaire", "Nom *", "E-mail *", "Site web"]
    assert without_furniture(["Le port a rouvert lundi.", *comments, *form]) == (
        "Le port a rouvert lundi.",
    )


def test_text_behind_a_comment_link_stays() -> None:
    paragraphs = ["Le port rouvre", "3 commentaires", "Le port a rouvert lundi, dit la mairie."]
    assert without_furniture(paragraphs) == (paragraphs[0], paragraphs[2])


@pytest.mark.parametrize("piece", ["a", " ", "REGARDER | ", "(Photo ", "> A ", "cookies nous "])
def test_a_huge_line_takes_linear_time(piece: str) -> None:
    line = piece * (200_000 // len(piece))
    started = time.perf_counter()
    is_furniture(line)
    is_furniture(line[:590])
    is_furniture(line[:440])
    assert time.perf_counter() - started < 0.5
