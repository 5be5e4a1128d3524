from __future__ import annotations

from pathlib import Path

from bot.documents import read_document
from bot.types import Document

FRENCH = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8">
<title>Le pont sera fermé | Ouest-Matin</title>
<meta property="og:site_name" content="Ouest-Matin">
<meta property="og:title" content="Le pont sera fermé en mai">
<link rel="canonical" href="https://ouest-matin.example/ville/pont">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},
 {"@type": "NewsArticle", "headline": "Le pont sera fermé en mai",
  "datePublished": "2023-02-14T08:30:00+01:00", "publisher": {"name": "Ouest-Matin"}}]}
</script></head><body>
<header><nav><a href="/">Accueil</a> <a href="/ville">Ville</a></nav></header>
<div class="cookie-banner">Nous utilisons des cookies pour mesurer l’audience de ce journal.</div>
<article><h1>Le pont sera fermé en mai</h1>
<p class="byline">Publié le 14 février 2023 à 8h30</p>
<div class="share-bar"><a>Partager sur Facebook</a><a>Twitter</a></div>
<p>Le pont de la Penfeld sera fermé du 2 au 28 mai, a annoncé la mairie <b>mardi</b>.</p>
<figure><img src="a.jpg"><figcaption>Le pont en 2020. © Jeanne Morel</figcaption></figure>
<p>« Il n’y a pas d’autre solution », a déclaré l’ingénieur Yann Kermarrec.</p>
<p>Lire aussi : <a href="/x">Le vieux pont tournant</a></p>
<h2>Des bus supplémentaires</h2>
<p>Six bus de plus circuleront chaque jour. Le coût est de 1 200 euros par jour.</p>
<ul><li>La ligne 3 sera prolongée jusqu’au port.</li><li>La ligne 5 ne change pas.</li></ul>
<p>La rue voisine passera à sens unique, ce qui inquiète les commerçants du quartier.</p>
</article>
<aside class="related"><h3>Sur le même sujet</h3>

<p>Le tramway de Brest fête ses dix ans.</p></aside>
<section id="comments"><h3>2 commentaires</h3><p>Encore des travaux, quelle honte !</p></section>
<footer>© 2023 Ouest-Matin. Tous droits réservés.</footer></body></html>"""

ENGLISH = """<html lang="en"><head><title>Storm closes valley road - The Valley Post</title>
<meta name="application-name" content="The Valley Post"></head><body>
<div id="menu">Home News Sport</div>
<div class="content"><h1>Storm closes valley road</h1>
<time datetime="2022-11-03">3 November 2022</time> <span>4 min read</span>
<p>The valley road was closed on Thursday after a storm brought down twelve trees.</p>
<p>"Share this with your neighbours: do not drive," sheriff Ann Lee said at a meeting.</p>
<p>ADVERTISEMENT</p>
<p>Workers clear trees from the road. (Bob Ray/Reuters)</p>
<p>The new data law lets visitors reject cookies, but the county site has none, Lee said.</p>
<p>READ MORE: What to do in a storm</p>
<p>Power is expected back by 6 p.m., the company said, for about 1,200.5 thousand homes.</p>
<p>Sign up for our newsletter to get the news every morning.</p></div></body></html>"""

GERMAN = """<html lang="de"><head><meta property="article:published_time" content="2023-03-01">
<meta property="og:site_name" content="Küstenblatt"><title>Hafen öffnet wieder</title></head>
<body><main><h1>Hafen öffnet wieder</h1>
<p>Der Hafen von Emden öffnet am Montag wieder, teilte die Stadt am Mittwoch mit.</p>
<p>Lesen Sie auch: <a href="#">Warum gestreikt wurde</a></p>
<p>Ein Kran im Hafen von Emden. (Foto: Max Roth/dpa)</p>
<p>„Wir haben lange verhandelt“, sagte Bürgermeisterin Müller. Es geht um 10.000 Euro.</p>
<div class="newsletter">Jetzt anmelden: unser Newsletter</div>
<p>Die Gewerkschaft will die Einigung ihren 350 Mitgliedern zur Abstimmung vorlegen.</p>
</main></body></html>"""


def read(folder: Path, page: str, encoding: str = "utf-8") -> Document:
    path = folder / "page.html"
    path.write_bytes(page.encode(encoding))
    return read_document(str(path))


def test_a_french_page(tmp_path: Path) -> None:
    document = read(tmp_path, FRENCH)
    assert document.text.split("\n\n") == [
        "Le pont sera fermé en mai",
        "Le pont de la Penfeld sera fermé du 2 au 28 mai, a annoncé la mairie mardi.",
        "« Il n’y a pas d’autre solution », a déclaré l’ingénieur Yann Kermarrec.",
        "Des bus supplémentaires",
        "Six bus de plus circuleront chaque jour. Le coût est de 1 200 euros par jour.",
        "La ligne 3 sera prolongée jusqu’au port.",
        "La ligne 5 ne change pas.",
        "La rue voisine passera à sens unique, ce qui inquiète les commerçants du quartier.",
    ]
    assert document.title == "Le pont sera fermé en mai"
    assert document.outlet == "Ouest-Matin"
    assert document.url == "https://ouest-matin.example/ville/pont"
    assert document.published == "2023-02-14T08:30:00+01:00"
    assert document.language == "fr"


def test_an_english_page(tmp_path: Path) -> None:
    document = read(tmp_path, ENGLISH)
    for kept in ("twelve trees", "Share this with", "reject cookies", "1,200.5 thousand"):
        assert kept in document.text
    for gone in ("ADVERT", "Bob Ray", "READ MORE", "newsletter", "min read", "Sport"):
        assert gone not in document.text
    assert document.published == "2022-11-03"
    assert document.outlet == "The Valley Post"
    assert document.title == "Storm closes valley road"


def test_a_german_page_in_windows_1252(tmp_path: Path) -> None:
    page = GERMAN.replace("<head>", '<head><meta charset="iso-8859-1">')
    document = read(tmp_path, page, "cp1252")
    for kept in ("„Wir haben lange verhandelt“", "10.000 Euro", "350 Mitgliedern", "Emden öffnet"):
        assert kept in document.text
    for gone in ("Lesen Sie auch", "dpa", "Newsletter"):
        assert gone not in document.text
    assert document.outlet == "Küstenblatt"
    assert document.published == "2023-03-01"
    assert document.language == "de"


def test_a_page_of_bare_divs_and_line_breaks_is_whole(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<div>Le conseil a voté le budget lundi soir.<br><br>La maire s’est dite satisfaite.</div>",
    )
    assert "voté le budget lundi soir." in document.text
    assert "La maire s’est dite satisfaite." in document.text


def test_a_broken_page_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    document = read(tmp_path, "<p>Le conseil a <b>voté le budget lundi soir, dit la mairie.<p>Fin")
    assert "voté le budget lundi soir" in document.text
    assert document.published is None


def test_an_impossible_date_in_a_page_is_no_failure(tmp_path: Path) -> None:
    page = GERMAN.replace("2023-03-01", "2023-02-31")
    assert read(tmp_path, page).published is None
