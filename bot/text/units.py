"""Units of measure and currencies in French, English, German and Spanish, and their one name.

Only a known unit can contradict another ("150 km" is not "150 miles"); any other noun after a
number is kept as it stands ("obus", "shells") and contradicts nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.text.folding import search_key

_CURRENCIES = {
    "dollar": "dollar dollars dolar dolares usd us$ $ $us",
    "euro": "euro euros eur €",
    "pound": "pound sterling livre-sterling pfund libras gbp £",
    "yen": "yen yens jpy ¥",
    "yuan": "yuan yuans renminbi cny",
    "rouble": "rouble roubles ruble rubles rubel rublo rublos rub ₽",
    "hryvnia": "hryvnia hryvnias griwna uah ₴",
    "franc": "franc francs franken chf fcfa",
    "rupee": "rupee rupees roupie roupies rupie rupien rupia rupias inr ₹",
    "peso": "peso pesos mxn",
    "zloty": "zloty zlotys pln",
    "lira": "lira ₺",
    "won": "krw ₩",
    "real": "reais brl r$",
    "krona": "krona kronor couronne couronnes krone kronen kroner sek nok dkk",
    "cent": "cent cents centime centimes centimo centimos",
}
_MEASURES = {
    "%": "% percent prozent pourcent",
    "km": "km kilometre kilometres kilometer kilometers kilometern kilometro kilometros",
    "mile": "mile miles mi meile meilen milla millas",
    "m": "m metre metres meter meters metern metro metros",
    "cm": "cm centimetre centimetres zentimeter centimetro centimetros centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters milimetro milimetros",
    "hm": "hm hectometre hectometres hektometer hectometro hectometros",
    "dm": "dm decimetre decimetres dezimeter decimetro decimetros",
    "foot": "ft foot feet pied pieds fuss pie pies",
    "inch": "inch inches pouce pouces zoll pulgada pulgadas",
    "hectare": "ha hectare hectares hektar hectarea hectareas",
    "yard": "yd yds yard yards",
    "kg": "kg kilo kilos kilogramme kilogrammes kilogram kilograms kilogramm kilogramo kilogramos",
    "g": "g gramme grammes gram grams gramm gramo gramos",
    "tonne": "t tonne tonnes ton tons tonnen tonelada toneladas",
    "barrel": "baril barils barrel barrels barriles fass",
    "litre": "l litre litres liter liters litro litros",
    "watt": "w watt watts",
    "kW": "kw kilowatt kilowatts",
    "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts",
    "kWh": "kwh kilowattheures kilowattstunden",
    "MWh": "mwh megawattheures",
    "GWh": "gwh gigawattheures",
    "TWh": "twh terawattheures",
    "°C": "°c celsius",
    "°F": "°f fahrenheit",
    "°": "° degre degres degree degrees grad grado grados",
    "km/h": "km/h kmh kph stundenkilometer stundenkilometern",
    "mph": "mph",
    "second": "s second seconds seconde secondes sekunde sekunden segundo segundos",
    "minute": "min minute minutes minuten minuto minutos",
    "hour": "h heure heures hour hours stunde stunden hora horas hr hrs",
    "day": "jour jours journee journees day days tag tage tagen dia dias",
    "week": "semaine semaines week weeks woche wochen semana semanas",
    "month": "mois month months monat monate monaten mes meses",
    "year": "an ans annee annees year years jahr jahre jahren ano anos",
    "decade": "decennie decennies decade decades jahrzehnt jahrzehnte jahrzehnten decada decadas",
    "century": "siecle siecles century centuries jahrhundert jahrhunderte siglo siglos",
}
_LENGTHS = ("km", "hm", "dm", "m", "cm", "mm", "mile", "foot", "inch", "yard")
_POWERS = frozenset(f"{length}{power}" for length in _LENGTHS for power in "²³")
"""Areas and volumes, by the length that they are made from: measures of their own."""
_SPEEDS = {"km": "km/h", "mile": "mph"}
_CURRENCY_OF = {word: unit for unit, words in _CURRENCIES.items() for word in words.split()}
_MEASURE_OF = {word: unit for unit, words in _MEASURES.items() for word in words.split()}
_BETWEEN = frozenset(
    """
    de d' des du of the la le les l' in an der
    dernier derniers derniere dernieres prochain prochains prochaine prochaines nouveau nouveaux
    nouvelle nouvelles autre autres premier premiers premiere premieres bon bons bonne bonnes long
    longs longue longues petit petits petite petites grand grands grande grandes gros grosses
    last past next new other first more additional further full long short
    letzten letzte nachsten nachste neue neuen weitere weiteren andere anderen ersten erste langen
    ultimos ultimas proximos proximas nuevos nuevas otros otras primeros primeras mas
    us american americains americain canadiens australiens
    """.split()
)
_FUNCTION_WORDS = frozenset(
    """
    et ou a au aux en par pour sur dans avec sans contre est sont etait etaient ont qui que dont
    mais se ne plus moins selon depuis apres avant il elle ils elles on
    and or to at by for on with without against is are was were have has had who that which but
    as from since after before it he she they per
    und oder bis zu zum zur am im auf mit ohne gegen ist sind war waren haben hat die das dass aber
    seit nach vor er sie es pro
    y o al a en por para con sin contra es son era eran han que pero se no segun desde tras el ella
    """.split()
)
_NEXT = re.compile(
    r"[ \t\n\u00a0\u202f\u2009]?"
    r"(?:[-‑](?=[^\W\d_]))?"
    r"(per cent|pour cent|por ciento|[€$£¥₽₴₹₺₩%]|°(?:\s?[CF]\b)?|km/h|(?:[dlDL]['’])?"
    r"[^\W\d_²³]+(?:-[^\W\d_²³]+)?)"
)
_GAP = "[ \\t\\n\u00a0\u202f\u2009-]"
_RAISED_BEFORE = re.compile(
    rf"(?:{_GAP}?(cubic|cu\.?|square|sq\.?){_GAP}|{_GAP}?(kubik|quadrat)(?=[^\W\d_]))", re.I
)
_RAISED_AFTER = re.compile(
    rf"([²³]|[23](?!\w|[.,]\d))|{_GAP}(carr[ée]e?s?|cubes?|cubiques?|cuadrad[oa]s?|c[úu]bic[oa]s?)\b",
    re.I,
)
_AN_HOUR = re.compile(
    rf"{_GAP}(?:à l['’]|(?:par|per|an|pro|por|a la){_GAP})(?:heure|hour|stunde|hora)\b", re.I
)
_PERCENT = frozenset(("per cent", "pour cent", "por ciento"))
_MOST_WORDS_BETWEEN = 3
# "en 2022 M. Dupont": a capital is no metre.
_CAPITALS = frozenset("MGLSTH")


class Unit(NamedTuple):
    """What a number counts. `end` is where it ends in the text."""

    name: str
    known: bool
    money: bool
    end: int


NO_UNIT = Unit("", False, False, -1)


def unit_after(text: str, position: int) -> Unit:
    """The unit, currency or noun that follows the number which ends at `position`.

    >>> unit_after("552 millions de dollars", 12).name, unit_after("10 000 obus", 6).name
    ('dollar', 'obus')
    >>> unit_after("5 cubic metres", 1).name, unit_after("5 mètres cubes", 1).name
    ('m³', 'm³')
    """
    raised = _RAISED_BEFORE.match(text, position)
    if raised is not None:
        length = _NEXT.match(text, raised.end())
        known = known_unit(length[1].partition("-")[0]) if length else None
        if length and known and known.name in _LENGTHS:
            power = "³" if (raised[1] or raised[2]).lower().startswith(("cu", "ku")) else "²"
            return Unit(known.name + power, True, False, length.end())
    return _derived(text, _plain_unit(text, position))


def _derived(text: str, unit: Unit) -> Unit:
    """The area, volume or speed that the words behind a length make of it: "km carrés"."""
    if unit.name in _LENGTHS:
        raised = _RAISED_AFTER.match(text, unit.end)
        if raised is not None:
            sign = (raised[1] or raised[2]).lower()
            power = "³" if sign in "³3" or sign.startswith(("cub", "cúb")) else "²"
            return unit._replace(name=unit.name + power, end=raised.end())
    hourly = _AN_HOUR.match(text, unit.end) if unit.name in _SPEEDS else None
    return unit._replace(name=_SPEEDS[unit.name], end=hourly.end()) if hourly else unit


def _plain_unit(text: str, position: int) -> Unit:
    for _ in range(_MOST_WORDS_BETWEEN):
        following = _NEXT.match(text, position)
        if following is None:
            return NO_UNIT
        if following[1] in _CAPITALS:
            return NO_UNIT
        word = search_key(following[1])
        word = "%" if word in _PERCENT else re.sub(r"^[dl]'|\s", "", word)
        known = known_unit(word) or known_unit(word.partition("-")[0])  # "155-mm-Granaten"
        if known is not None:
            return known._replace(end=following.end())
        if word in _FUNCTION_WORDS:
            return NO_UNIT
        if word not in _BETWEEN and word != "":
            return Unit(word, False, False, following.end())
        position = following.end()
    return NO_UNIT


def known_unit(word: str) -> Unit | None:
    """The currency or measure that a word or sign stands for."""
    key = search_key(word)
    if key in _CURRENCY_OF:
        return Unit(_CURRENCY_OF[key], True, True, -1)
    if key in _MEASURE_OF:
        return Unit(_MEASURE_OF[key], True, False, -1)
    return None


def is_known_unit(name: str) -> bool:
    """Whether this is the name of a known unit or currency, as `Unit.name` gives it."""
    return name in _CURRENCIES or name in _MEASURES or name in _POWERS
