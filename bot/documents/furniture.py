"""Page furniture: what a page says around its text and nobody should quote.

Rules go by the kind of line (rating widgets, comment forms, promotions, captions with a credit,
consent and share bars, subscription boxes, legal feet), never by a site's own strings. A doubtful
paragraph stays: text lost is worse than a stray line kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import furniture_kinds as kinds

_EDGE = re.compile(r"^[\s\[•▶►▸»→➔👉📷🔴📌*|>–—_#=+~-]+|[\s\]•◀◄→➔*|>_#=+~]+$")
_OPENING_QUOTE = re.compile(r"\W{0,2}[«\"“„‹‘]")
_SPEECH = re.compile(
    r"\b(?:selon|déclaré|affirmé|expliqué|précisé|indiqué|according to|said|told|laut|sagte|"
    r"erklärte|"
    r"según|dijo|afirmó)\b",
    re.IGNORECASE,
)
_AFTER_PROMOTION = re.compile(
    r"\s*(?:$|[\]|:>»→–—-]|[«\"“„‹(]|(?:notre|nos|our|unsere?n?|nuestro|nuestra)\b|"
    r"[^\W\d_a-zà-öø-ÿœ]|\d)"
)
_AGENCY = (
    r"(?:getty(?: images)?|reuters|afp|associated press|ap(?: photo)?|epa(?:-efe)?|efe|dpa|apa|"
    r"ansa|belga|"
    r"keystone(?:-sda)?|pa(?: wire| media)?|sipa(?: press| usa)?|abaca(?:press)?|gamma(?:-rapho)?|"
    r"magnum|"
    r"shutterstock|istock(?:photo)?|adobe stock|depositphotos|pixabay|pexels|unsplash|flickr|"
    r"wikimedia"
    r"(?: commons)?|creative commons|cc[ -]by(?:[ -][a-z]{2}){0,2}(?: \d\.\d)?|bloomberg|nurphoto|"
    r"anadolu"
    r"(?: agency)?|aa|xinhua|tass|sputnik|ria novosti|ukrinform|picture[ -]alliance|"
    r"imago(?: images)?|"
    r"ullstein(?: bild)?|zuma(?: press)?|alamy|hans lucas|maxppp|mtí|pap|ntb|tt|lehtikuva|ritzau|"
    r"hina|"
    r"la presse canadienne|the canadian press|canadian press|cp|radio-canada|cbc|nasa|esa)"
)
_PICTURE = (
    r"(?:photos?|photographies?|photographs?|images?|pictures?|bild(?:er)?|fotos?|fotografías?|"
    r"imagen|imágenes|"
    r"crédits? (?:photos?|images?)|crédits?(?= ?:)|photo credits?|image credits?|bildquelle|"
    r"bildnachweis|"
    r"file photo|photo d'archives?|archivbild|archivfoto|foto de archivo|courtesy|handout|"
    r"illustration|"
    r"capture d'écran|screenshot|screengrab|captura de pantalla|©|\(c\))"
)
_PICTURE_WORD = re.compile(rf"{_PICTURE}(?!\w)", re.IGNORECASE)
_CREDIT_INSIDE = re.compile(
    rf"(?i:{_PICTURE})(?!\w)\W{{0,3}}(?:(?:par|by|de|von|d['’]) ?)?(?:[A-ZÀ-Þ@©\d].{{0,80}})?|"
    rf"©.{{1,80}}|"
    rf"(?i:.{{2,70}} ?(?:/|\||via|–|—) ?{_AGENCY}(?: ?(?:/|via|,) ?.{{2,40}})?|{_AGENCY} ?(?:/|"
    rf"via) ?.{{2,70}})"
)
_ONLY_AGENCIES = re.compile(
    rf"(?:(?:avec|with|mit|con) )?{_AGENCY}(?:[ /,&+-]{{1,3}}(?:et |and |und |"
    rf"y )?{_AGENCY}){{0,4}}",
    re.IGNORECASE,
)
_CAPTION_CUE = re.compile(
    r"\b(?:à (?:gauche|droite|l'arrière-plan)|au (?:centre|premier plan|second plan)|(?:le|la|"
    r"les) voici|"
    r"(?:est|sont) vue?s?|pose(?:nt)? (?:pour|à|devant)|sur cette (?:photo|image)|\(?(?:left|"
    r"right|centre|center|l|r)\)?|"
    r"(?:is|are) (?:seen|pictured|shown)|seen (?:here|in)|poses? for|in this (?:photo|picture|"
    r"image)|"
    r"links|rechts|zu sehen|auf dem (?:bild|foto)|a la (?:izquierda|derecha)|en la (?:imagen|"
    r"foto)|archives?|archiv)\b"
)
_PARENTHESIS = re.compile(r"\(([^()]{2,100})\)\W{0,2}$")
_TRAILING_CREDIT = re.compile(
    rf"(?:^|[.!?»”\"…,;|/–—]\s?|\s{{2,}}|\s(?=©))(?:"
    rf"(?:photos?|image|picture|bild|foto|imagen|crédits?(?: photos?)?|photo credits?|credit|"
    rf"bildquelle|bildnachweis|illustration) ?[:©|] ?[^.]{{2,70}}|"
    rf"(?:photo|foto|bild) (?:by |von |de |d'|: )?{_AGENCY}(?:[/ ].{{2,40}})?|"
    rf"© ?[^.]{{2,70}}|/?photo prise .{{4,60}}|{_AGENCY}/[^.]{{2,50}})\.?$"
)
_CREDIT_START = re.compile(
    rf"(?:/ ?)?(?:(?:crédits?(?: photos?)?|photos?|photo credits?|foto|fotos|bild|bildquelle|"
    rf"bildnachweis|imagen|image|"
    rf"légende|legend|caption|bildunterschrift|pie de foto|file photo|photo d'archives?|"
    rf"archivbild) ?[:©]|"
    rf"photo (?:by|prise|d'illustration)\b|(?:photo )?{_AGENCY}$)"
)
_LONGEST_PROMOTION = 1_500
_LONGEST_CAPTION = 450
_LONGEST_LINE = 120
_LONGEST_START = 600
_KEY_LENGTH = 640


def without_furniture(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs that belong to the text, in order.

    Besides single paragraphs this takes out the list of titles below a bare "À lire aussi", the
    labels of a comment form, and readers' comments at the end.
    """
    kept: list[str] = []
    below = ""
    for number, paragraph in enumerate(paragraphs):
        key = _key(paragraph)
        if not key:
            continue
        if kinds.COMMENT_SECTION.fullmatch(key):
            if _only_comments_follow(paragraphs[number + 1 :]):
                break
            below = "form"
            continue
        if is_furniture(paragraph):
            below = "titles" if _is_bare_promotion(key) else below
            continue
        if below == "form" and kinds.FORM_LABEL.fullmatch(key):
            continue
        if below == "titles" and _is_title(paragraph):
            continue
        below = ""
        kept.append(paragraph)
    return tuple(kept)


def is_furniture(paragraph: str) -> bool:
    """Whether one paragraph is page furniture by itself.

    >>> is_furniture("LIRE AUSSI : Le port rouvre"), is_furniture("Le port rouvre lundi.")
    (True, False)
    """
    key = _key(paragraph)
    if _is_promotion(paragraph, key) or _is_caption(paragraph, key):
        return True
    if len(paragraph) <= _LONGEST_LINE + 100 and any(
        kind.fullmatch(key) for kind in kinds.WHOLE_LINES
    ):
        return True
    if len(paragraph) > _LONGEST_START or _OPENING_QUOTE.match(paragraph):
        return False
    if _SPEECH.search(paragraph):
        return False
    return bool(re.fullmatch(r"(?:https?://|www\.)\S+", key)) or any(
        kind.match(key) for kind in kinds.STARTS
    )


def _key(paragraph: str) -> str:
    """The beginning of a paragraph, normalised for the patterns of furniture_kinds."""
    plain = " ".join(paragraph[:_KEY_LENGTH].split()).replace("’", "'").replace("‘", "'").lower()
    return _EDGE.sub("", plain)


def _is_promotion(paragraph: str, key: str) -> bool:
    if len(paragraph) > _LONGEST_PROMOTION or _OPENING_QUOTE.match(paragraph):
        return False
    if kinds.PROMOTION_VERB.match(key):
        return True
    plain = _EDGE.sub("", " ".join(paragraph[:_KEY_LENGTH].split()))
    if kinds.SHOUTED_VERB.match(plain):
        return True
    start = kinds.PROMOTION_START.match(key)
    if start is None:
        return False
    return bool(_AFTER_PROMOTION.match(plain[start.end() :] if len(plain) == len(key) else ""))


def _is_bare_promotion(key: str) -> bool:
    start = kinds.PROMOTION_START.match(key)
    return start is not None and not key[start.end() :].strip(" :|>»–—-")


def _is_title(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST_LINE + 40 and not re.search(r"[.;,:…]\W{0,3}$", paragraph)


def _is_caption(paragraph: str, key: str) -> bool:
    """A photo caption: a short paragraph that ends or begins with the credit of a picture."""
    if len(paragraph) > _LONGEST_CAPTION:
        return False
    if _CREDIT_START.match(key):
        return len(re.findall(r"[.!?]\s", key)) <= 2
    inside = _PARENTHESIS.search(paragraph[-110:])
    if inside:
        credit = inside[1].strip()
        if _ONLY_AGENCIES.fullmatch(credit):
            return bool(_CAPTION_CUE.search(key))
        # "… 12 millions (Le Monde/AFP)." names a source inside the sentence
        is_inside = inside[0].rstrip().endswith(".") and not _PICTURE_WORD.match(credit)
        return bool(_CREDIT_INSIDE.fullmatch(credit)) and not is_inside and "%" not in credit
    return bool(_TRAILING_CREDIT.search(key[-160:] if len(key) > 160 else key))


def _only_comments_follow(paragraphs: Sequence[str]) -> bool:
    return any(kinds.COMMENT_MARK.fullmatch(_key(paragraph)) for paragraph in paragraphs[:12])
